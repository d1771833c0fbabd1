/** Colours: as the system has them, or as the reader chose in this browser. */
const CHOICES = ['system', 'dark', 'light'] as const;
type Choice = (typeof CHOICES)[number];

const KEY = 'tocsin-theme';

export const theme = $state({ choice: stored() });
show(theme.choice);

export function nextTheme(): void {
  theme.choice = CHOICES[(CHOICES.indexOf(theme.choice) + 1) % CHOICES.length] ?? 'system';
  localStorage.setItem(KEY, theme.choice);
  show(theme.choice);
}

function show(choice: Choice): void {
  document.documentElement.dataset['theme'] = choice;
}

function stored(): Choice {
  return CHOICES.find((choice) => choice === localStorage.getItem(KEY)) ?? 'system';
}

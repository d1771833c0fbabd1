/** Where the reader was when a provider's page took over; the part after `#` does not go with it. */
const KEY = 'tocsin-way-back';

export function rememberWayBack(hash: string): void {
  sessionStorage.setItem(KEY, hash);
}

/** What was remembered, once. */
export function takeWayBack(): string {
  const hash = sessionStorage.getItem(KEY) ?? '';
  sessionStorage.removeItem(KEY);
  return hash;
}

/** Runs the action of a key, unless the reader is typing, or in a dialog, or means the browser. */
export function shortcut(event: KeyboardEvent, actions: Readonly<Record<string, () => void>>): void {
  const target = event.target;
  const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
  if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (target instanceof Element && target.closest('input:not([type=checkbox]), select, textarea, dialog')) {
    if (event.key === 'Escape' && target instanceof HTMLElement && !target.closest('dialog')) {
      target.blur();
    }
    return;
  }
  event.preventDefault();
  action();
}

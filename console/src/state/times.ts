/** Times as the fields of a form hold them: local, to the second. */

/** What a field of the type `datetime-local` shows for a time; empty for none. */
export function toField(iso: string | null): string {
  if (iso === null) {
    return '';
  }
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** The time that such a field holds; null when it is empty. */
export function fromField(text: string): string | null {
  return text === '' ? null : new Date(text).toISOString();
}

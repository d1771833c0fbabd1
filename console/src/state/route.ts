/** Where the reader is, as the address says it. */
export interface Route {
  readonly view: View;
  readonly id: string | null;
  /** What stands behind the question mark. */
  readonly search: string;
}

const VIEWS = ['alerts', 'incidents', 'events', 'suppressions'] as const;
export type View = (typeof VIEWS)[number];

const KEY = '#key=';
const PASSWORD = '#password=';

/** Reads the part of the address after `#`. Anything unknown is the list of alerts. */
export function parseRoute(hash: string): Route {
  const [path = '', ...search] = hash.replace(/^#\/?/, '').split('?');
  const [name, id] = path.split('/', 2);
  return {
    view: VIEWS.find((view) => view === name) ?? 'alerts',
    id: id ? decode(id) : null,
    search: search.join('?'),
  };
}

export function href(view: View, id: string | null = null): string {
  return id === null ? `#/${view}` : `#/${view}/${encodeURIComponent(id)}`;
}

/** The API key that a link brings along, or null. */
export function keyFromFragment(hash: string): string | null {
  const key = hash.startsWith(KEY) ? decode(hash.slice(KEY.length)).trim() : '';
  return key === '' ? null : key;
}

/** A link with which the owner of an account sets a password, once. */
export interface PasswordLink {
  readonly user: string;
  readonly token: string;
}

/** The link to set a password that the address is, or null. */
export function passwordLinkFromFragment(hash: string): PasswordLink | null {
  const colon = hash.lastIndexOf(':');
  if (!hash.startsWith(PASSWORD) || colon <= PASSWORD.length || colon === hash.length - 1) {
    return null;
  }
  return { user: decode(hash.slice(PASSWORD.length, colon)), token: hash.slice(colon + 1) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

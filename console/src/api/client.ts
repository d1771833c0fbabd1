import type { Alert, Incident, Note, Page, Problem, Session } from './types.ts';

/** What a request came to: a value, or a problem to show. Status 0: the API was not reached. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly message: string };

const BASE = '/api/v1';

/** Where the live stream is. */
export const STREAM = `${BASE}/stream`;

/** The REST API, one method per route that the console uses. Never throws. */
export const api = {
  whoAmI: () => call<Session>('GET', '/session'),
  logIn: (key: string) => call<Session>('POST', '/session', { body: { key } }),
  logOut: () => call<null>('DELETE', '/session'),

  alerts: (query: Query) => call<Page<Alert>>('GET', `/alerts${search(query)}`),
  alert: (id: string) => call<Alert>('GET', `/alerts/${encodeURIComponent(id)}`),
  changeAlert: (id: string, version: number, change: object) =>
    call<Alert>('PATCH', `/alerts/${encodeURIComponent(id)}`, { body: change, version }),

  event: (id: string) => call<object>('GET', `/events/${encodeURIComponent(id)}`),

  incidents: (query: Query) => call<Page<Incident>>('GET', `/incidents${search(query)}`),
  incident: (id: string) => call<Incident>('GET', `/incidents/${encodeURIComponent(id)}`),
  createIncident: (incident: NewIncident) =>
    call<Incident>('POST', '/incidents', { body: incident }),
  changeIncident: (id: string, version: number, change: object) =>
    call<Incident>('PATCH', `/incidents/${encodeURIComponent(id)}`, { body: change, version }),
  notes: (id: string) => call<Page<Note>>('GET', `/incidents/${encodeURIComponent(id)}/notes`),
  addNote: (id: string, text: string) =>
    call<Note>('POST', `/incidents/${encodeURIComponent(id)}/notes`, { body: { text } }),
  addAlert: (id: string, alertId: string) =>
    call<Incident>('POST', `/incidents/${encodeURIComponent(id)}/alerts`, {
      body: { alert_id: alertId },
    }),
};

export interface NewIncident {
  title: string;
  summary: string;
  severity: string;
  alert_ids: string[];
}

export type Query = Readonly<Record<string, string | number | null>>;

interface Content {
  body?: object;
  /** The version that the change was made on; another one on the server is a 412. */
  version?: number;
}

async function call<T>(method: string, path: string, content: Content = {}): Promise<Outcome<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (content.body !== undefined) {
    headers['Content-Type'] =
      method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  }
  if (content.version !== undefined) {
    headers['If-Match'] = `"${content.version}"`;
  }
  try {
    const response = await fetch(BASE + path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(content.body === undefined ? {} : { body: JSON.stringify(content.body) }),
    });
    return await read<T>(response);
  } catch {
    return {
      ok: false,
      status: 0,
      message: 'Expected an answer from the API, but it cannot be reached. Try again in a moment.',
    };
  }
}

async function read<T>(response: Response): Promise<Outcome<T>> {
  const text = await response.text();
  if (!response.ok) {
    return { ok: false, status: response.status, message: problemText(response, text) };
  }
  return { ok: true, value: (text === '' ? null : JSON.parse(text)) as T };
}

function problemText(response: Response, text: string): string {
  try {
    const problem = JSON.parse(text) as Problem;
    return problem.detail ?? problem.title;
  } catch {
    return `${response.status} ${response.statusText}`.trim();
  }
}

function search(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null) {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

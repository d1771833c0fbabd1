import type { Alert, Change, Incident, Note, Page, Problem, Session, WayToLogIn } from './types.ts';

/** What a request came to: a value, or a problem to show. Status 0: the API was not reached. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly message: string };

const BASE = '/api/v1';

/** Where the live stream is. */
export const STREAM = `${BASE}/stream`;

/** The REST API, one method per route that the console uses. No method throws. */
export class Api {
  /** What a write in this session must carry, beside the cookie. */
  #csrf: string | null = null;

  async whoAmI(): Promise<Outcome<Session>> {
    return this.#remember(await this.#call<Session>('GET', '/session'));
  }

  async logIn(key: string): Promise<Outcome<Session>> {
    return this.#remember(await this.#call<Session>('POST', '/session', { body: { key } }));
  }

  waysToLogIn(): Promise<Outcome<{ readonly ways: readonly WayToLogIn[] }>> {
    return this.#call('GET', '/session/ways');
  }

  async logInAs(user: string, password: string): Promise<Outcome<Session>> {
    return this.#remember(
      await this.#call<Session>('POST', '/session', { body: { user, password } }),
    );
  }

  /** Sets a password with the token of a link; ends all sessions of the account. */
  setPassword(token: string, password: string): Promise<Outcome<PasswordOwner>> {
    return this.#call('POST', '/password', { body: { token, password } });
  }

  logOut(): Promise<Outcome<null>> {
    return this.#call('DELETE', '/session');
  }

  /** Ends a session that came by OpenID Connect; tells where it ends at the provider as well. */
  logOutOfProvider(): Promise<Outcome<{ readonly location: string | null }>> {
    return this.#call('POST', '/oidc/logout');
  }

  alerts(query: Query): Promise<Outcome<Page<Alert>>> {
    return this.#call('GET', `/alerts${search(query)}`);
  }

  alert(id: string): Promise<Outcome<Alert>> {
    return this.#call('GET', `/alerts/${encodeURIComponent(id)}`);
  }

  changeAlert(id: string, version: number, change: object): Promise<Outcome<Alert>> {
    return this.#call('PATCH', `/alerts/${encodeURIComponent(id)}`, { body: change, version });
  }

  event(id: string): Promise<Outcome<object>> {
    return this.#call('GET', `/events/${encodeURIComponent(id)}`);
  }

  incidents(query: Query): Promise<Outcome<Page<Incident>>> {
    return this.#call('GET', `/incidents${search(query)}`);
  }

  incident(id: string): Promise<Outcome<Incident>> {
    return this.#call('GET', `/incidents/${encodeURIComponent(id)}`);
  }

  createIncident(incident: NewIncident): Promise<Outcome<Incident>> {
    return this.#call('POST', '/incidents', { body: incident });
  }

  changeIncident(id: string, version: number, change: object): Promise<Outcome<Incident>> {
    return this.#call('PATCH', `/incidents/${encodeURIComponent(id)}`, { body: change, version });
  }

  addAlert(id: string, alertId: string): Promise<Outcome<Incident>> {
    const path = `/incidents/${encodeURIComponent(id)}/alerts`;
    return this.#call('POST', path, { body: { alert_id: alertId } });
  }

  notes(id: string): Promise<Outcome<Page<Note>>> {
    return this.#call('GET', `/incidents/${encodeURIComponent(id)}/notes?limit=500`);
  }

  addNote(id: string, text: string): Promise<Outcome<Note>> {
    return this.#call('POST', `/incidents/${encodeURIComponent(id)}/notes`, { body: { text } });
  }

  history(of: 'alerts' | 'incidents', id: string): Promise<Outcome<Page<Change>>> {
    return this.#call('GET', `/${of}/${encodeURIComponent(id)}/history?limit=200`);
  }

  #remember(outcome: Outcome<Session>): Outcome<Session> {
    this.#csrf = outcome.ok ? outcome.value.csrf : null;
    return outcome;
  }

  async #call<T>(method: string, path: string, content: Content = {}): Promise<Outcome<T>> {
    try {
      const response = await fetch(BASE + path, {
        method,
        headers: headersOf(method, content, this.#csrf),
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
}

export interface PasswordOwner {
  name: string;
  display_name: string;
}

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

function headersOf(method: string, content: Content, csrf: string | null): HeadersInit {
  return {
    Accept: 'application/json',
    ...(csrf !== null && method !== 'GET' ? { 'X-Tocsin-CSRF': csrf } : {}),
    ...(content.version !== undefined ? { 'If-Match': `"${content.version}"` } : {}),
    ...(content.body !== undefined
      ? {
          'Content-Type':
            method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
        }
      : {}),
  };
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
    const faults = problem.errors?.map((fault) => fault.detail) ?? [];
    return faults.length > 0 ? faults.join('. ') : (problem.detail ?? problem.title);
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

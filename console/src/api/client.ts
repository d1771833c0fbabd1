import type {
  Alert,
  BulkResult,
  Change,
  CustomField,
  CustomValue,
  EventDocument,
  EventFacets,
  EventHistogram,
  EventPage,
  Fault,
  Incident,
  Link,
  Note,
  Page,
  Part,
  PartPath,
  Pivot,
  Problem,
  Relation,
  Session,
  Suppression,
  SuppressionPreview,
  SurroundingEvents,
  Task,
  WayToLogIn,
} from './types.ts';

/** What a request came to: a value, or a problem to show. Status 0: the API was not reached. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

export interface Failure {
  readonly ok: false;
  readonly status: number;
  readonly message: string;
  readonly faults?: readonly Fault[];
}

/** The status of a request that nobody is logged in for. */
export const UNAUTHORIZED = 401;

/** The status of a change that was made on another version than there is now. */
export const STALE = 412;

/** What is wrong with one member of the body or one parameter, or null. */
export function faultOf(failure: Failure, name: string): string | null {
  return failure.faults?.find((fault) => isAt(fault, name))?.detail ?? null;
}

/** What a failure says beside what stands at these members already; null when that is all. */
export function restOf(failure: Failure, names: readonly string[]): string | null {
  const rest = failure.faults?.filter((fault) => !names.some((name) => isAt(fault, name))) ?? [];
  if (rest.length === (failure.faults?.length ?? 0)) {
    return failure.message;
  }
  return rest.length === 0 ? null : told(rest);
}

function isAt({ pointer, parameter }: Fault, name: string): boolean {
  return pointer === `/${name}` || parameter === name;
}

function told(faults: readonly Fault[]): string {
  return faults.map((fault) => fault.detail).join('. ');
}

const BASE = '/api/v1';

/** How many alerts one leads at most. */
const MAX_MERGED = 200;

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

  /** Tells the others who is where; also while the page closes. */
  sayPresence(saying: object): Promise<Outcome<unknown>> {
    return this.#call('POST', '/presence', { body: saying, keepalive: true });
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

  /** Does one thing to several alerts, each for itself. */
  actOnAlerts(alerts: readonly string[], action: BulkAction): Promise<Outcome<BulkResult>> {
    const body = { ...action, alerts: alerts.map((id) => ({ id })) };
    return this.#call('POST', '/alerts/bulk', { body });
  }

  /** The alerts that one leads. */
  merged(id: string): Promise<Outcome<Page<Alert>>> {
    return this.#call('GET', `/alerts/${encodeURIComponent(id)}/merged?limit=${MAX_MERGED}`);
  }

  /** Takes alerts out of the one that leads; all of them when none is named. */
  unmerge(id: string, alerts: readonly string[] | null): Promise<Outcome<Alert>> {
    const body = alerts === null ? {} : { alert_ids: alerts };
    return this.#call('POST', `/alerts/${encodeURIComponent(id)}/unmerge`, { body });
  }

  /** The alerts that are folded into one. */
  folded(id: string): Promise<Outcome<Page<Alert>>> {
    return this.#call('GET', `/alerts/${encodeURIComponent(id)}/folded?limit=100`);
  }

  suppressions(): Promise<Outcome<Page<Suppression>>> {
    return this.#call('GET', '/suppressions');
  }

  previewSuppression(q: string): Promise<Outcome<SuppressionPreview>> {
    return this.#call('POST', '/suppressions/preview', { body: { q } });
  }

  suppress(suppression: NewSuppression): Promise<Outcome<Suppression>> {
    return this.#call('POST', '/suppressions', { body: suppression });
  }

  endSuppression(id: string, version: number): Promise<Outcome<null>> {
    return this.#call('DELETE', `/suppressions/${encodeURIComponent(id)}`, { version });
  }

  event(id: string): Promise<Outcome<EventDocument & { pivots: Pivot[] }>> {
    return this.#call('GET', `/events/${encodeURIComponent(id)}`);
  }

  events(query: Query): Promise<Outcome<EventPage>> {
    return this.#call('GET', `/events${search(query)}`);
  }

  eventHistogram(query: Query): Promise<Outcome<EventHistogram>> {
    return this.#call('GET', `/events/histogram${search(query)}`);
  }

  eventFacets(query: Query): Promise<Outcome<EventFacets>> {
    return this.#call('GET', `/events/facets${search(query)}`);
  }

  surroundingEvents(id: string, query: Query): Promise<Outcome<SurroundingEvents>> {
    return this.#call('GET', `/events/${encodeURIComponent(id)}/surrounding${search(query)}`);
  }

  /** Where a browser downloads the bytes that an event came in. */
  rawEventAddress(id: string): string {
    return `${BASE}/events/${encodeURIComponent(id)}/raw`;
  }

  /** Where a browser downloads what a search finds. */
  eventExportAddress(query: Query): string {
    return `${BASE}/events/export${search(query)}`;
  }

  incidents(query: Query): Promise<Outcome<Page<Incident>>> {
    return this.#call('GET', `/incidents${search(query)}`);
  }

  incident(id: string): Promise<Outcome<Incident>> {
    return this.#call('GET', `/incidents/${encodeURIComponent(id)}`);
  }

  changeIncident(id: string, version: number, change: object): Promise<Outcome<Incident>> {
    return this.#call('PATCH', `/incidents/${encodeURIComponent(id)}`, { body: change, version });
  }

  /** The fields that administrators gave incidents, also retired ones. */
  customFields(): Promise<Outcome<Page<CustomField>>> {
    return this.#call('GET', '/custom-fields');
  }

  addAlert(id: string, alertId: string): Promise<Outcome<Incident>> {
    const path = `/incidents/${encodeURIComponent(id)}/alerts`;
    return this.#call('POST', path, { body: { alert_id: alertId } });
  }

  detachAlert(id: string, alertId: string, version: number): Promise<Outcome<Incident>> {
    const path = `/incidents/${encodeURIComponent(id)}/alerts/${encodeURIComponent(alertId)}`;
    return this.#call('DELETE', path, { version });
  }

  promote(id: string): Promise<Outcome<Incident>> {
    return this.#call('POST', `/incidents/${encodeURIComponent(id)}/promote`, { body: {} });
  }

  tasks(id: string): Promise<Outcome<Page<Task>>> {
    return this.#call('GET', `/incidents/${encodeURIComponent(id)}/tasks?limit=500`);
  }

  addTask(id: string, title: string): Promise<Outcome<Task>> {
    return this.#call('POST', `/incidents/${encodeURIComponent(id)}/tasks`, { body: { title } });
  }

  changeTask(id: string, task: Task, change: Partial<Task>): Promise<Outcome<Task>> {
    const path = `/incidents/${encodeURIComponent(id)}/tasks/${encodeURIComponent(task.id)}`;
    return this.#call('PATCH', path, { body: change, version: task.version });
  }

  /** Theories, mitigations or lessons of an incident. */
  parts(of: PartPath, id: string): Promise<Outcome<Page<Part>>> {
    return this.#call('GET', `${partsPath(of, id)}?limit=500`);
  }

  part(of: PartPath, id: string, part: string): Promise<Outcome<Part>> {
    return this.#call('GET', `${partsPath(of, id)}/${encodeURIComponent(part)}`);
  }

  addPart(of: PartPath, id: string, body: object): Promise<Outcome<Part>> {
    return this.#call('POST', partsPath(of, id), { body });
  }

  changePart(of: PartPath, id: string, part: Part, change: object): Promise<Outcome<Part>> {
    const path = `${partsPath(of, id)}/${encodeURIComponent(part.id)}`;
    return this.#call('PATCH', path, { body: change, version: part.version });
  }

  removePart(of: PartPath, id: string, part: Part): Promise<Outcome<null>> {
    const path = `${partsPath(of, id)}/${encodeURIComponent(part.id)}`;
    return this.#call('DELETE', path, { version: part.version });
  }

  links(id: string): Promise<Outcome<Page<Link>>> {
    return this.#call('GET', `/incidents/${encodeURIComponent(id)}/links`);
  }

  addLink(id: string, link: NewLink): Promise<Outcome<Link>> {
    return this.#call('POST', `/incidents/${encodeURIComponent(id)}/links`, { body: link });
  }

  removeLink(id: string, link: Link): Promise<Outcome<null>> {
    const path = `/incidents/${encodeURIComponent(id)}/links/${encodeURIComponent(link.id)}`;
    return this.#call('DELETE', path, { version: link.version });
  }

  /** Notes of an incident, or comments on an alert. */
  notes(of: 'notes' | 'comments', id: string): Promise<Outcome<Page<Note>>> {
    return this.#call('GET', `${notesPath(of, id)}?limit=500`);
  }

  addNote(of: 'notes' | 'comments', id: string, text: string): Promise<Outcome<Note>> {
    return this.#call('POST', notesPath(of, id), { body: { text } });
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
        keepalive: content.keepalive ?? false,
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

export type NewSuppression = Pick<Suppression, 'q' | 'reason' | 'expires_at'>;

export interface NewIncident {
  title: string;
  summary: string;
  severity: string;
  custom: Readonly<Record<string, CustomValue>>;
}

export interface NewLink {
  relation: Relation;
  incident: string;
  comment?: string;
}

/** What is done to several alerts at once. */
export type BulkAction =
  | { readonly action: 'triage'; readonly patch: object }
  | { readonly action: 'tag' | 'untag'; readonly tags: readonly string[] }
  | { readonly action: 'escalate'; readonly incident: NewIncident }
  | { readonly action: 'merge'; readonly target: string; readonly comment?: string };

export type Query = Readonly<Record<string, string | number | null>>;

interface Content {
  body?: object;
  /** The version that the change was made on; another one on the server is a 412. */
  version?: number;
  /** Whether it is sent even if the page is closed meanwhile. */
  keepalive?: boolean;
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
    return failureOf(response, text);
  }
  return { ok: true, value: (text === '' ? null : JSON.parse(text)) as T };
}

function failureOf({ status, statusText }: Response, text: string): Failure {
  try {
    const problem = JSON.parse(text) as Problem;
    const faults = problem.errors ?? [];
    const message = faults.length > 0 ? told(faults) : (problem.detail ?? problem.title);
    return { ok: false, status, message, faults };
  } catch {
    return { ok: false, status, message: `${status} ${statusText}`.trim() };
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

function partsPath(of: PartPath, id: string): string {
  return `/incidents/${encodeURIComponent(id)}/${of}`;
}

function notesPath(of: 'notes' | 'comments', id: string): string {
  return `/${of === 'notes' ? 'incidents' : 'alerts'}/${encodeURIComponent(id)}/${of}`;
}

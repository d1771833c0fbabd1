import { SvelteMap } from 'svelte/reactivity';
import { Api, STALE, UNAUTHORIZED, type BulkAction, type Outcome } from '../api/client.ts';
import { Stream, type Connection, type StreamEvent } from '../api/stream.ts';
import type {
  Alert,
  BulkResult,
  CustomField,
  DeskHealth,
  Incident,
  ItemResult,
  Session,
} from '../api/types.ts';
import {
  EVERYTHING_OPEN,
  matches,
  mergeAlerts,
  queryOf,
  standsForItself,
  type AlertFilter,
} from './alerts.ts';
import { Attending } from './attending.ts';
import { emptyCollection } from './collection.ts';
import { Forms } from './forms.ts';
import { mergeIncidents } from './incidents.ts';
import { hear, type Attendance, type Present } from './presence.ts';
import type { PasswordLink } from './route.ts';

const PAGE = 200;
/** As for an API that was not reached. */
const UNAVAILABLE = 503;

/** What this browser knows of the desk: who I am, alerts, incidents, and how live they are. */
export class Desk {
  readonly api = new Api();
  /** Undefined until the API was asked. */
  session = $state.raw<Session | null | undefined>(undefined);
  connection = $state.raw<Connection>('connecting');
  alerts = $state.raw(emptyCollection<Alert>());
  incidents = $state.raw(emptyCollection<Incident>());
  /** The fields that administrators gave incidents, also retired ones. */
  customFields = $state.raw<readonly CustomField[]>([]);
  filter = $state.raw<AlertFilter>(EVERYTHING_OPEN);
  /** Cursor of the alerts that are older than those loaded; null when there are none. */
  older = $state.raw<string | null>(null);
  loading = $state.raw(true);
  problem = $state.raw<string | null>(null);
  /** How the platform is, as the stream told last; null while nobody tells. */
  health = $state.raw<DeskHealth | null>(null);
  /** Who is where. */
  attendance = $state.raw<Attendance>(new Map());
  /** How often the stream told of a change: also when only notes, comments or tasks changed. */
  readonly told = new SvelteMap<string, number>();

  readonly visible = $derived(this.alerts.items.filter((alert) => matches(alert, this.filter)));
  readonly newCount = $derived(
    this.alerts.items.filter((alert) => alert.triage.status === 'new' && standsForItself(alert))
      .length,
  );
  readonly canEdit = $derived(this.session != null && this.session.role !== 'viewer');

  /** What I typed and have not saved yet. */
  readonly forms = new Forms(this);
  /** Tells the others where I am. */
  readonly attending = new Attending((saying) => this.api.sayPresence(saying));

  readonly #stream = new Stream({
    onConnection: (state) => this.#connected(state),
    onRefused: () => void this.#checked(this.api.whoAmI()),
    onResync: () => void this.load(),
    onMessage: (type, document) => this.#receive(type, document),
  });
  #inbox: Alert[] = [];
  /** Alerts that the reader asked for, by address or by paging: they outlast the limit. */
  readonly #wanted = new Set<string>();

  /**
   * @param browse sends the browser to another page
   */
  constructor(
    private readonly browse: (address: string) => void = (address) => location.assign(address),
  ) {}

  /** Takes up the session of the cookie, or opens one with the key. */
  async start(key: string | null): Promise<void> {
    if (key !== null) {
      return this.#open(await this.api.logIn(key));
    }
    const outcome = await this.api.whoAmI();
    await this.#open(outcome);
    if (!outcome.ok && outcome.status === UNAUTHORIZED) {
      this.problem = null;
    }
  }

  async logIn(user: string, password: string): Promise<void> {
    await this.#open(await this.api.logInAs(user, password));
  }

  /** Sets a password with a link and logs its owner in; says why when it was not set. */
  async setPassword(link: PasswordLink, password: string): Promise<string | null> {
    const outcome = await this.api.setPassword(link.token, password);
    if (!outcome.ok) {
      return outcome.message;
    }
    await this.logIn(outcome.value.name, password);
    return null;
  }

  /** Ends the session, at the provider too when it came from one. Says so when it goes on. */
  async logOut(): Promise<void> {
    await this.attending.leavesAll();
    const byProvider = this.session?.method === 'oidc';
    const ended = await (byProvider ? this.api.logOutOfProvider() : this.api.logOut());
    if (!ended.ok && ended.status !== UNAUTHORIZED) {
      this.problem = `You are still logged in. ${ended.message}`;
      return;
    }
    this.#leave();
    this.problem = null;
    if (ended.ok && ended.value?.location) {
      this.browse(ended.value.location);
    }
  }

  /** Reads the newest alerts and the incidents, whatever is known already. */
  async load(): Promise<void> {
    const [, incidents] = await Promise.all([
      this.#loadAlerts(null),
      this.#checked(this.api.incidents({ limit: PAGE })),
      this.loadCustomFields(),
    ]);
    if (incidents.ok) {
      this.incidents = mergeIncidents(this.incidents, incidents.value.items);
    }
    this.loading = false;
  }

  /** Administrators change them while the page is open. */
  async loadCustomFields(): Promise<void> {
    const outcome = await this.#checked(this.api.customFields());
    if (outcome.ok) {
      this.customFields = outcome.value.items;
    }
  }

  async loadOlder(): Promise<void> {
    await this.#loadAlerts(this.older);
  }

  /** Shows what is known at once, and asks for what fits and is not known yet. */
  async setFilter(change: Partial<AlertFilter>): Promise<void> {
    this.filter = { ...this.filter, ...change };
    if (change.text === undefined) {
      await this.#loadAlerts(null);
    }
  }

  async fetchAlert(id: string): Promise<Outcome<Alert>> {
    return this.#keepAlert(await this.#checked(this.api.alert(id)));
  }

  async fetchIncident(id: string): Promise<Outcome<Incident>> {
    return this.#keepIncident(await this.#checked(this.api.incident(id)));
  }

  async changeAlert(alert: Alert, change: object): Promise<Outcome<Alert>> {
    const { id, version } = this.alerts.byId.get(alert.id) ?? alert;
    return this.#keepAlert(await this.#checked(this.api.changeAlert(id, version, change)));
  }

  async changeIncident(incident: Incident, change: object): Promise<Outcome<Incident>> {
    const { id, version } = this.incidents.byId.get(incident.id) ?? incident;
    return this.#keepIncident(await this.#checked(this.api.changeIncident(id, version, change)));
  }

  /** Puts alerts into an incident, each for itself: one that is refused does not stop the others. */
  attach(id: string, alertIds: readonly string[]): Promise<readonly ItemResult[]> {
    return this.#each(alertIds, (alertId) => this.api.addAlert(id, alertId));
  }

  /** Takes alerts out of an incident, each for itself. */
  detach(id: string, alertIds: readonly string[]): Promise<readonly ItemResult[]> {
    return this.#each(alertIds, async (alertId) => {
      const version = this.incidents.byId.get(id)?.version ?? 0;
      const outcome = await this.api.detachAlert(id, alertId, version);
      if (outcome.ok || outcome.status !== STALE) {
        return outcome;
      }
      // Somebody changed the incident meanwhile, which does not bear on this alert.
      const newest = await this.fetchIncident(id);
      return newest.ok ? this.api.detachAlert(id, alertId, newest.value.version) : newest;
    });
  }

  /** Does one thing to alerts; tells for each what became of it. */
  act(ids: readonly string[], action: BulkAction): Promise<Outcome<BulkResult>> {
    return this.#checked(this.api.actOnAlerts(ids, action));
  }

  /** Takes alerts, or all, out of the one that leads them. */
  async unmerge(target: string, ids: readonly string[] | null): Promise<Outcome<Alert>> {
    return this.#keepAlert(await this.#checked(this.api.unmerge(target, ids)));
  }

  async promote(id: string): Promise<Outcome<Incident>> {
    return this.#keepIncident(await this.#checked(this.api.promote(id)));
  }

  /** One after the other, for each changes the incident. */
  async #each(
    alertIds: readonly string[],
    change: (alertId: string) => Promise<Outcome<Incident>>,
  ): Promise<readonly ItemResult[]> {
    const results: ItemResult[] = [];
    for (const alertId of alertIds) {
      const outcome = this.#keepIncident(await this.#checked(change(alertId)));
      results.push(
        outcome.ok
          ? { id: alertId, status: 200 }
          : { id: alertId, status: outcome.status || UNAVAILABLE, detail: outcome.message },
      );
    }
    return results;
  }

  async #open(outcome: Outcome<Session>): Promise<void> {
    if (outcome.ok) {
      await this.#enter(outcome.value);
    } else {
      this.session = null;
      this.problem = outcome.message;
    }
  }

  async #enter(session: Session): Promise<void> {
    this.session = session;
    this.problem = null;
    // The stream first: what happens while the lists load is not missed.
    this.#stream.open();
    await this.load();
  }

  async #loadAlerts(cursor: string | null): Promise<void> {
    const asked = queryOf(this.filter);
    const page = await this.#checked(
      this.api.alerts({ limit: PAGE, cursor, ...asked }),
    );
    // What is typed meanwhile asks the API for nothing else.
    if (page.ok && JSON.stringify(asked) === JSON.stringify(queryOf(this.filter))) {
      if (cursor !== null) {
        page.value.items.forEach((alert) => this.#wanted.add(alert.id));
      }
      this.#take(page.value.items);
      this.older = page.value.next;
    }
  }

  #leave(): void {
    this.#stream.close();
    this.attending.stop();
    this.health = null;
    this.attendance = new Map();
    this.session = null;
    this.alerts = emptyCollection();
    this.incidents = emptyCollection();
    this.customFields = [];
    this.#wanted.clear();
    this.told.clear();
    this.forms.clear();
  }

  /** Without the stream nobody knows how the platform is, nor who is where. */
  #connected(state: Connection): void {
    this.connection = state;
    if (state === 'lost') {
      this.health = null;
      this.attendance = new Map();
    }
  }

  #receive(type: StreamEvent, document: unknown): void {
    if (type === 'incident-changed') {
      const incident = document as Incident;
      this.incidents = mergeIncidents(this.incidents, [incident]);
      this.#tell(incident.id);
    } else if (type === 'presence') {
      this.attendance = hear(this.attendance, document as Present);
    } else if (type === 'health') {
      this.health = document as DeskHealth;
    } else {
      if (type === 'alert-changed') {
        this.#tell((document as Alert).id);
      }
      this.#inbox.push(document as Alert);
      if (this.#inbox.length === 1) {
        setTimeout(() => this.#drain());
      }
    }
  }

  #tell(id: string): void {
    this.told.set(id, (this.told.get(id) ?? 0) + 1);
  }

  /** Alerts that arrive together are shown together: a flood costs one rendering, not thousands. */
  #drain(): void {
    this.#take(this.#inbox);
    this.#inbox = [];
  }

  #take(alerts: readonly Alert[]): void {
    this.alerts = mergeAlerts(this.alerts, alerts, this.#wanted);
  }

  #keepAlert(outcome: Outcome<Alert>): Outcome<Alert> {
    if (outcome.ok) {
      this.#wanted.add(outcome.value.id);
      this.#take([outcome.value]);
    }
    return outcome;
  }

  #keepIncident(outcome: Outcome<Incident>): Outcome<Incident> {
    if (outcome.ok) {
      this.incidents = mergeIncidents(this.incidents, [outcome.value]);
    }
    return outcome;
  }

  /** An expired session shows the login; another failure is told at the top of the page. */
  async #checked<T>(request: Promise<Outcome<T>>): Promise<Outcome<T>> {
    const outcome = await request;
    if (outcome.ok || outcome.status === 0) {
      this.problem = outcome.ok ? null : outcome.message;
    } else if (outcome.status === UNAUTHORIZED) {
      this.#leave();
      this.problem = 'Your session has ended. Log in again to go on.';
    }
    return outcome;
  }
}

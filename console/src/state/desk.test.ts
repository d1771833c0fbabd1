import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '../api/types.ts';
import { Desk } from './desk.svelte.ts';
import { anAlert, anIncident } from './fixtures.ts';

/** The API as far as these tests go: one valid key, one account, one good link, alerts, and the stream that the browser opened. */
class FakeApi {
  alerts: Alert[] = [];
  loggedIn = false;
  password = 'a violet tramway';
  stream: FakeStream | null = null;
  method = 'password';
  reachable = true;
  /** Where the provider ends sessions. */
  end: string | null = null;

  fetch = async (address: string, init: RequestInit): Promise<Response> => {
    if (!this.reachable) {
      throw new TypeError('Failed to fetch');
    }
    const path = address.replace('/api/v1', '').split('?')[0];
    if (path === '/session' && init.method === 'POST') {
      const { key, user, password } = JSON.parse(String(init.body));
      this.loggedIn = key === 'right' || (user === 'kim' && password === this.password);
    }
    if (path === '/password') {
      return this.#setPassword(JSON.parse(String(init.body)));
    }
    if (!this.loggedIn) {
      return Response.json({ title: 'Unauthorized', detail: 'no such key' }, { status: 401 });
    }
    if (path === '/session' && init.method === 'DELETE') {
      this.loggedIn = false;
      return new Response(null, { status: 204 });
    }
    if (path === '/session') {
      return Response.json({ name: 'kim', role: 'analyst', csrf: 'c', method: this.method });
    }
    if (path === '/oidc/logout') {
      this.loggedIn = this.method !== 'oidc';
      return Response.json({ location: this.end });
    }
    return Response.json({ items: path === '/alerts' ? this.alerts : [], next: null });
  };

  #setPassword({ token, password }: { token: string; password: string }): Response {
    if (token !== 'good') {
      return Response.json({ title: 'Unauthorized', detail: 'no such link' }, { status: 401 });
    }
    this.password = password;
    return Response.json({ name: 'kim', display_name: 'Kim' });
  }
}

/** The browser's end of the stream; a test plays the server. */
class FakeStream extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(api: FakeApi) {
    super();
    api.stream = this;
  }

  close(): void {
    this.readyState = FakeStream.CLOSED;
  }

  says(type: string, document: unknown = {}): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(document) }));
  }

  isRefused(): void {
    this.readyState = FakeStream.CLOSED;
    this.onerror?.();
  }
}

let api: FakeApi;
let desk: Desk;
let visited: string[];

beforeEach(() => {
  api = new FakeApi();
  vi.stubGlobal('fetch', api.fetch);
  vi.stubGlobal(
    'EventSource',
    class extends FakeStream {
      constructor() {
        super(api);
      }
    },
  );
  visited = [];
  desk = new Desk((address) => visited.push(address));
});

afterEach(async () => {
  api.reachable = true;
  await desk.logOut();
  vi.unstubAllGlobals();
});

const shown = () => desk.visible.map((alert) => alert.id);

describe('the desk', () => {
  it('opens with a key and shows the alerts', async () => {
    api.alerts = [anAlert('a')];
    await desk.start('right');
    expect(desk.session?.name).toBe('kim');
    expect(shown()).toEqual(['a']);
  });

  it('says why a key does not open it', async () => {
    await desk.start('wrong');
    expect(desk.session).toBeNull();
    expect(desk.problem).toBe('no such key');
  });

  it('opens with user name and password', async () => {
    await desk.logIn('kim', 'a violet tramway');
    expect(desk.session?.name).toBe('kim');
    expect(desk.problem).toBeNull();
  });

  it('says why a password does not open it', async () => {
    await desk.logIn('kim', 'a guess');
    expect(desk.session).toBeNull();
    expect(desk.problem).toBe('no such key');
  });

  it('sets a password with a link and logs its owner in', async () => {
    const problem = await desk.setPassword({ user: 'kim', token: 'good' }, 'another tramway');
    expect(problem).toBeNull();
    expect(desk.session?.name).toBe('kim');
    expect(api.password).toBe('another tramway');
  });

  it('says why a link sets no password', async () => {
    const problem = await desk.setPassword({ user: 'kim', token: 'used' }, 'another tramway');
    expect(problem).toBe('no such link');
    expect(desk.session).toBeUndefined();
  });

  it('asks for a key without a complaint when there is no session yet', async () => {
    await desk.start(null);
    expect(desk.session).toBeNull();
    expect(desk.problem).toBeNull();
  });

  it('shows an alert the moment the stream brings it', async () => {
    await desk.start('right');
    api.stream?.says('alert', anAlert('live'));
    await vi.waitFor(() => expect(shown()).toEqual(['live']));
  });

  it('lets go of an alert that a colleague closed', async () => {
    api.alerts = [anAlert('a')];
    await desk.start('right');
    api.stream?.says('alert-changed', anAlert('a', { version: 2, triage: { status: 'closed' } }));
    await vi.waitFor(() => expect(shown()).toEqual([]));
  });

  it('reads the list again when the stream could not carry everything', async () => {
    await desk.start('right');
    api.alerts = [anAlert('missed')];
    api.stream?.says('resync');
    await vi.waitFor(() => expect(shown()).toEqual(['missed']));
  });

  it('knows of which incident the stream told, although its version is the same', async () => {
    await desk.start('right');
    api.stream?.says('incident-changed', anIncident('INC-1'));
    api.stream?.says('incident-changed', anIncident('INC-2'));
    api.stream?.says('incident-changed', anIncident('INC-1'));
    expect(desk.told.get('INC-1')).toBe(2);
    expect(desk.told.get('INC-2')).toBe(1);
  });

  it('knows how the platform is, and does not when nobody tells', async () => {
    await desk.start('right');
    const health = { status: 'degraded', parts: { kafka: 'unavailable' }, alerts: { waiting: 0 } };
    api.stream?.says('health', health);
    expect(desk.health?.parts['kafka']).toBe('unavailable');
    api.stream?.isRefused();
    expect(desk.health).toBeNull();
  });

  it('knows who is where, until the stream is lost', async () => {
    await desk.start('right');
    const people = [{ name: 'sam', mode: 'viewing', field: null, since: '2026-01-01T12:00:00Z' }];
    api.stream?.says('presence', { complete: true, subjects: [{ alert: 'a', people }] });
    expect(desk.attendance.get('alert a')).toEqual(people);
    api.stream?.isRefused();
    expect(desk.attendance.size).toBe(0);
  });

  it('asks for a key again when the session has ended', async () => {
    await desk.start('right');
    api.loggedIn = false;
    api.stream?.isRefused();
    await vi.waitFor(() => expect(desk.session).toBeNull());
    expect(desk.problem).toContain('session has ended');
  });
});

describe('logging out', () => {
  it('ends a session of the desk here', async () => {
    await desk.logIn('kim', 'a violet tramway');
    await desk.logOut();
    expect(api.loggedIn).toBe(false);
    expect(desk.session).toBeNull();
    expect(visited).toEqual([]);
  });

  it('goes on to the provider that the session came from', async () => {
    api.method = 'oidc';
    api.end = 'https://login.example/end';
    await desk.start('right');
    await desk.logOut();
    expect(api.loggedIn).toBe(false);
    expect(desk.session).toBeNull();
    expect(visited).toEqual(['https://login.example/end']);
  });

  it('stays when the provider has no place to end it', async () => {
    api.method = 'oidc';
    await desk.start('right');
    await desk.logOut();
    expect(desk.session).toBeNull();
    expect(visited).toEqual([]);
  });

  it('says that the session goes on when the API was not reached', async () => {
    await desk.start('right');
    api.reachable = false;
    await desk.logOut();
    expect(desk.session?.name).toBe('kim');
    expect(desk.problem).toContain('still logged in');
  });
});

it('what is typed into the search while alerts load does not lose them', async () => {
  const api = new FakeApi();
  api.loggedIn = true;
  api.alerts = [anAlert('a')];
  vi.stubGlobal('fetch', api.fetch);
  const desk = new Desk();
  const loading = desk.load();
  await desk.setFilter({ text: 'ssh' });
  await loading;
  expect(desk.visible.map(({ id }) => id)).toEqual(['a']);
});

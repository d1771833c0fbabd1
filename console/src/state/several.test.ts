import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Desk } from './desk.svelte.ts';
import { anAlert, anIncident } from './fixtures.ts';

/** An API with one incident, which refuses the alert `lost` and changes made on an old version. */
class Incidents {
  version = 1;
  alerts = ['a', 'b', 'c'];
  /** The last body about a selection. */
  asked: unknown = null;

  fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const path = address.replace('/api/v1', '').split('?')[0] ?? '';
    if (path.endsWith('/unmerge')) {
      this.asked = JSON.parse(String(init.body));
      return Response.json(anAlert('lead', { version: 2, triage: { merged: ['b'] } }));
    }
    if (path === '/alerts/bulk') {
      this.asked = JSON.parse(String(init.body));
      return Response.json({ items: [{ id: 'a', status: 200 }, { id: 'b', status: 404 }] });
    }
    if (init.method === 'POST') {
      const { alert_id: id } = JSON.parse(String(init.body));
      return this.#changed(id, [...this.alerts, id]);
    }
    if (init.method === 'DELETE') {
      const asked = new Headers(init.headers).get('If-Match');
      const id = path.split('/').at(-1);
      return asked === `"${this.version}"`
        ? this.#changed(id, this.alerts.filter((alert) => alert !== id))
        : this.#refused(412, 'stale');
    }
    return this.#answer();
  };

  #changed(id: string | undefined, alerts: string[]): Response {
    if (id === 'lost') {
      return this.#refused(404, 'Expected an alert, but there is none');
    }
    this.alerts = alerts;
    this.version++;
    return this.#answer();
  }

  #answer(): Response {
    return Response.json(anIncident('INC-1', { version: this.version, alerts: this.alerts }));
  }

  #refused(status: number, detail: string): Response {
    return Response.json({ title: 'Refused', detail }, { status });
  }
}

let api: Incidents;
let desk: Desk;

beforeEach(async () => {
  api = new Incidents();
  vi.stubGlobal('fetch', api.fetch);
  desk = new Desk();
  await desk.fetchIncident('INC-1');
});

afterEach(() => vi.unstubAllGlobals());

describe('several alerts', () => {
  it('are attached each for itself: one that is refused does not stop the others', async () => {
    const results = await desk.attach('INC-1', ['d', 'lost', 'e']);
    expect(results.map(({ status }) => status)).toEqual([200, 404, 200]);
    expect(results[1]?.detail).toBe('Expected an alert, but there is none');
    expect(desk.incidents.byId.get('INC-1')?.alerts).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are detached, although a colleague changes the incident meanwhile', async () => {
    api.version = 7;
    const results = await desk.detach('INC-1', ['a', 'c']);
    expect(results.map(({ status }) => status)).toEqual([200, 200]);
    expect(api.alerts).toEqual(['b']);
  });

  it('are changed at once, with a result for each', async () => {
    const outcome = await desk.act(['a', 'b'], { action: 'tag', tags: ['vpn'] });
    expect(outcome).toMatchObject({
      ok: true,
      value: { items: [{ status: 200 }, { status: 404 }] },
    });
    expect(api.asked).toEqual({ action: 'tag', tags: ['vpn'], alerts: [{ id: 'a' }, { id: 'b' }] });
  });

  it('are taken out of the one that leads, some or all', async () => {
    expect(await desk.unmerge('lead', ['a'])).toMatchObject({ ok: true });
    expect(api.asked).toEqual({ alert_ids: ['a'] });
    expect(desk.alerts.byId.get('lead')?.triage.merged).toEqual(['b']);
    await desk.unmerge('lead', null);
    expect(api.asked).toEqual({});
  });
});

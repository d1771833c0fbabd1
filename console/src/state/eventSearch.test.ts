import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../api/client.ts';
import { parseEventQuery } from './eventQuery.ts';
import { EventSearch } from './eventSearch.svelte.ts';

const FRAME = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', total: 3 };

/** An API with three events, two of them on the first page. */
function answer(address: string): Response {
  const url = new URL(address, 'http://desk');
  const q = url.searchParams.get('q') ?? '';
  if (q === 'wrong(') {
    const errors = [{ parameter: 'q', detail: 'Expected a value at character 7' }];
    return Response.json({ title: 'Parameters are wrong', errors }, { status: 400 });
  }
  if (url.pathname.endsWith('/facets')) {
    const fields = url.searchParams.get('fields')?.split(',') ?? ['host.name'];
    const facets = Object.fromEntries(fields.map((field) => [field, [{ value: q, count: 3 }]]));
    return Response.json({ ...FRAME, facets });
  }
  if (url.pathname.endsWith('/histogram')) {
    return Response.json({ ...FRAME, interval_ms: 60_000, buckets: [] });
  }
  const rest = url.searchParams.get('cursor') === 'rest';
  const items = (rest ? ['c'] : ['a', 'b']).map((id) => ({ event: { id: q + id } }));
  return Response.json({ ...FRAME, items, next: rest ? null : 'rest', total_is: 'exact' });
}

let search: EventSearch;
let slow: string | null;
let gate: Promise<void>;
let release: () => void;

beforeEach(() => {
  slow = null;
  gate = new Promise((resolve) => (release = resolve));
  vi.stubGlobal('fetch', async (address: string) => {
    if (slow !== null && address.includes(slow)) {
      await gate;
    }
    return answer(address);
  });
  search = new EventSearch(new Api());
});

afterEach(() => vi.unstubAllGlobals());

const found = () => search.events.map(({ event }) => event?.id);

describe('a search', () => {
  it('finds events, and more of them', async () => {
    await search.run(parseEventQuery(''));
    expect(found()).toEqual(['a', 'b']);
    await search.more();
    expect(found()).toEqual(['a', 'b', 'c']);
    await search.more();
    expect(found()).toEqual(['a', 'b', 'c']);
  });

  it('says what is wrong where it is wrong, and keeps what was found', async () => {
    await search.run(parseEventQuery(''));
    await search.run(parseEventQuery('q=wrong('));
    expect(search.faults).toMatchObject({ q: 'Expected a value at character 7', other: null });
    expect(found()).toEqual(['a', 'b']);
    await search.run(parseEventQuery(''));
    expect(search.faults.q).toBeNull();
  });

  it('shows the newest search, whichever answers last', async () => {
    slow = 'q=old';
    const first = search.run(parseEventQuery('q=old'));
    await search.run(parseEventQuery('q=new'));
    release();
    await first;
    expect(found()).toEqual(['newa', 'newb']);
  });

  it('counts the values of a field that somebody asks for, from then on', async () => {
    await search.run(parseEventQuery(''));
    await search.count('user.name');
    expect(Object.keys(search.facets?.facets ?? {})).toEqual(['user.name', 'host.name']);
    await search.run(parseEventQuery('q=x'));
    expect(search.facets?.facets['user.name']).toEqual([{ value: 'x', count: 3 }]);
  });
});

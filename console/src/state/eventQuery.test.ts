import { describe, expect, it } from 'vitest';
import { around, eventsHref, heights, narrowed, parseEventQuery, rangeOf, within } from './eventQuery.ts';

const search = (address: string) => address.split('?')[1] ?? '';

describe('a search', () => {
  it('is the last 24 hours of everything when the address says nothing', () => {
    expect(parseEventQuery('')).toEqual({ q: '', from: 'now-24h', to: 'now' });
    expect(eventsHref(parseEventQuery(''))).toBe('#/events');
  });

  it('comes back from the address as it was', () => {
    const query = { q: 'user.name:"a & b?" or x', from: 'now-7d', to: '2026-01-31' };
    expect(parseEventQuery(search(eventsHref(query)))).toEqual(query);
  });

  it('gets one condition more', () => {
    const query = narrowed(parseEventQuery('q=a+or+b'), 'host.name:"web-1"');
    expect(query.q).toBe('(a or b) host.name:"web-1"');
  });

  it('knows whether its range is one of the choice', () => {
    expect(rangeOf(parseEventQuery('from=now-1h'))).toBe('now-1h');
    expect(rangeOf(parseEventQuery('from=now-2h'))).toBeNull();
    expect(rangeOf(parseEventQuery('from=now-1h&to=2026-01-31'))).toBeNull();
  });

  it('can be that of the hours around a time', () => {
    expect(around('2026-01-31T00:30:00Z')).toEqual({
      q: '',
      from: '2026-01-30T23:30:00.000Z',
      to: '2026-01-31T01:30:00.000Z',
    });
  });

  it('can be that of one bar', () => {
    const bar = { at: '2026-01-31T12:00:00.000Z', count: 1 };
    expect(within(parseEventQuery(''), bar, 60_000)).toEqual({
      q: '',
      from: '2026-01-31T12:00:00.000Z',
      to: '2026-01-31T12:00:59.999Z',
    });
  });
});

it('bars are as high as their counts, and what is there can be seen', () => {
  const counts = [0, 1, 500, 1000].map((count) => ({ at: '', count }));
  expect(heights(counts)).toEqual([0, 2, 50, 100]);
  expect(heights([{ at: '', count: 0 }])).toEqual([0]);
});

/** What is searched among the events, as the address of the page says it. Pure. */
import { both, is } from './filter.ts';

export interface EventQuery {
  readonly q: string;
  /** A time, a day, `now` or `now-15m`, as the API reads them. */
  readonly from: string;
  readonly to: string;
}

export const RANGES = [
  ['now-15m', 'last 15 minutes'],
  ['now-1h', 'last hour'],
  ['now-24h', 'last 24 hours'],
  ['now-7d', 'last 7 days'],
  ['now-30d', 'last 30 days'],
] as const;

const NOW = 'now';
const USUAL: EventQuery = { q: '', from: 'now-24h', to: NOW };

export function parseEventQuery(search: string): EventQuery {
  const parameters = new URLSearchParams(search);
  return {
    q: parameters.get('q') ?? USUAL.q,
    from: parameters.get('from') || USUAL.from,
    to: parameters.get('to') || USUAL.to,
  };
}

/** The address of a search; what is usual is left out. */
export function eventsHref(query: Partial<EventQuery>): string {
  const parameters = new URLSearchParams();
  for (const name of ['q', 'from', 'to'] as const) {
    const value = query[name];
    if (value !== undefined && value.trim() !== '' && value !== USUAL[name]) {
      parameters.set(name, value.trim());
    }
  }
  const search = parameters.toString();
  return search === '' ? '#/events' : `#/events?${search}`;
}

/** The same search, with one condition more. */
export function narrowed(query: EventQuery, condition: string): EventQuery {
  return { ...query, q: both(query.q, condition) };
}

/** The address of the same search, of events with this value of a field only. */
export function onlyHref(query: EventQuery, field: string, value: string): string {
  return eventsHref(narrowed(query, is(field, value)));
}

/** The address of the same search, without the events that have this value of a field. */
export function withoutHref(query: EventQuery, field: string, value: string): string {
  return eventsHref(narrowed(query, `-${is(field, value)}`));
}

/** The range that the choice shows, or null when it is one of its own. */
export function rangeOf({ from, to }: EventQuery): string | null {
  return to === NOW ? (RANGES.find(([begin]) => begin === from)?.[0] ?? null) : null;
}

/** One bar of the histogram. */
export interface Bucket {
  readonly at: string;
  readonly count: number;
}

/** The search of one bar alone. */
export function within(query: EventQuery, bucket: Bucket, intervalMs: number): EventQuery {
  const end = Date.parse(bucket.at) + intervalMs - 1;
  return { ...query, from: bucket.at, to: new Date(end).toISOString() };
}

const AROUND_MS = 3_600_000;

/** Everything within an hour of a time. */
export function around(at: string): EventQuery {
  const shifted = (ms: number) => new Date(Date.parse(at) + ms).toISOString();
  return { q: '', from: shifted(-AROUND_MS), to: shifted(AROUND_MS) };
}

/** How high the bars are, of 100; one that is not empty can be seen. */
export function heights(buckets: readonly Bucket[]): number[] {
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  return buckets.map(({ count }) => (count === 0 ? 0 : Math.max(2, (100 * count) / most)));
}

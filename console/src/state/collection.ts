/**
 * Documents as this browser knows them: by id, each in its newest version, in display order. Pure:
 * every change gives a new collection, so that a stream and a reload can arrive in any order.
 */

export interface Versioned {
  readonly id: string;
  readonly version: number;
  /** When it, or something that belongs to it, last changed. */
  readonly updated_at: string;
}

export interface Collection<T extends Versioned> {
  readonly byId: ReadonlyMap<string, T>;
  /** In display order. */
  readonly items: readonly T[];
}

const NONE: ReadonlySet<string> = new Set();

export function emptyCollection<T extends Versioned>(): Collection<T> {
  return { byId: new Map(), items: [] };
}

/**
 * Takes documents in. One that is older than what is known changes nothing.
 *
 * @param limit how many documents stay: the first ones in display order
 * @param keep ids of documents that stay beyond the limit, for the reader asked for them
 */
export function merge<T extends Versioned>(
  known: Collection<T>,
  incoming: readonly T[],
  order: (a: T, b: T) => number,
  limit: number,
  keep: ReadonlySet<string> = NONE,
): Collection<T> {
  const byId = new Map(known.byId);
  let changed = false;
  for (const document of incoming) {
    const before = byId.get(document.id);
    if (before === undefined || isNewer(document, before)) {
      byId.set(document.id, document);
      changed = true;
    }
  }
  return changed ? arrange(byId, order, limit, keep) : known;
}

function isNewer(document: Versioned, than: Versioned): boolean {
  return (
    document.version > than.version ||
    (document.version === than.version &&
      Date.parse(document.updated_at) > Date.parse(than.updated_at))
  );
}

function arrange<T extends Versioned>(
  byId: Map<string, T>,
  order: (a: T, b: T) => number,
  limit: number,
  keep: ReadonlySet<string>,
): Collection<T> {
  const sorted = [...byId.values()].sort(order);
  const items = sorted.filter((document, at) => at < limit || keep.has(document.id));
  if (items.length === sorted.length) {
    return { byId, items };
  }
  return { byId: new Map(items.map((document) => [document.id, document])), items };
}

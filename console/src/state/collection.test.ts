import { describe, expect, it } from 'vitest';
import { emptyCollection, merge, type Versioned } from './collection.ts';

interface Doc extends Versioned {
  at: number;
}

const newestFirst = (a: Doc, b: Doc) => b.at - a.at;
const doc = (id: string, version: number, at = 0): Doc => ({
  id,
  version,
  at,
  updated_at: '2026-01-01T12:00:00Z',
});
const collection = (...docs: Doc[]) => merge(emptyCollection<Doc>(), docs, newestFirst, 100);

describe('merge', () => {
  it('keeps the display order', () => {
    const ids = collection(doc('a', 1, 10), doc('b', 1, 30), doc('c', 1, 20)).items.map((d) => d.id);
    expect(ids).toEqual(['b', 'c', 'a']);
  });

  it('replaces a document by its newer version', () => {
    const merged = merge(collection(doc('a', 1)), [doc('a', 2)], newestFirst, 100);
    expect(merged.byId.get('a')?.version).toBe(2);
    expect(merged.items).toHaveLength(1);
  });

  it('ignores an older version that arrives late', () => {
    const known = collection(doc('a', 3));
    expect(merge(known, [doc('a', 2)], newestFirst, 100)).toBe(known);
  });

  it('takes a document whose belongings changed, though its version did not', () => {
    const noted = { ...doc('a', 1), updated_at: '2026-01-01T12:00:01Z' };
    expect(merge(collection(doc('a', 1)), [noted], newestFirst, 100).items).toEqual([noted]);
  });

  it('gives the same result whatever the order of arrival', () => {
    const versions = [doc('a', 1, 1), doc('a', 2, 5), doc('b', 1, 3)];
    const forward = collection(...versions);
    const backward = collection(...versions.toReversed());
    expect(backward.items).toEqual(forward.items);
  });

  it('lets go of the last documents past the limit', () => {
    const merged = merge(collection(doc('old', 1, 1)), [doc('new', 1, 2)], newestFirst, 1);
    expect(merged.items.map((d) => d.id)).toEqual(['new']);
    expect(merged.byId.has('old')).toBe(false);
  });

  it('keeps a document past the limit when the reader asked for it', () => {
    const keep = new Set(['old']);
    const merged = merge(collection(doc('old', 1, 1)), [doc('new', 1, 2)], newestFirst, 1, keep);
    expect(merged.items.map((d) => d.id)).toEqual(['new', 'old']);
  });

  it('does not touch the collection that it was given', () => {
    const known = collection(doc('a', 1));
    merge(known, [doc('a', 2), doc('b', 1)], newestFirst, 100);
    expect(known.items).toEqual([doc('a', 1)]);
  });
});

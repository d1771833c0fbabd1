/**
 * An edit that is not saved yet, beside what a colleague does meanwhile. A draft remembers the
 * document it started from; when the document changes, untouched fields follow it and touched
 * fields keep the draft's value. A field that both changed, differently, is a conflict.
 */

export type Fields = Readonly<Record<string, unknown>>;

export interface Draft<T extends Fields> {
  /** What the document said when the draft last caught up with it. */
  readonly base: T;
  readonly mine: T;
  /** Fields that both sides changed, with what the document says now. */
  readonly conflicts: Partial<T>;
}

export function draftOf<T extends Fields>(document: T): Draft<T> {
  return { base: document, mine: document, conflicts: {} };
}

export function edit<T extends Fields>(draft: Draft<T>, change: Partial<T>): Draft<T> {
  return { ...draft, mine: { ...draft.mine, ...change } };
}

export function isDirty<T extends Fields>(draft: Draft<T>): boolean {
  return Object.keys(changes(draft)).length > 0;
}

/** The fields to send: those whose value differs from the document's. */
export function changes<T extends Fields>(draft: Draft<T>): Partial<T> {
  const changed: Partial<T> = {};
  for (const key of keys(draft.base)) {
    if (!same(draft.mine[key], draft.base[key])) {
      changed[key] = draft.mine[key];
    }
  }
  return changed;
}

/** Catches up with what the document says now. Never loses an edit. */
export function follow<T extends Fields>(draft: Draft<T>, theirs: T): Draft<T> {
  const mine = { ...theirs };
  const conflicts: Partial<T> = {};
  for (const key of keys(theirs)) {
    const touched = !same(draft.mine[key], draft.base[key]);
    if (!touched || same(draft.mine[key], theirs[key])) {
      continue;
    }
    mine[key] = draft.mine[key];
    if (!same(draft.base[key], theirs[key]) || key in draft.conflicts) {
      conflicts[key] = theirs[key];
    }
  }
  return { base: theirs, mine, conflicts };
}

export function hasConflicts<T extends Fields>(draft: Draft<T>): boolean {
  return Object.keys(draft.conflicts).length > 0;
}

function keys<T extends Fields>(document: T): (keyof T)[] {
  return Object.keys(document);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

import { describe, expect, it } from 'vitest';
import { changes, draftOf, edit, follow, hasConflicts, isDirty } from './draft.ts';

const triage = { status: 'new', assignee: null as string | null, verdict: null as string | null };

describe('a draft', () => {
  it('starts clean', () => {
    expect(isDirty(draftOf(triage))).toBe(false);
  });

  it('sends only what was changed', () => {
    expect(changes(edit(draftOf(triage), { status: 'resolved' }))).toEqual({ status: 'resolved' });
  });

  it('is clean again when an edit is taken back', () => {
    const back = edit(edit(draftOf(triage), { status: 'resolved' }), { status: 'new' });
    expect(isDirty(back)).toBe(false);
  });

  it('follows a colleague in the fields that were not touched', () => {
    const draft = follow(edit(draftOf(triage), { status: 'resolved' }), {
      ...triage,
      assignee: 'sam',
    });
    expect(draft.mine).toEqual({ status: 'resolved', assignee: 'sam', verdict: null });
    expect(hasConflicts(draft)).toBe(false);
  });

  it('keeps my value and names theirs when both changed one field', () => {
    const draft = follow(edit(draftOf(triage), { status: 'resolved' }), {
      ...triage,
      status: 'on_hold',
    });
    expect(draft.mine.status).toBe('resolved');
    expect(draft.conflicts).toEqual({ status: 'on_hold' });
    expect(changes(draft)).toEqual({ status: 'resolved' });
  });

  it('remembers a conflict while other fields change', () => {
    const conflicting = follow(edit(draftOf(triage), { status: 'resolved' }), {
      ...triage,
      status: 'on_hold',
    });
    const later = follow(conflicting, { ...triage, status: 'on_hold', assignee: 'sam' });
    expect(later.conflicts).toEqual({ status: 'on_hold' });
  });

  it('has no conflict when both did the same', () => {
    const draft = follow(edit(draftOf(triage), { status: 'resolved' }), {
      ...triage,
      status: 'resolved',
    });
    expect(isDirty(draft)).toBe(false);
    expect(hasConflicts(draft)).toBe(false);
  });

  it('compares lists by their content', () => {
    const draft = draftOf({ assignees: ['kim', 'sam'] });
    expect(isDirty(edit(draft, { assignees: ['kim', 'sam'] }))).toBe(false);
    expect(isDirty(edit(draft, { assignees: ['kim'] }))).toBe(true);
  });
});

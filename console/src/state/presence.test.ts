import { describe, expect, it } from 'vitest';
import { doing, hear, othersAt, type Person, type Present } from './presence.ts';

const HERE = { incident: 'INC-1' };

function person(name: string, mode: Person['mode'] = 'viewing', field: string | null = null) {
  return { name, mode, field, since: '2026-01-01T12:00:00Z' };
}

function present(people: Person[], complete = false): Present {
  return { complete, subjects: [{ ...HERE, people }] };
}

const names = (people: readonly Person[]) => people.map(({ name }) => name);

describe('who is there', () => {
  it('is what the stream said last of it', () => {
    const before = hear(new Map(), present([person('sam')]));
    const now = hear(before, present([person('sam'), person('robin')]));
    expect(names(othersAt(now, HERE, 'kim'))).toEqual(['robin', 'sam']);
  });

  it('does not change by what is said of something else', () => {
    const before = hear(new Map(), present([person('sam')]));
    const now = hear(before, { subjects: [{ alert: 'INC-1', people: [person('robin')] }] });
    expect(names(othersAt(now, HERE, 'kim'))).toEqual(['sam']);
  });

  it('is nobody when the last one left', () => {
    const before = hear(new Map(), present([person('sam')]));
    expect(hear(before, present([])).size).toBe(0);
  });

  it('forgets what a new stream does not know', () => {
    const before = hear(new Map(), present([person('sam')]));
    expect(hear(before, { complete: true, subjects: [] }).size).toBe(0);
  });

  it('leaves out myself, in whatever window', () => {
    const now = hear(new Map(), present([person('kim'), person('kim', 'editing')]));
    expect(othersAt(now, HERE, 'kim')).toEqual([]);
  });

  it('names everybody once, and who edits first', () => {
    const now = hear(
      new Map(),
      present([person('ann'), person('sam', 'editing', 'title'), person('sam')]),
    );
    expect(names(othersAt(now, HERE, 'kim'))).toEqual(['sam', 'ann']);
    expect(othersAt(now, HERE, 'kim')[0]?.mode).toBe('editing');
  });
});

it('what somebody does is told in words', () => {
  expect(doing(person('sam'))).toBe('is looking at this');
  expect(doing(person('sam', 'editing'))).toBe('is editing this');
  expect(doing(person('sam', 'editing', 'contained_at'))).toBe('is editing contained at');
});

import { describe, expect, it } from 'vitest';
import type { Part } from '../api/types.ts';
import { fieldsOf, PART_KINDS } from './parts.ts';

const PART: Part = { id: 'p', version: 1, text: 'Blocked', updated_at: '', updated_by: 'robin' };

function shown(path: string, part: Part) {
  const kind = PART_KINDS.find((one) => one.path === path);
  return kind === undefined ? null : fieldsOf(kind, part);
}

describe('what a form shows of a part', () => {
  it('is what its kind has, and no more', () => {
    const all: Part = { ...PART, state: 'active', temporary: true, action: 'Train' };

    expect(shown('theories', all)).toEqual({ text: 'Blocked', state: 'active' });
    expect(shown('mitigations', all)).toEqual({ text: 'Blocked', state: 'active', temporary: true });
    expect(shown('lessons', all)).toEqual({ text: 'Blocked', action: 'Train' });
  });

  it('takes what nobody said for no', () => {
    expect(shown('mitigations', { ...PART, state: 'planned', temporary: null })).toEqual({
      text: 'Blocked',
      state: 'planned',
      temporary: false,
    });
    expect(shown('lessons', PART)).toEqual({ text: 'Blocked', action: null });
  });
});

import { expect, it } from 'vitest';
import { fromField, toField } from './times.ts';

it('a time comes back from the field as it went in', () => {
  const at = '2026-07-01T12:34:56.000Z';
  expect(fromField(toField(at))).toBe(at);
  expect(toField(at)).toHaveLength(19);
});

it('no time is an empty field', () => {
  expect(toField(null)).toBe('');
  expect(fromField('')).toBeNull();
});

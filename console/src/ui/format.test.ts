import { describe, expect, it } from 'vitest';
import { anAlert } from '../state/fixtures.ts';
import { amount, at, duration, flatten, localTime, threshold, title, utcTime } from './format.ts';

describe('times', () => {
  const noon = new Date(2026, 0, 2, 12, 0, 0);

  it('leave the date out on the same day', () => {
    expect(localTime(new Date(2026, 0, 2, 3, 4, 5).toISOString(), noon)).toBe('03:04:05');
  });

  it('tell the date of another day', () => {
    const before = new Date(2026, 0, 1, 23, 59, 59).toISOString();
    expect(localTime(before, noon)).toBe('2026-01-01 23:59:59');
  });

  it('have their UTC form for the hover text', () => {
    expect(utcTime('2026-01-01T12:00:00Z')).toBe('2026-01-01 12:00:00.000 UTC');
  });
});

it('durations use their two largest units', () => {
  expect(duration(0)).toBe('0s');
  expect(duration(90_000)).toBe('1m 30s');
  expect(duration(5 * 60_000)).toBe('5m');
  expect(duration(26 * 3_600_000)).toBe('1d 2h');
});

it('values have two digits behind the point at most', () => {
  expect(amount(64.271_62)).toBe('64.27');
  expect(amount(5)).toBe('5');
});

it('a risk alert says whom it is about', () => {
  const group = [{ field: 'user.name', value: 'carol' }];
  expect(title(anAlert('a', { finding: { type: 'risk', group } }))).toBe('SSH brute force: carol');
  expect(title(anAlert('b', { finding: { group } }))).toBe('SSH brute force');
});

it('thresholds read as signs', () => {
  expect(threshold('gte 5')).toBe('≥ 5');
  expect(threshold('gt 1, lte 10')).toBe('> 1, ≤ 10');
});

it('documents flatten to dotted names', () => {
  expect(flatten({ source: { ip: 'x' }, tags: ['a', 'b'], list: [{ k: 1 }] })).toEqual([
    ['source.ip', 'x'],
    ['tags', 'a, b'],
    ['list[0].k', '1'],
  ]);
});

it('values are found by their dotted name', () => {
  expect(at({ source: { ip: ['x', 'y'] } }, 'source.ip')).toEqual(['x', 'y']);
  expect(at({ host: { name: 'web-1' } }, 'host.name')).toEqual(['web-1']);
  expect(at({}, 'user.name')).toEqual([]);
});

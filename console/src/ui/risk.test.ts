import { expect, it } from 'vitest';
import { fallsMs, latestMs, leastScore, left, points } from './risk.ts';

const DAY_MS = 86_400_000;

it('scores are halved with each half-life', () => {
  expect(left(80, 0, DAY_MS)).toBe(80);
  expect(left(80, DAY_MS, DAY_MS)).toBe(40);
  expect(left(80, 3 * DAY_MS, DAY_MS)).toBe(10);
});

it('a score falls to half of it within one half-life', () => {
  expect(fallsMs(100, 50, DAY_MS)).toBe(DAY_MS);
  expect(fallsMs(50, 60, DAY_MS)).toBe(0);
});

it('the latest alert is found in any order', () => {
  const alert = (timestamp: string) => ({ id: timestamp, rule: 'r', timestamp, score: 1 });
  const alerts = [alert('2026-01-02T00:00:00Z'), alert('2026-01-01T00:00:00Z')];
  expect(latestMs({ half_life_ms: DAY_MS, rules: [], alerts })).toBe(
    Date.parse('2026-01-02T00:00:00Z'),
  );
});

it('a threshold is read, or left alone', () => {
  expect(leastScore('gte 62.5')).toBe(62.5);
  expect(leastScore('gt 5, lte 10')).toBeNull();
  expect(leastScore(null)).toBeNull();
});

it('scores have one digit behind the point at most', () => {
  expect(points(64.2716)).toBe('64.3');
  expect(points(20)).toBe('20');
});

import { describe, expect, it } from 'vitest';
import {
  EVERYTHING_OPEN,
  leaderOf,
  matches,
  mergeAlerts,
  neighbour,
  queryOf,
  readTags,
  standsForItself,
  worstLevel,
} from './alerts.ts';
import { emptyCollection } from './collection.ts';
import { anAlert } from './fixtures.ts';

describe('the list of alerts', () => {
  it('shows the newest first, and equal times in a steady order', () => {
    const list = mergeAlerts(emptyCollection(), [
      anAlert('b'),
      anAlert('late', { at: '2026-01-01T12:00:01Z' }),
      anAlert('a'),
    ]);
    expect(list.items.map((alert) => alert.id)).toEqual(['late', 'a', 'b']);
  });

  it('moves an alert up when a revision brings newer evidence', () => {
    const first = mergeAlerts(emptyCollection(), [
      anAlert('grows'),
      anAlert('other', { at: '2026-01-01T12:00:01Z' }),
    ]);
    const second = mergeAlerts(first, [
      anAlert('grows', { version: 2, at: '2026-01-01T12:00:02Z', finding: { count: 9 } }),
    ]);
    expect(second.items.map((alert) => alert.id)).toEqual(['grows', 'other']);
    expect(second.items[0]?.tocsin.alert.count).toBe(9);
  });
});

describe('the filter', () => {
  it('hides what is done unless asked for', () => {
    const closed = anAlert('a', { triage: { status: 'closed' } });
    expect(matches(closed, EVERYTHING_OPEN)).toBe(false);
    expect(matches(closed, { ...EVERYTHING_OPEN, status: 'any' })).toBe(true);
    expect(matches(closed, { ...EVERYTHING_OPEN, status: 'closed' })).toBe(true);
  });

  it('hides an alert that another one stands for', () => {
    const fold = {
      fingerprint: 'f',
      earlier: null,
      count: 1,
      first_seen: '2026-01-01T12:00:00Z',
      last_seen: '2026-01-01T12:00:00Z',
      ids: [],
      more: 0,
    };
    expect(matches({ ...anAlert('a'), fold: { ...fold, into: 'b' } }, EVERYTHING_OPEN)).toBe(false);
    expect(matches({ ...anAlert('a'), fold: { ...fold, into: null } }, EVERYTHING_OPEN)).toBe(true);
  });

  it('hides an alert that is merged into another one, unless asked for', () => {
    const merged = anAlert('a', { triage: { merged_into: 'b' } });
    expect(standsForItself(merged)).toBe(false);
    expect(matches(merged, EVERYTHING_OPEN)).toBe(false);
    expect(matches(merged, { ...EVERYTHING_OPEN, merged: true })).toBe(true);
    expect(queryOf({ ...EVERYTHING_OPEN, merged: true }).merged).toBe('show');
  });

  it('finds tags that people gave', () => {
    const tagged = anAlert('a', { triage: { tags: ['VPN users'] } });
    expect(matches(tagged, { ...EVERYTHING_OPEN, text: 'vpn' })).toBe(true);
  });

  it('shows a level and everything worse', () => {
    const filter = { ...EVERYTHING_OPEN, level: 'high' as const };
    expect(matches(anAlert('a', { finding: { level: 'critical' } }), filter)).toBe(true);
    expect(matches(anAlert('a', { finding: { level: 'medium' } }), filter)).toBe(false);
  });

  it('asks the API for no more than it shows', () => {
    expect(queryOf({ ...EVERYTHING_OPEN, level: 'high' })).toEqual({
      status: 'new,in_progress,on_hold',
      level: 'high,critical',
      folded: null,
      merged: null,
    });
    const all = { ...EVERYTHING_OPEN, status: 'any' } as const;
    expect(queryOf(all)).toEqual({ status: null, level: null, folded: null, merged: null });
    expect(queryOf({ ...EVERYTHING_OPEN, folded: true }).folded).toBe('show');
  });

  it('wants every word, anywhere', () => {
    const assigned = anAlert('a', { triage: { assignee: 'kim' } });
    expect(matches(assigned, { ...EVERYTHING_OPEN, text: 'KIM 198.51' })).toBe(true);
    expect(matches(assigned, { ...EVERYTHING_OPEN, text: 'kim 10.0' })).toBe(false);
    expect(matches(assigned, { ...EVERYTHING_OPEN, text: 't1110' })).toBe(true);
  });
});

describe('stepping through the list', () => {
  const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  it('starts at the first', () => {
    expect(neighbour(items, null, 1)).toBe('a');
  });

  it('stops at both ends', () => {
    expect(neighbour(items, 'c', 1)).toBe('c');
    expect(neighbour(items, 'a', -1)).toBe('a');
  });

  it('has nowhere to go in an empty list', () => {
    expect(neighbour([], null, 1)).toBeNull();
  });
});

it('an incident is as severe as its worst alert', () => {
  const alerts = [
    anAlert('a', { finding: { level: 'low' } }),
    anAlert('b', { finding: { level: 'critical' } }),
  ];
  expect(worstLevel(alerts)).toBe('critical');
});

describe('the alert that should lead', () => {
  const plain = anAlert('plain');
  const worse = anAlert('worse', { finding: { level: 'critical' } });
  const linked = anAlert('linked', { triage: { incident: 'INC-1' } });
  const leading = anAlert('leading', { triage: { merged: ['x'] } });

  it('leads others already, else is in an incident, else is the worst', () => {
    expect(leaderOf([plain, worse, linked, leading])?.id).toBe('leading');
    expect(leaderOf([plain, worse, linked])?.id).toBe('linked');
    expect(leaderOf([plain, worse])?.id).toBe('worse');
    expect(leaderOf([])).toBeNull();
  });

  it('is the first among equals', () => {
    expect(leaderOf([plain, anAlert('other')])?.id).toBe('plain');
  });
});

it('tags are read with commas between, each once, and may have blanks', () => {
  expect(readTags(' vpn users, dns,,vpn users ')).toEqual(['vpn users', 'dns']);
});

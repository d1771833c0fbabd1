import { describe, expect, it } from 'vitest';
import type { Sla, SlaClock } from '../api/types.ts';
import { anIncident } from './fixtures.ts';
import { mostUrgent, targets } from './sla.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const clock = (due: string, reached: string | null = null, breached = false): SlaClock => ({
  due_at: `2026-01-01T${due}:00Z`,
  reached_at: reached === null ? null : `2026-01-01T${reached}:00Z`,
  breached,
});
const NONE: Sla = { acknowledge: null, contain: null, resolve: null };
const states = (sla: Sla) => targets(anIncident('i', { sla }), NOW).map(({ state }) => state);

describe('a target', () => {
  it('is due, overdue or reached', () => {
    expect(states({ ...NONE, acknowledge: clock('12:30') })).toEqual(['due']);
    expect(states({ ...NONE, acknowledge: clock('11:30', null, true) })).toEqual(['overdue']);
    expect(states({ ...NONE, acknowledge: clock('11:30', '11:00') })).toEqual(['reached']);
    expect(states({ ...NONE, acknowledge: clock('11:30', '11:45', true) })).toEqual([
      'reached late',
    ]);
  });

  it('comes due while the page is open', () => {
    expect(states({ ...NONE, contain: clock('11:59') })).toEqual(['overdue']);
  });
});

describe('the most urgent', () => {
  it('is what comes due first of what is not reached', () => {
    const sla = { acknowledge: clock('11:00', '10:00'), contain: clock('14:00'), resolve: clock('13:00') };
    expect(mostUrgent(anIncident('i', { sla }), NOW)?.name).toBe('resolve');
  });

  it('is none without targets', () => {
    expect(mostUrgent(anIncident('i'), NOW)).toBeNull();
  });
});

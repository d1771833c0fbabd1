/** How an incident stands to its targets. Pure. */
import type { Incident, Sla, SlaClock } from '../api/types.ts';

export interface Target {
  readonly name: keyof Sla;
  readonly clock: SlaClock;
  readonly state: 'reached' | 'reached late' | 'due' | 'overdue';
}

const ORDER = ['acknowledge', 'contain', 'resolve'] as const;

/** All targets that there are, as they stand at a time. */
export function targets(incident: Incident, nowMs: number): readonly Target[] {
  return ORDER.flatMap((name) => {
    const clock = incident.sla?.[name] ?? null;
    return clock === null ? [] : [{ name, clock, state: stateOf(clock, nowMs) }];
  });
}

/** What is to be told in a list: what is overdue, else what is due next. */
export function mostUrgent(incident: Incident, nowMs: number): Target | null {
  const open = targets(incident, nowMs).filter(({ clock }) => clock.reached_at === null);
  const soonest = open.sort((a, b) => Date.parse(a.clock.due_at) - Date.parse(b.clock.due_at));
  return soonest[0] ?? null;
}

/** A target that came due since the API told of it is overdue too. */
function stateOf(clock: SlaClock, nowMs: number): Target['state'] {
  if (clock.reached_at !== null) {
    return clock.breached ? 'reached late' : 'reached';
  }
  return clock.breached || Date.parse(clock.due_at) <= nowMs ? 'overdue' : 'due';
}

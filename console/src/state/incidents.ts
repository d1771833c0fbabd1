import type { Incident } from '../api/types.ts';
import { merge, type Collection } from './collection.ts';

/** How many incidents a browser keeps. */
export const INCIDENT_LIMIT = 1_000;

/** What is still being worked first, and the newest first among equals. */
export function workFirst(a: Incident, b: Incident): number {
  return (
    Number(isDone(a)) - Number(isDone(b)) ||
    Date.parse(b.created_at) - Date.parse(a.created_at) ||
    (a.id < b.id ? -1 : 1)
  );
}

export function isDone(incident: Incident): boolean {
  return incident.status === 'resolved' || incident.status === 'closed';
}

export function mergeIncidents(
  known: Collection<Incident>,
  incoming: readonly Incident[],
): Collection<Incident> {
  return merge(known, incoming, workFirst, INCIDENT_LIMIT);
}

/** Names as typed, separated by commas or blanks, each once. */
export function readNames(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

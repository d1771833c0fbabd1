import type { Alert, Finding, Incident, Triage } from '../api/types.ts';

/** An alert for tests: what is given, and something sensible for the rest. */
export function anAlert(
  id: string,
  given: { at?: string; version?: number; finding?: Partial<Finding>; triage?: Partial<Triage> } = {},
): Alert {
  const at = given.at ?? '2026-01-01T12:00:00Z';
  return {
    id,
    version: given.version ?? 1,
    '@timestamp': at,
    updated_at: at,
    message: 'SSH brute force (source.ip: 198.51.100.7)',
    rule: {
      id: 'ssh-brute-force',
      name: 'SSH brute force',
      description: '',
      version: 'r1',
      author: [],
      reference: [],
    },
    event: { id, start: at, end: at, severity: 73 },
    tocsin: {
      alert: {
        revision: 1,
        state: 'open',
        type: 'event_count',
        level: 'high',
        tags: ['attack.t1110'],
        false_positives: [],
        group: [{ field: 'source.ip', value: '198.51.100.7' }],
        value: 5,
        max_value: 5,
        threshold: 'gte 5',
        timespan_ms: 300_000,
        count: 5,
        late: false,
        suppressed: 0,
        superseded_by: null,
        context: [],
        evidence: [],
        predicates: [],
        ...given.finding,
      },
    },
    triage: {
      status: 'new',
      assignee: null,
      verdict: null,
      incident: null,
      tags: [],
      merged_into: null,
      merged: [],
      ...given.triage,
    },
  };
}

/** An incident for tests: what is given, and something sensible for the rest. */
export function anIncident(id: string, given: Partial<Incident> = {}): Incident {
  const at = '2026-01-01T12:00:00Z';
  return {
    id,
    number: id,
    version: 1,
    title: 'Guessing at bastion-1',
    summary: null,
    severity: 'high',
    status: 'new',
    kind: 'incident',
    phase: 'identification',
    tlp: 'amber',
    pap: 'amber',
    assignees: [],
    tags: [],
    custom: {},
    alerts: [],
    acknowledged_at: null,
    reported_at: null,
    verified_at: null,
    contained_at: null,
    mitigated_at: null,
    resolved_at: null,
    closed_at: null,
    created_at: at,
    created_by: 'kim',
    updated_at: at,
    updated_by: 'kim',
    ...given,
  };
}

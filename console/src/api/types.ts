/** The API's documents, as far as the console reads them. The specification is openapi.yaml. */

export const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

export const STATUSES = [
  'new',
  'in_progress',
  'on_hold',
  'resolved',
  'closed',
  'suppressed',
] as const;
export type Status = (typeof STATUSES)[number];

export const VERDICTS = [
  'false_positive',
  'true_positive',
  'benign',
  'suspicious',
  'test',
  'duplicate',
  'insufficient_data',
  'disregard',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Session {
  name: string;
  role: 'viewer' | 'analyst' | 'responder' | 'rule_author' | 'admin';
  csrf: string | null;
  /** How it was opened. */
  method: 'key' | 'password' | 'oidc' | 'certificate';
}

/** A way to log in; one with an address begins there. */
export interface WayToLogIn {
  readonly method: string;
  readonly label: string | null;
  readonly href: string | null;
}

export interface EvidenceRef {
  id: string;
  timestamp: string;
  topic: string;
  partition: number;
  offset: number;
  /** Of an ordered sequence: its places in the list of rules, from 1 on. */
  positions?: number[];
  /** The rules at those places. */
  rules?: string[];
}

export interface Predicate {
  identifier: string;
  field: string;
  operator: string;
  expected: string;
  found: string;
}

export interface Triage {
  status: Status;
  assignee: string | null;
  verdict: Verdict | null;
  incident: string | null;
}

/** What a risk alert is made of. */
export interface RiskSum {
  half_life_ms: number;
  /** What the alerts of each rule added, before any of it was halved; the most first. */
  rules: { rule: string; alerts: number; score: number }[];
  /** The first and last 50 of the alerts, in time order. */
  alerts: { id: string; rule: string; timestamp: string; score: number }[];
}

export interface Finding {
  revision: number;
  state: 'open' | 'final' | 'retracted' | 'resolved' | 'superseded';
  type: string;
  level: Level;
  tags: string[];
  false_positives: string[];
  group: { field: string; value: string }[];
  value: number;
  max_value: number;
  threshold: string | null;
  timespan_ms: number;
  count: number;
  late: boolean;
  suppressed: number;
  superseded_by: string | null;
  context: string[];
  evidence: EvidenceRef[];
  predicates: Predicate[];
  /** Of a threshold of risk. */
  risk?: RiskSum;
  /** What is not as it should be with the alert, in sentences. */
  problems?: string[];
  /** What the rule proposes to do. */
  responses?: string[];
}

export interface Alert {
  id: string;
  version: number;
  '@timestamp': string;
  updated_at: string;
  message: string;
  rule: {
    id: string;
    name: string;
    description: string;
    version: string;
    author: string[];
    reference: string[];
  };
  event: { id: string; start: string; end: string; severity: number };
  threat?: { technique?: { id?: string[] } };
  tocsin: { alert: Finding };
  triage: Triage;
  /** How it stands to others of its fingerprint; null in alerts from before there was folding. */
  fold?: Fold | null;
}

export interface Fold {
  fingerprint: string | null;
  into: string | null;
  earlier: string | null;
  count: number;
  first_seen: string;
  last_seen: string;
  ids: string[];
  more: number;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export const SEVERITIES = LEVELS;

export const INCIDENT_STATUSES = [
  'new',
  'in_progress',
  'on_hold',
  'resolved',
  'closed',
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

export interface Incident {
  id: string;
  number: string;
  version: number;
  title: string;
  summary: string | null;
  severity: Level;
  status: IncidentStatus;
  assignees: string[];
  tags: string[];
  alerts: string[];
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
}

export interface Note {
  id: string;
  text: string;
  author: string;
  created_at: string;
}

/** An entry of a history: who changed what, when, from what to what. */
export interface Change {
  id: string;
  action: 'created' | 'changed' | 'linked' | 'noted';
  at: string;
  by: string;
  changes: { field: string; from: unknown; to: unknown }[];
  comment: string | null;
}

/** RFC 9457. */
export interface Problem {
  title: string;
  detail?: string;
  errors?: { pointer?: string; detail: string }[];
}

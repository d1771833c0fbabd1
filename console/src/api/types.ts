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
  /** What people call it. */
  tags: string[];
  /** The suppression that hid it. */
  suppression?: string | null;
  /** The alert that it is merged into, which leads. */
  merged_into: string | null;
  /** The alerts that it leads. */
  merged: string[];
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

/** How the desk and what it rests on are. */
export interface DeskHealth {
  status: 'ok' | 'degraded';
  parts: Record<string, 'ok' | 'unavailable'>;
  alerts: { waiting: number; behind: boolean };
}

/** Values with how often they occur, the most frequent first. */
export type Counts = { value: string; count: number }[];

/** Hides new alerts that match, until a time. */
export interface Suppression {
  id: string;
  version: number;
  q: string;
  reason: string;
  expires_at: string;
  in_force: boolean;
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
}

/** What a suppression would have hidden of the alerts there are. */
export interface SuppressionPreview {
  alerts: number;
  rules: Counts;
  levels: Counts;
  statuses: Counts;
  samples: Alert[];
}

/** An event in ECS, as it was indexed. */
export interface EventDocument {
  '@timestamp'?: string;
  message?: string;
  event?: { id?: string; action?: string; outcome?: string };
  [field: string]: unknown;
}

/** Where to look next from an event. */
export interface Pivot {
  name: string;
  field: string;
  value: string;
  q: string;
  from: string;
  to: string;
}

export interface EventPage {
  items: EventDocument[];
  next: string | null;
  from: string;
  to: string;
  total: number;
  total_is: 'exact' | 'at_least';
  /** What is missing of the answer. */
  incomplete?: string;
}

export interface EventHistogram {
  interval_ms: number;
  buckets: { at: string; count: number }[];
}

export interface EventFacets {
  facets: Record<string, Counts>;
}

export interface SurroundingEvents {
  before: EventDocument[];
  event: EventDocument;
  after: EventDocument[];
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

export const PHASES = [
  'identification',
  'containment',
  'eradication',
  'recovery',
  'lessons_learned',
  'closed',
] as const;
export type Phase = (typeof PHASES)[number];

/** Traffic Light Protocol 2.0. */
export const TLPS = ['clear', 'green', 'amber', 'amber_strict', 'red'] as const;
export type Tlp = (typeof TLPS)[number];

/** Permissible Actions Protocol. */
export const PAPS = ['clear', 'green', 'amber', 'red'] as const;
export type Pap = (typeof PAPS)[number];

/** When an incident came how far, in this order. */
export const STEPS = [
  'acknowledged_at',
  'reported_at',
  'verified_at',
  'contained_at',
  'mitigated_at',
  'resolved_at',
  'closed_at',
] as const;
export type Step = (typeof STEPS)[number];

export interface SlaClock {
  due_at: string;
  reached_at: string | null;
  breached: boolean;
}

export interface Sla {
  acknowledge: SlaClock | null;
  contain: SlaClock | null;
  resolve: SlaClock | null;
}

export const TASK_STATES = ['open', 'in_progress', 'done', 'cancelled'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export interface Task {
  id: string;
  version: number;
  title: string;
  description: string | null;
  assignee: string | null;
  phase: Phase | null;
  due: string | null;
  state: TaskState;
  updated_at: string;
  updated_by: string;
}

/** A theory, a mitigation or a lesson of an incident: each has some of these. */
export interface Part {
  id: string;
  version: number;
  text: string;
  state?: string;
  temporary?: boolean | null;
  action?: string | null;
  updated_at: string;
  updated_by: string;
}

export type PartPath = 'theories' | 'mitigations' | 'lessons';

export const RELATIONS = [
  'related_to',
  'duplicate_of',
  'duplicated_by',
  'caused_by',
  'cause_of',
  'child_of',
  'parent_of',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** What this incident is to another one. */
export interface Link {
  id: string;
  version: number;
  relation: Relation;
  incident: string;
  comment: string | null;
  created_at: string;
  created_by: string;
}

/** What became of one alert of several. */
export interface ItemResult {
  id: string;
  /** As an answer to a request about this one alone would have it. */
  status: number;
  detail?: string;
}

/** What became of a selection of alerts. */
export interface BulkResult {
  items: ItemResult[];
  /** Of an escalation: where the alerts are now; null when none could be escalated. */
  incident?: string | null;
}

export interface Incident extends Record<Step, string | null> {
  kind: 'investigation' | 'incident';
  phase: Phase;
  tlp: Tlp;
  pap: Pap;
  sla?: Sla;
  id: string;
  number: string;
  version: number;
  title: string;
  summary: string | null;
  severity: Level;
  status: IncidentStatus;
  assignees: string[];
  tags: string[];
  /** By name, the values of custom fields; those of retired fields stay. */
  custom: Readonly<Record<string, CustomValue>>;
  alerts: string[];
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
}

export type CustomValue = string | number | boolean;

/** A field that administrators gave incidents. */
export interface CustomField {
  name: string;
  type: 'text' | 'number' | 'boolean' | 'date' | 'choice' | 'user';
  label: string | null;
  description: string | null;
  /** Of the type choice. */
  choices: string[];
  /** Whether a new incident must have a value. */
  required: boolean;
  /** Whether it takes no values any more. */
  retired: boolean;
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

/** One thing that is wrong with a request, and where: a member of the body, or a parameter. */
export interface Fault {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly detail: string;
}

/** RFC 9457. */
export interface Problem {
  title: string;
  detail?: string;
  errors?: Fault[];
}

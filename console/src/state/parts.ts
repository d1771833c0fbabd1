import type { Part, PartPath } from '../api/types.ts';

/** What people write of a part. A kind has a state, an action, a flag or none of them. */
export interface PartFields {
  text: string;
  state?: string;
  temporary?: boolean;
  action?: string | null;
  [field: string]: unknown;
}

/** A kind of parts of an incident. */
export interface PartKind {
  readonly path: PartPath;
  readonly title: string;
  /** One of them. */
  readonly one: string;
  /** The first one is that of a new part. */
  readonly states: readonly string[];
  readonly hasAction: boolean;
  readonly hasTemporary: boolean;
}

export const PART_KINDS: readonly PartKind[] = [
  {
    path: 'theories',
    title: 'Theories',
    one: 'theory',
    states: ['unverified', 'supported', 'refuted'],
    hasAction: false,
    hasTemporary: false,
  },
  {
    path: 'mitigations',
    title: 'Mitigations',
    one: 'mitigation',
    states: ['planned', 'active', 'removed'],
    hasAction: false,
    hasTemporary: true,
  },
  {
    path: 'lessons',
    title: 'Lessons',
    one: 'lesson',
    states: [],
    hasAction: true,
    hasTemporary: false,
  },
];

/** What a form shows of a part. */
export function fieldsOf(kind: PartKind, part: Part): PartFields {
  return {
    text: part.text,
    ...(kind.states.length === 0 ? {} : { state: part.state ?? '' }),
    ...(kind.hasTemporary ? { temporary: part.temporary ?? false } : {}),
    ...(kind.hasAction ? { action: part.action ?? null } : {}),
  };
}

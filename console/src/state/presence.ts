/** Who else is at an alert or an incident, as the stream tells it. Pure. */

export type Subject = { readonly alert: string } | { readonly incident: string };

export interface Person {
  readonly name: string;
  readonly mode: 'viewing' | 'editing';
  /** The field that is edited. */
  readonly field: string | null;
  readonly since: string;
}

/** What the stream says: all that there is, or only what has changed. */
export interface Present {
  readonly complete?: boolean;
  readonly subjects: readonly (Subject & { readonly people: readonly Person[] })[];
}

export type Attendance = ReadonlyMap<string, readonly Person[]>;

export function keyOf(subject: Subject): string {
  return 'alert' in subject ? `alert ${subject.alert}` : `incident ${subject.incident}`;
}

/** Takes in what the stream said. */
export function hear(known: Attendance, present: Present): Attendance {
  const now = new Map(present.complete ? [] : known);
  for (const subject of present.subjects) {
    if (subject.people.length === 0) {
      now.delete(keyOf(subject));
    } else {
      now.set(keyOf(subject), subject.people);
    }
  }
  return now;
}

/** Everybody else who is there, each once; who edits comes first and counts as editing. */
export function othersAt(known: Attendance, subject: Subject, me: string): readonly Person[] {
  const byName = new Map<string, Person>();
  for (const person of known.get(keyOf(subject)) ?? []) {
    if (person.name !== me && byName.get(person.name)?.mode !== 'editing') {
      byName.set(person.name, person);
    }
  }
  return [...byName.values()].sort(
    (a, b) => a.mode.localeCompare(b.mode) || a.name.localeCompare(b.name),
  );
}

/** What somebody does there, in words. */
export function doing({ mode, field }: Person): string {
  if (mode === 'viewing') {
    return 'is looking at this';
  }
  return field === null ? 'is editing this' : `is editing ${field.replaceAll('_', ' ')}`;
}

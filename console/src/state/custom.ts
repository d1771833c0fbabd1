/** Fields that administrators gave incidents, in drafts and forms. */

import type { CustomField, CustomValue, Incident } from '../api/types.ts';

/** How a draft names the value of a custom field: as the history does. */
export type CustomName = `custom.${string}`;

/** Values of custom fields among the other fields of a draft, so that each has its own conflicts. */
export type CustomDraft = Readonly<Record<CustomName, CustomValue | null>>;

const MEMBER = 'custom.';

export function nameInDraft({ name }: Pick<CustomField, 'name'>): CustomName {
  return `custom.${name}`;
}

/** Where the API says what is wrong with the value of a field. */
export function nameInFaults({ name }: Pick<CustomField, 'name'>): string {
  return `custom/${name}`;
}

export function labelOf({ label, name }: CustomField): string {
  return label ?? name.replaceAll('_', ' ');
}

/** The values of an incident for a draft: null for a field that has none yet. */
export function valuesOf(incident: Incident, fields: readonly CustomField[]): CustomDraft {
  const values: Record<CustomName, CustomValue | null> = {};
  for (const field of fields) {
    values[nameInDraft(field)] = null;
  }
  for (const [name, value] of Object.entries(incident.custom)) {
    values[nameInDraft({ name })] = value;
  }
  return values;
}

/** A change of a draft as the API takes it: values of custom fields in a member of their own. */
export function patchOf(change: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(change)) {
    if (field.startsWith(MEMBER)) {
      custom[field.slice(MEMBER.length)] = value;
    } else {
      patch[field] = value;
    }
  }
  return Object.keys(custom).length === 0 ? patch : { ...patch, custom };
}

/** What a new incident must have. */
export function askedFor(fields: readonly CustomField[]): CustomField[] {
  return fields.filter(({ required, retired }) => required && !retired);
}

/** What an incident shows: retired fields only where it has a value of them. */
export function shownOf(incident: Incident, fields: readonly CustomField[]): CustomField[] {
  return fields.filter(({ name, retired }) => !retired || name in incident.custom);
}

/** The values that were given: a new incident has no empty ones. */
export function given(
  fields: readonly CustomField[],
  values: Readonly<Record<string, CustomValue | null>>,
): Record<string, CustomValue> {
  const some: Record<string, CustomValue> = {};
  for (const { name } of fields) {
    const value = values[name];
    if (value !== undefined && value !== null) {
      some[name] = value;
    }
  }
  return some;
}

/** What the choices of a field offer: a value that is no choice any more stays to be seen. */
export function choicesOf({ choices }: CustomField, value: CustomValue | null): string[] {
  const text = value === null ? '' : String(value);
  return text === '' || choices.includes(text) ? choices : [text, ...choices];
}

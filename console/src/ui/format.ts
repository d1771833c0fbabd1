/** How values read on the screen. */

import type { Alert } from '../api/types.ts';

const CLOCK: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};

/** Local time of day, with the date when it is not today's. */
export function localTime(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  const clock = at.toLocaleTimeString(undefined, CLOCK);
  return at.toDateString() === now.toDateString() ? clock : `${localDate(at)} ${clock}`;
}

/** For the hover text: the same instant in UTC. */
export function utcTime(iso: string): string {
  return new Date(iso).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

/** A length of time in its largest whole units: `90s`, `5m`, `1h 30m`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  const told = parts.filter(([amount]) => amount > 0).slice(0, 2);
  return told.length === 0 ? '0s' : told.map(([amount, unit]) => `${amount}${unit}`).join(' ');
}

const OPERATORS: Readonly<Record<string, string>> = {
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
  eq: '=',
  neq: '≠',
};

/** A threshold of a rule as people write it: `gte 5` is `≥ 5`. */
export function threshold(text: string): string {
  return text.replace(/\b(gte|gt|lte|lt|eq|neq)\b/g, (word) => OPERATORS[word] ?? word);
}

/** A value of a rule, which may have many digits behind the point, with two of them at most. */
export function amount(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** What an alert is called: a risk alert is about somebody, so it says who. */
export function title(alert: Alert): string {
  const finding = alert.tocsin.alert;
  const entity = finding.group.map((part) => part.value).join(', ');
  return finding.type === 'risk' && entity !== ''
    ? `${alert.rule.name}: ${entity}`
    : alert.rule.name;
}

/** An amount with its noun: `1 event`, `2 events`. */
export function plural(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** A word of the API as people read it: `in_progress` is `in progress`. */
export function words(term: string): string {
  return term.replaceAll('_', ' ');
}

/** A field's value as people read it. */
export function show(value: unknown): string {
  const text = Array.isArray(value) ? value.join(', ') : words(String(value ?? ''));
  return text === '' ? 'nothing' : text;
}

/** Every value of a document with its dotted name, in order. */
export function flatten(document: unknown, prefix = ''): [name: string, value: string][] {
  if (document === null || typeof document !== 'object') {
    return [[prefix, String(document)]];
  }
  if (Array.isArray(document)) {
    return document.every((item) => item === null || typeof item !== 'object')
      ? [[prefix, document.join(', ')]]
      : document.flatMap((item, index) => flatten(item, `${prefix}[${index}]`));
  }
  return Object.entries(document).flatMap(([name, value]) =>
    flatten(value, prefix === '' ? name : `${prefix}.${name}`),
  );
}

/** The values under a dotted name, as text; none when there is nothing. */
export function at(document: object, name: string): string[] {
  let found: unknown = document;
  for (const part of name.split('.')) {
    found =
      found !== null && typeof found === 'object'
        ? (found as Record<string, unknown>)[part]
        : undefined;
  }
  return found === undefined || found === null ? [] : [found].flat().map(String);
}

function localDate(at: Date): string {
  const month = String(at.getMonth() + 1).padStart(2, '0');
  const day = String(at.getDate()).padStart(2, '0');
  return `${at.getFullYear()}-${month}-${day}`;
}

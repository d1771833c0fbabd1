import { LEVELS, type Alert, type Level, type Status } from '../api/types.ts';
import { merge, type Collection } from './collection.ts';

/** How many alerts a browser keeps. Older ones are read from the API when asked for. */
export const ALERT_LIMIT = 2_000;

export const OPEN: readonly Status[] = ['new', 'in_progress', 'on_hold'];

export interface AlertFilter {
  readonly status: 'open' | 'any' | Status;
  /** This level and worse. */
  readonly level: Level;
  /** Words that must all occur in title, rule, group, assignee or id. */
  readonly text: string;
  /** Whether alerts are shown that another one stands for. */
  readonly folded: boolean;
  /** Whether alerts are shown that are merged into another one. */
  readonly merged: boolean;
}

export const EVERYTHING_OPEN: AlertFilter = {
  status: 'open',
  level: 'informational',
  text: '',
  folded: false,
  merged: false,
};

/** Newest first; the id settles ties, so that the order never flickers. */
export function newestFirst(a: Alert, b: Alert): number {
  return Date.parse(b['@timestamp']) - Date.parse(a['@timestamp']) || (a.id < b.id ? -1 : 1);
}

export function mergeAlerts(
  known: Collection<Alert>,
  incoming: readonly Alert[],
  keep?: ReadonlySet<string>,
): Collection<Alert> {
  return merge(known, incoming, newestFirst, ALERT_LIMIT, keep);
}

export function matches(alert: Alert, filter: AlertFilter): boolean {
  return (
    (filter.folded || !isFolded(alert)) &&
    (filter.merged || !isMerged(alert)) &&
    statusFits(alert.triage.status, filter.status) &&
    rank(alert.tocsin.alert.level) >= rank(filter.level) &&
    textFits(alert, filter.text)
  );
}

/** Another alert stands for one that is folded or merged; the API does not list it either. */
export function standsForItself(alert: Alert): boolean {
  return !isFolded(alert) && !isMerged(alert);
}

function isFolded(alert: Alert): boolean {
  return alert.fold?.into != null;
}

/** Whether another alert leads, and decides what happens with this one. */
export function isMerged(alert: Alert): boolean {
  return alert.triage.merged_into != null;
}

/** The alert that should lead when these are merged: the one that the API would least refuse. */
export function leaderOf(alerts: readonly Alert[]): Alert | null {
  const [first = null, ...others] = alerts;
  return others.reduce((best, alert) => (best && leads(alert, best) ? alert : best), first);
}

function leads(alert: Alert, other: Alert): boolean {
  const ahead =
    Number(alert.triage.merged.length > 0) - Number(other.triage.merged.length > 0) ||
    Number(Boolean(alert.triage.incident)) - Number(Boolean(other.triage.incident)) ||
    rank(alert.tocsin.alert.level) - rank(other.tocsin.alert.level);
  return ahead > 0;
}

/** Tags as typed, with commas between, each once. */
export function readTags(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()).filter(Boolean))];
}

/** The part of the filter that the API applies too, so that a page of alerts is worth its size. */
export function queryOf(
  filter: AlertFilter,
): Record<'status' | 'level' | 'folded' | 'merged', string | null> {
  const statuses = filter.status === 'open' ? OPEN.join(',') : filter.status;
  return {
    status: filter.status === 'any' ? null : statuses,
    level: rank(filter.level) === 0 ? null : LEVELS.slice(rank(filter.level)).join(','),
    folded: filter.folded ? 'show' : null,
    merged: filter.merged ? 'show' : null,
  };
}

export function rank(level: Level): number {
  return LEVELS.indexOf(level);
}

/** The worst level among the alerts, for an incident made of them. */
export function worstLevel(alerts: readonly Alert[]): Level {
  return alerts.reduce<Level>((worst, alert) => {
    const level = alert.tocsin.alert.level;
    return rank(level) > rank(worst) ? level : worst;
  }, 'informational');
}

/** The id `steps` further down the list; the first when there is none to start from. */
export function neighbour(
  items: readonly { id: string }[],
  id: string | null,
  steps: number,
): string | null {
  const at = items.findIndex((item) => item.id === id);
  const next = at < 0 ? 0 : Math.min(Math.max(at + steps, 0), items.length - 1);
  return items[next]?.id ?? null;
}

function statusFits(status: Status, wanted: AlertFilter['status']): boolean {
  return wanted === 'any' || (wanted === 'open' ? OPEN.includes(status) : status === wanted);
}

function textFits(alert: Alert, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return true;
  }
  const haystack = [
    alert.message,
    alert.rule.id,
    alert.rule.name,
    alert.triage.assignee ?? '',
    alert.id,
    ...alert.tocsin.alert.tags,
    ...alert.triage.tags,
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => haystack.includes(word));
}

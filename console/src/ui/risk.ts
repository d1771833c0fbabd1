import type { RiskSum } from '../api/types.ts';

/** What is left of a score after a while: it is halved with each half-life. */
export function left(score: number, elapsedMs: number, halfLifeMs: number): number {
  return score * 0.5 ** (Math.max(0, elapsedMs) / halfLifeMs);
}

/** The time of the latest alert that added to it, in milliseconds. */
export function latestMs(risk: RiskSum): number {
  return Math.max(...risk.alerts.map((alert) => Date.parse(alert.timestamp)));
}

/** How long a score takes to fall to a lower one, in milliseconds; 0 if it is not above it. */
export function fallsMs(score: number, lower: number, halfLifeMs: number): number {
  return score > lower ? halfLifeMs * Math.log2(score / lower) : 0;
}

/** The least score of a threshold such as `gte 100`; null if it has another form. */
export function leastScore(threshold: string | null): number | null {
  const found = /^gte (\d+(?:\.\d+)?)$/.exec(threshold ?? '');
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** A score with no more digits than anybody reads. */
export function points(score: number): string {
  return String(Math.round(score * 10) / 10);
}

/** Filters in the language of the API, written here. */

import type { Alert } from '../api/types.ts';

/** The filter that wants this value of this field, as it is: none of its characters is a sign. */
export function is(field: string, value: string): string {
  return `${field}:"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Both at once; what is empty asks for nothing. */
export function both(filter: string, more: string): string {
  const some = filter.trim();
  if (some === '' || some === more) {
    return more;
  }
  return / or /i.test(some) ? `(${some}) ${more}` : `${some} ${more}`;
}

/** Alerts of the same rule about the same things. */
export function like(alert: Alert): string {
  return alert.tocsin.alert.group.reduce(
    (filter, { field, value }) => both(filter, is(field, value)),
    is('rule', alert.rule.id),
  );
}

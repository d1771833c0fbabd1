/** The time, as far as what is due depends on it. */
const TICK_MS = 15_000;

export const clock = $state({ ms: Date.now() });
setInterval(() => (clock.ms = Date.now()), TICK_MS);

import type { Outcome } from '../api/client.ts';
import type { Page } from '../api/types.ts';

/** What hangs on an incident, read again after each write, and why the last thing failed. */
export class Listed<T> {
  items: readonly T[] = $state.raw([]);
  failure: string | null = $state(null);

  constructor(private readonly read: () => Promise<Outcome<Page<T>>>) {}

  async load(): Promise<void> {
    const outcome = await this.read();
    if (outcome.ok) {
      this.items = outcome.value.items;
    } else {
      this.failure = outcome.message;
    }
  }

  /** Takes in what became of a write; says whether it was done. */
  async after(outcome: Outcome<unknown>): Promise<boolean> {
    this.failure = outcome.ok ? null : outcome.message;
    await this.load();
    return outcome.ok;
  }
}

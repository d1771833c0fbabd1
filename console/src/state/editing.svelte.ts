import { STALE, type Failure, type Outcome } from '../api/client.ts';
import {
  changes,
  draftOf,
  edit,
  follow,
  hasConflicts,
  isDirty,
  type Draft,
  type Fields,
} from './draft.ts';

/** Where the edited document lives: how to send a change to it and how to read it again. */
export interface Target<D, T extends Fields> {
  fields(document: D): T;
  /** Sends a change that was made on the newest version known here, with the reason if given. */
  send(change: Partial<T> & { comment?: string }): Promise<Outcome<D>>;
  reload(): Promise<Outcome<D>>;
}

/** A draft on the screen, with saving. It lives on when the reader looks at something else. */
export class Editing<D, T extends Fields> {
  draft: Draft<T> = $state.raw() as Draft<T>;
  /** Why, for the history. */
  comment = $state('');
  saving = $state(false);
  /** Why the last attempt was not saved. */
  refusal = $state.raw<Failure | null>(null);
  readonly dirty = $derived(isDirty(this.draft));
  readonly conflicting = $derived(hasConflicts(this.draft));

  constructor(
    document: D,
    private readonly target: Target<D, T>,
  ) {
    this.draft = draftOf(target.fields(document));
  }

  change(change: Partial<T>): void {
    this.draft = edit(this.draft, change);
  }

  /** Takes in what the document says now. */
  follow(document: D): void {
    const theirs = this.target.fields(document);
    if (JSON.stringify(theirs) !== JSON.stringify(this.draft.base)) {
      this.draft = follow(this.draft, theirs);
    }
  }

  takeTheirs(): void {
    this.draft = draftOf(this.draft.base);
    this.comment = '';
    this.refusal = null;
  }

  /**
   * Saves the draft. When somebody was quicker, the draft catches up: it is sent again if they
   * changed other fields, and else stays here with the conflict named. Saving a named conflict
   * means that mine wins.
   */
  async save(): Promise<boolean> {
    this.saving = true;
    this.refusal = null;
    const saved = (await this.#attempt()) ?? (await this.#attempt());
    this.saving = false;
    return saved === true;
  }

  /** True: saved. False: not, and the reason shows. Undefined: worth another attempt. */
  async #attempt(): Promise<boolean | undefined> {
    const comment = this.comment.trim();
    const outcome = await this.target.send({
      ...changes(this.draft),
      ...(comment === '' ? {} : { comment }),
    });
    if (outcome.ok) {
      this.comment = '';
      this.draft = draftOf(this.target.fields(outcome.value));
      return true;
    }
    if (outcome.status !== STALE) {
      this.refusal = outcome;
      return false;
    }
    const newest = await this.target.reload();
    if (!newest.ok) {
      this.refusal = newest;
      return false;
    }
    this.draft = follow({ ...this.draft, conflicts: {} }, this.target.fields(newest.value));
    return this.conflicting ? false : undefined;
  }
}

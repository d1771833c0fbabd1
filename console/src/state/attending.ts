import { keyOf, type Person, type Subject } from './presence.ts';

/** What this window tells the others. */
export type Saying = Subject & {
  readonly mode: Person['mode'] | 'left';
  readonly field: string | null;
  readonly place: string;
  readonly expires_in: number;
};

/** Browsers let the timers of a hidden window run once a minute: it must not vanish by that. */
const EXPIRES_S = 120;
const AGAIN_MS = 45_000;

/** Tells the others what this window looks at, again and again, until it leaves. */
export class Attending {
  readonly #at = new Map<string, Saying>();
  /** Tells the windows of one person apart. */
  readonly #place = Math.random().toString(36).slice(2);
  #timer: ReturnType<typeof setInterval> | null = null;
  /** One after the other: what is said last must arrive last. */
  #said: Promise<unknown> = Promise.resolve();

  constructor(private readonly say: (saying: Saying) => Promise<unknown>) {}

  /** This window is at a subject, and edits the field if one is given. */
  is(subject: Subject, field: string | null): void {
    const before = this.#at.get(keyOf(subject));
    if (before !== undefined && before.field === field) {
      return;
    }
    const mode = field === null ? 'viewing' : 'editing';
    this.#at.set(keyOf(subject), this.#saying(subject, mode, field));
    this.#timer ??= setInterval(() => this.#repeat(), AGAIN_MS);
    this.#tell(subject);
  }

  leaves(subject: Subject): void {
    if (this.#at.delete(keyOf(subject))) {
      const left = this.#saying(subject, 'left', null);
      this.#said = this.#said.then(() => this.say(left));
    }
    if (this.#at.size === 0) {
      this.stop();
    }
  }

  /** Before the session ends; resolves when the others have been told. */
  async leavesAll(): Promise<void> {
    [...this.#at.values()].forEach((saying) => this.leaves(saying));
    await this.#said;
  }

  /** The window closes: there is no time for anything to be waited for. */
  closes(): void {
    for (const saying of this.#at.values()) {
      void this.say({ ...saying, mode: 'left', field: null });
    }
  }

  /** Says nothing any more. */
  stop(): void {
    this.#at.clear();
    if (this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #repeat(): void {
    [...this.#at.values()].forEach((saying) => this.#tell(saying));
  }

  /** Says how it is when its turn has come, which may be something newer. */
  #tell(subject: Subject): void {
    this.#said = this.#said.then(async () => {
      const saying = this.#at.get(keyOf(subject));
      if (saying !== undefined) {
        await this.say(saying);
      }
    });
  }

  #saying(subject: Subject, mode: Saying['mode'], field: string | null): Saying {
    const where = 'alert' in subject ? { alert: subject.alert } : { incident: subject.incident };
    return { ...where, mode, field, place: this.#place, expires_in: EXPIRES_S };
  }
}

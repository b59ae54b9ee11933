/** A change that was made, in words, and what there was without it. */
interface Step<Value> {
  readonly what: string;
  readonly other: Value;
}

/** How many changes can be undone. */
const MOST_STEPS = 200;

/** A value that is replaced and never changed, with the changes that led to it, so that each can be undone and done again. */
export class History<Value> {
  #now: Value;
  #past: readonly Step<Value>[] = [];
  #future: readonly Step<Value>[] = [];

  constructor(now: Value) {
    this.#now = now;
  }

  /** The value as it stands. */
  get now(): Value {
    return this.#now;
  }

  /** The change that undoing takes back, in words, if there is one. */
  get undoes(): string | undefined {
    return this.#past.at(-1)?.what;
  }

  /** The change that redoing makes again, in words, if there is one. */
  get redoes(): string | undefined {
    return this.#future.at(-1)?.what;
  }

  /** Makes a change. */
  change(what: string, next: Value): void {
    this.#past = [...this.#past, { what, other: this.#now }].slice(-MOST_STEPS);
    this.#future = [];
    this.#now = next;
  }

  /** Takes the last change back. */
  undo(): void {
    const step = this.#past.at(-1);
    if (step === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, { what: step.what, other: this.#now }];
    this.#now = step.other;
  }

  /** Makes the change again that was taken back last. */
  redo(): void {
    const step = this.#future.at(-1);
    if (step === undefined) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, { what: step.what, other: this.#now }];
    this.#now = step.other;
  }
}

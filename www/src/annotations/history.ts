import { NO_ANNOTATIONS } from "./document.ts";
import type { Annotations } from "./document.ts";

/** A change that was made, in words, and what there was without it. */
interface Step {
  readonly what: string;
  readonly other: Annotations;
}

/** How many changes can be undone. */
const MOST_STEPS = 200;

/** The annotations with the changes that led to them, so that each can be undone and done again. */
export class History {
  #now: Annotations;
  #past: readonly Step[] = [];
  #future: readonly Step[] = [];

  constructor(now: Annotations = NO_ANNOTATIONS) {
    this.#now = now;
  }

  /** The annotations as they stand. */
  get now(): Annotations {
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
  change(what: string, next: Annotations): void {
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

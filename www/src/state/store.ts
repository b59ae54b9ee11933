import type { Review, SloView } from "../engine/documents.ts";
import type { Kept } from "../engine/engine.ts";
import type { Problem } from "../engine/problem.ts";
import type { ThemeChoice } from "./theme.ts";

/** The instant that the reader asked for: the newest of the data, or a given one. */
export type Moment = { readonly kind: "newest" } | { readonly kind: "instant"; readonly at: string };

/** How far the reading has come: of the file under way, and of everything that was added together with it. */
export interface Reading {
  readonly name: string;
  readonly read: number;
  readonly size: number;
  readonly bytesPerSecond: number;
  /** Which file of how many this is, from 1. */
  readonly file: number;
  readonly files: number;
  /** Bytes read of all files, and the bytes of all. */
  readonly readOfAll: number;
  readonly sizeOfAll: number;
}

/** A problem on the screen until it is dismissed. */
export interface ProblemCard {
  readonly id: number;
  readonly problem: Problem;
}

/** Everything that the page shows. It is replaced, never changed in place. */
export interface AppState {
  /** Whether anything has ever been shown, so that the first moments are not called empty. */
  readonly started: boolean;
  readonly slo: SloView | undefined;
  readonly files: readonly Kept[];
  readonly review: Review | undefined;
  readonly moment: Moment;
  /** Whether a review is being computed for longer than a reader would not notice. */
  readonly busy: boolean;
  readonly reading: Reading | undefined;
  readonly problems: readonly ProblemCard[];
  readonly theme: ThemeChoice;
  /** What a screen reader is told. */
  readonly announcement: string;
}

/** The state of a page that has just opened. */
export const FRESH: AppState = {
  started: false,
  slo: undefined,
  files: [],
  review: undefined,
  moment: { kind: "newest" },
  busy: false,
  reading: undefined,
  problems: [],
  theme: "auto",
  announcement: "",
};

/** Whether what is shown is the bundled sample. */
export function showsSample(state: AppState): boolean {
  return state.files.some((kept) => kept.sample);
}

/** The one place that holds the page's state. Elements listen to it; only the controller writes to it. */
export class Store extends EventTarget {
  #state: AppState;

  constructor(state: AppState = FRESH) {
    super();
    this.#state = state;
  }

  /** The state as it stands. */
  get state(): AppState {
    return this.#state;
  }

  /** Replaces some fields and tells the listeners. */
  set(change: Partial<AppState>): void {
    this.#state = { ...this.#state, ...change };
    this.dispatchEvent(new Event("change"));
  }
}

import type { FileProblem, FileSummary, Review, SloProblem } from "../review/types";
import type { SloView } from "../review/slo-view";
import type { ThemeChoice } from "./theme";

/** The instant that the reader asked for: the newest of the data, or a given one. */
export type Moment = { readonly kind: "newest" } | { readonly kind: "instant"; readonly at: string };

/** How far the reading has come. */
export interface Progress {
  readonly name: string;
  readonly read: number;
  readonly size: number;
  readonly bytesPerSecond: number;
  /** Files that wait behind this one. */
  readonly queued: number;
}

/** Something that ended a worker: it takes the file under way with it and nothing else. */
export interface CrashProblem {
  readonly type: "crash";
  readonly file?: string | undefined;
  readonly what: string;
  readonly remedy: string;
}

/** Anything that went wrong and is shown as a card. */
export type Problem = FileProblem | SloProblem | CrashProblem;

/** A problem on the screen until it is dismissed. */
export interface ProblemCard {
  readonly id: number;
  readonly problem: Problem;
}

/** Everything that the page shows. It is replaced, never changed in place. */
export interface AppState {
  /** Whether the sample is shown; the first real file replaces it. */
  readonly sample: boolean;
  /** Whether anything has ever been shown, so that the first moments are not called empty. */
  readonly started: boolean;
  readonly slo: SloView | undefined;
  readonly files: readonly FileSummary[];
  readonly review: Review | undefined;
  readonly moment: Moment;
  /** Whether a review is being computed for longer than a reader would not notice. */
  readonly busy: boolean;
  readonly progress: Progress | undefined;
  readonly problems: readonly ProblemCard[];
  readonly theme: ThemeChoice;
  /** What a screen reader is told. */
  readonly announcement: string;
}

/** The state of a page that has just opened. */
export const FRESH: AppState = {
  sample: false,
  started: false,
  slo: undefined,
  files: [],
  review: undefined,
  moment: { kind: "newest" },
  busy: false,
  progress: undefined,
  problems: [],
  theme: "auto",
  announcement: "",
};

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

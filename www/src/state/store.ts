import { NO_ANNOTATIONS } from "../annotations/document.ts";
import type { Annotations } from "../annotations/document.ts";
import type { Review, SloView } from "../engine/documents.ts";
import type { Kept } from "../engine/engine.ts";
import type { Problem } from "../engine/problem.ts";
import type { Asked } from "../prometheus/ask.ts";
import type { UnmappedFile } from "./mapper.ts";
import type { ThemeChoice } from "./theme.ts";
import { NO_TUNING } from "./tuner.ts";
import type { Tuning } from "./tuner.ts";

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

/** What the reviewer says, and what can be undone of it. */
export interface Annotating {
  readonly annotations: Annotations;
  /** The change that undoing takes back, and the one that redoing makes again, in words. */
  readonly undoes: string | undefined;
  readonly redoes: string | undefined;
  /** Why the browser does not keep it; empty where it does. */
  readonly storage: string;
}

/** A file of annotations that waits until it is said what becomes of those that are there. */
export interface Importing {
  readonly name: string;
  readonly annotations: Annotations;
}

/** Whether loaded files are kept across a reload, and why that does not work; empty where it does. */
export interface Keeping {
  readonly on: boolean;
  readonly problem: string;
}

/** How far the questions to a Prometheus are. */
export interface Asking extends Asked {
  readonly origin: string;
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
  readonly asking: Asking | undefined;
  readonly problems: readonly ProblemCard[];
  readonly theme: ThemeChoice;
  readonly annotating: Annotating;
  readonly importing: Importing | undefined;
  /** Files that wait until it is said what their series count. */
  readonly unmapped: readonly UnmappedFile[];
  readonly tuning: Tuning;
  readonly keeping: Keeping;
  /** The IANA name of the zone whose days the daily figures are of. */
  readonly zone: string;
  /** Whether the reader has just made the page forget everything. */
  readonly forgotten: boolean;
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
  asking: undefined,
  problems: [],
  theme: "auto",
  annotating: { annotations: NO_ANNOTATIONS, undoes: undefined, redoes: undefined, storage: "" },
  importing: undefined,
  unmapped: [],
  tuning: NO_TUNING,
  keeping: { on: false, problem: "" },
  zone: "UTC",
  forgotten: false,
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

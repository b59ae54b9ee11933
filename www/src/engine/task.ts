/** What waits to be done by the engine, and what it keeps when a file is done. */

import type { FileSummary, SloView } from "./documents.ts";
import type { SloSource } from "./protocol.ts";

/** A loaded file, in the order of the review document's `data.files`. */
export interface Kept {
  readonly file: File;
  readonly summary: FileSummary;
  /** Whether it is the sample that the first real file replaces. */
  readonly sample: boolean;
}

/** A file that waits to be read. */
export interface FileTask {
  readonly kind: "file";
  readonly file: File;
  readonly sample: boolean;
  /** Whether it was loaded before and is only brought back. */
  readonly restored: boolean;
}

/** An SLO that waits to become the active one. */
export interface SloTask {
  readonly kind: "slo";
  readonly slo: SloSource | undefined;
  readonly resolve: (view: SloView) => void;
  readonly reject: (error: Error) => void;
}

/** Anything that waits. */
export type Task = FileTask | SloTask;

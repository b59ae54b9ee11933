/**
 * The messages between the page and its workers. All of them are here, and both sides are checked against this file.
 *
 * A worker is told its role once: a *reader* reads one file after another and hands each over as bytes; the *holder*
 * keeps what was read and answers questions. They are apart so that a file that is cancelled, or that breaks its
 * reader, takes nothing else with it, and so that the reader's memory is given back.
 */

import type { FiringJobs } from "./alerts.ts";
import type {
  ChartKind,
  ChartModel,
  FileSummary,
  JobPage,
  JobQuery,
  ReportFormat,
  Review,
  ReviewOptions,
  SloView,
} from "./documents.ts";
import type { ExportRequest, Exports, SeriesRole } from "../prometheus/query.ts";
import type { FileProblem, SloProblem } from "./problem.ts";
import type { Tunable, Tuned, TunedChange, TuneRequest } from "./tuning.ts";

/** An SLO file. */
export interface SloSource {
  readonly name: string;
  readonly text: string;
}

/** The first message to a worker. Without `slo` it uses the embedded default. */
export interface StartOrder {
  readonly kind: "start";
  readonly role: "reader" | "holder";
  readonly glue: string;
  readonly module: WebAssembly.Module;
  readonly slo: SloSource | undefined;
}

/** Asks a reader for one file. */
export interface ReadOrder {
  readonly kind: "read";
  readonly file: File;
  readonly slo: SloSource | undefined;
}

/** What the holder can be asked, as functions. */
export interface HolderCalls {
  slo(): SloView;
  checkSlo(name: string, text: string): SloView;
  put(parcels: readonly Uint8Array<ArrayBuffer>[]): number;
  remove(index: number): void;
  annotate(text: string | undefined): FileSummary | undefined;
  review(options: ReviewOptions): Review;
  report(format: ReportFormat, options: ReviewOptions): string;
  jobs(query: JobQuery): JobPage;
  rules(): string;
  withEventSeries(text: string | undefined, series: readonly SeriesRole[]): string;
  exports(request: ExportRequest): Exports;
  firingJobs(alert: string, from: string, asOf: string, limit: number): FiringJobs;
  chart(kind: ChartKind, options: ReviewOptions, columns: number, subject?: string): ChartModel;
  tunables(): readonly Tunable[];
  tuned(file: string, changes: readonly TunedChange[], asRules: boolean): string;
  tune(request: TuneRequest): Tuned;
}

/** Asks the holder one thing. */
export type CallOrder = {
  readonly [Name in keyof HolderCalls]: {
    readonly kind: "call";
    readonly id: number;
    readonly name: Name;
    readonly args: Parameters<HolderCalls[Name]>;
  };
}[keyof HolderCalls];

/** Anything that the page says to a worker. */
export type Order = StartOrder | ReadOrder | CallOrder;

/** The worker has compiled nothing and loaded everything: it can be asked. */
export interface ReadyReport {
  readonly kind: "ready";
}

/** The worker is of no use any more: the core trapped, or the worker could not start. */
export interface CrashedReport {
  readonly kind: "crashed";
  readonly what: string;
}

/** How far a reader is. */
export interface ProgressReport {
  readonly kind: "progress";
  readonly read: number;
  /** Bytes a second since the file was begun. */
  readonly bytesPerSecond: number;
}

/** How long a file took, for benchmarks; milliseconds. `memory` is the size of the reader's wasm memory in bytes. */
export interface Effort {
  readonly total: number;
  readonly parsing: number;
  readonly memory: number;
}

/** What became of a file. */
export type ReadReport =
  | { readonly kind: "records"; readonly summary: FileSummary; readonly parcels: readonly Uint8Array<ArrayBuffer>[]; readonly effort: Effort }
  | { readonly kind: "slo"; readonly text: string; readonly effort: Effort }
  | { readonly kind: "refused"; readonly problem: FileProblem | SloProblem; readonly effort: Effort };

/** Anything that a reader says. */
export type ReaderReport = ReadyReport | CrashedReport | ProgressReport | ReadReport;

/** Anything that the holder says. */
export type HolderReport =
  | ReadyReport
  | CrashedReport
  | { readonly kind: "answer"; readonly id: number; readonly value: ReturnType<HolderCalls[keyof HolderCalls]>; readonly memory: number }
  | { readonly kind: "refusal"; readonly id: number; readonly problem: FileProblem | SloProblem };

/** As much of a `Worker` as the engine uses, so that a test can put something else in its place. */
export interface WorkerPort extends Pick<EventTarget, "addEventListener"> {
  postMessage(message: Order, transfer: Transferable[]): void;
  terminate(): void;
}

/** Listens to what a worker says, and to its end by an error that nobody caught. */
export function listen<Report>(port: WorkerPort, heard: (report: Report) => void, failed: (what: string) => void): void {
  port.addEventListener("message", (event) => heard((event as MessageEvent<Report>).data));
  // A script that could not be loaded gives an event without a message.
  port.addEventListener("error", (event) => failed((event as ErrorEvent).message || "the worker's script could not be loaded"));
}

/** Makes a worker that has not been told its role yet. */
export type Spawn = () => WorkerPort;

/** The memory behind the pieces of a file, to be handed over rather than copied. */
export function buffers(parcels: readonly Uint8Array<ArrayBuffer>[]): ArrayBuffer[] {
  return parcels.map((parcel) => parcel.buffer);
}

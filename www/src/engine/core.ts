/** The core as wasm-bindgen exports it: the one place where its classes are typed. */

import type { FiringJobs } from "./alerts.ts";
import type {
  ChartKind,
  ChartModel,
  FileSummary,
  JobPage,
  JobQuery,
  ReportFormat,
  ReviewOptions,
  SloView,
} from "./documents.ts";
import { importPart } from "../parts/served.ts";
import type { ZoneTable } from "../time/zone.ts";
import type { Tunable } from "./tuning.ts";

import type { Exports } from "../prometheus/query.ts";

/** What a finished file turned out to be. */
export type Finished =
  | { readonly kind: "records"; readonly file: FileSummary }
  | { readonly kind: "slo"; readonly text: string };

/** A worker's half of the core. Every method may throw a `FileProblem` or an `SloProblem`, and trap on a bug. */
export interface Session {
  slo(): SloView;
  begin(name: string, size: number): void;
  push(chunk: Uint8Array): void;
  finish(): Finished;
  /** The next piece of the finished file, for `put`; it leaves this session. `undefined` after the last. */
  take(): Uint8Array | undefined;
  /** Adds the next piece of a file that another session took; gives the file's index with the last piece. */
  put(parcel: Uint8Array): number | undefined;
  abort(): void;
  remove(index: number): void;
  /** Takes what the reviewer says, in place of what was said before; `undefined` says nothing. */
  annotate(text: string | undefined): FileSummary | undefined;
  /** The review document, as JSON text. */
  review(options: ReviewOptions): string;
  report(format: ReportFormat, options: ReviewOptions): string;
  jobs(query: JobQuery): JobPage;
  /** The SLO's Prometheus rules, as YAML. */
  rules(): string;
  /** What to ask a Prometheus for the SLO over a span of time. */
  exports(from: string, to: string, points?: number, server?: string): Exports;
  firingJobs(alert: string, from: string, asOf: string, limit: number): FiringJobs;
  chart(kind: ChartKind, options: ReviewOptions, columns: number, subject?: string): ChartModel;
  tunables(): readonly Tunable[];
  /** The SLO with figures changed, as its file or as rules. `changes` has ids, each with its value behind it. */
  tuned(file: string, changes: readonly string[], asRules: boolean): string;
  /** What that would have meant, as JSON text. `jobs` has namespace, name and end of each. */
  tune(asOf: string, changes: readonly string[], incidents: readonly string[], jobs: readonly string[]): string;
  free(): void;
}

/** What a chart says at one of its columns. */
export interface Readout {
  readonly column: number;
  /** CSS pixels from the canvas's left edge. */
  readonly x: number;
  /** CSS pixels from the canvas's top edge: where the plot begins and ends. */
  readonly top: number;
  readonly bottom: number;
  readonly at: string;
  /** What stands in place of the instant, where that says more. */
  readonly heading: string | null;
  readonly lines: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
}

/** A chart, drawn on the page's thread. */
export interface Chart {
  readonly title: string;
  readonly verdict: string;
  draw(canvas: HTMLCanvasElement, cssWidth: number, cssHeight: number, devicePixelRatio: number, theme: "light" | "dark"): void;
  readout(xCss: number): Readout | undefined;
  /** The instant at a place, to the second. */
  instantAt(xCss: number): string | undefined;
  step(column: number | undefined, by: number): Readout | undefined;
  table(): { readonly caption: string; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  free(): void;
}

/** The module that wasm-bindgen writes. */
export interface Core {
  readonly Session: new (sloName?: string, sloText?: string) => Session;
  readonly Chart: new (model: ChartModel) => Chart;
  /** Says who knows the time zones that calendars name. */
  setZones(lookup: (name: string) => ZoneTable | undefined): void;
  checkSlo(name: string, text: string): SloView;
  /** The text of an SLO file, or of the embedded default, that also says what series count: for each its name, its role, and `counter` or `increase`. */
  withEventSeries(text: string | undefined, series: readonly string[]): string;
  version(): string;
  initSync(options: { module: WebAssembly.Module }): { readonly memory: WebAssembly.Memory };
}

/** Imports the core's glue. It is not initialised yet. */
export async function importCore(glue: string): Promise<Core> {
  return (await importPart(glue)) as Core;
}

/**
 * The review document `slo-review/1` and what else the engine hands to the page. Every figure on the page comes from here.
 * Instants are RFC 3339 in UTC, ratios are unrounded fractions, `null` means no data or not applicable.
 */

/** What the error budget policy says at an instant. */
export type PolicyStateName = "noData" | "normal" | "freeze" | "stabilise";

/** A stretch of time that is written as two instants. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The availability SLI over the window. */
export interface Availability {
  readonly good: number;
  readonly bad: number;
  readonly total: number;
  readonly excluded: number;
  readonly ratio: number | null;
  /** The ratio as a percentage, rounded toward the bad side. */
  readonly shown: string | null;
  /** The 95 % Wilson interval. */
  readonly confidence: { readonly low: number; readonly high: number } | null;
  readonly met: boolean | null;
  readonly lowVolume: boolean;
  /** The same figures as if no exclusion were loaded; null where nothing is excluded. */
  readonly withoutExclusions?: Omit<Availability, "withoutExclusions"> | null;
}

/** The burn rate over one window. */
export interface Burn {
  readonly windowSeconds: number;
  readonly bad: number;
  readonly total: number;
  readonly rate: number | null;
}

/** The error budget. */
export interface Budget {
  readonly fraction: number;
  readonly spent: number | null;
  readonly spent3d: number | null;
  readonly remaining: number | null;
  readonly failuresAllowed: number;
  readonly failuresLeft: number;
  readonly burn: readonly Burn[];
}

/** One change of the policy state. */
export interface PolicyChange {
  readonly at: string;
  readonly from: PolicyStateName;
  readonly to: PolicyStateName;
  readonly provisional?: boolean;
}

/** The policy state at the reviewed instant. */
export interface Policy {
  readonly state: PolicyStateName;
  readonly since: string | null;
  readonly liftsAt: string | null;
  readonly changes: readonly PolicyChange[];
  /** The state as a sentence with its numbers. */
  readonly sentence?: string;
  readonly allowed?: string;
  readonly blocked?: string;
  readonly provisional?: boolean;
  /** When the state lifts by itself, as a sentence. */
  readonly lifts?: string | null;
}

/** A file as the review lists it. */
export interface ReviewedFile {
  readonly name: string;
  readonly format: string;
  readonly records: number;
  readonly skipped: number;
  readonly covers: readonly Period[];
}

/** An ISO week (Monday to Sunday, UTC) that the data reaches into. */
export interface Week {
  /** Such as `2026-W08`. */
  readonly label: string;
  /** The Monday 00:00 that ends it. */
  readonly end: string;
  /** Whether the data spans all of it. */
  readonly full: boolean;
}

/** How many jobs a namespace has. */
export interface NamespaceCount {
  readonly name: string;
  readonly jobs: number;
  readonly inScope: boolean;
}

/** Where the figures come from. */
export interface ReviewedData {
  readonly files: readonly ReviewedFile[];
  readonly watermark: string | null;
  readonly coverage: number | null;
  readonly provisional: boolean;
  readonly warnings: readonly { readonly file: string; readonly code: string; readonly count: number; readonly message: string }[];
  readonly range?: Period | null;
  readonly weeks?: readonly Week[];
  readonly namespaces?: readonly NamespaceCount[];
  readonly scopePattern?: string;
}

/** Counts of jobs: `total` of any scope, the others of jobs in scope. */
export interface JobCounts {
  readonly total: number;
  readonly inScope: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly running: number;
  readonly pending: number;
  readonly suspended: number;
  readonly aborted: number;
  readonly stuck: number;
  readonly malformed: number;
  readonly byKind: Readonly<Record<string, number>>;
  /** Sentences that say which kinds of source were seen. */
  readonly sources?: readonly string[];
}

/** The review of one instant. */
export interface Review {
  readonly schema: string;
  readonly asOf: string | null;
  readonly window: Period | null;
  readonly slo: {
    readonly service: string;
    readonly name: string;
    readonly target: number;
    readonly windowSeconds: number;
    readonly file?: string;
  };
  readonly data: ReviewedData;
  readonly jobs: JobCounts;
  readonly availability: Availability;
  readonly budget: Budget;
  readonly policy: Policy;
}

/** A place in a file: records and lines count from 1, bytes from 0. */
export interface Position {
  readonly record?: number | null;
  readonly line: number;
  readonly byte: number;
}

/** Something in a file that did not stop the reading. */
export interface FileWarning {
  readonly code: string;
  readonly count: number;
  readonly message: string;
  readonly examples: readonly (Position & { readonly what: string })[];
}

/** A file that was read. */
export interface FileSummary {
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
  readonly records: number;
  readonly skipped: number;
  readonly jobs: number;
  readonly covers: readonly Period[];
  readonly earliest?: string | null;
  readonly newest?: string | null;
  readonly warnings: readonly FileWarning[];
}

/** A file that could not be read. */
export interface FileProblem {
  readonly type: "file";
  readonly file: string;
  readonly code: string;
  readonly what: string;
  readonly position?: Position | null;
  readonly remedy: string;
}

/** An SLO file that was refused. */
export interface SloProblem {
  readonly type: "slo";
  readonly file: string;
  readonly problems: readonly {
    readonly line: number;
    readonly column: number;
    readonly path: string;
    readonly message: string;
    readonly remedy: string;
  }[];
}

/** The lists of jobs that the page shows. */
export type JobList = "failed" | "excluded" | "stuck";

/** What the job lists can be sorted by. */
export type JobSort = "end" | "start" | "namespace" | "name" | "kind" | "reason" | "duration";

/** Which part of which list is asked for. */
export interface JobQuery {
  readonly list: JobList;
  readonly asOf?: string | undefined;
  readonly search: string;
  readonly sort: JobSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** One job of a list. */
export interface JobRow {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly outcome: string;
  readonly start?: string | null;
  readonly end?: string | null;
  readonly durationSeconds?: number | null;
  readonly reason: string;
  readonly message: string;
  /** Of an excluded job: which window took it out. */
  readonly why?: string | null;
}

/** A part of a list: `total` jobs are in it, `matched` of them match the search. */
export interface JobPage {
  readonly total: number;
  readonly matched: number;
  readonly rows: readonly JobRow[];
}

/** The charts. */
export type ChartKind = "availability" | "budget" | "outcomes";

/** What a chart says at one of its columns. */
export interface Readout {
  readonly column: number;
  /** The place in CSS pixels from the canvas's left edge. */
  readonly x: number;
  readonly at: string;
  readonly lines: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
}

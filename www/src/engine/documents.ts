/**
 * What the core hands to the page: the review document `slo-review/1` with its extra keys, the SLO, and pages of jobs.
 *
 * Instants are RFC 3339 in UTC; durations are seconds; ratios are fractions. `null` means no data or not applicable.
 */

import type { ZoneTable } from "../time/zone.ts";
import type { Alert, Operations, RollbackPlan, RollbackTrigger } from "./alerts.ts";
import type { Recovery } from "./recovery.ts";

/** An instant, RFC 3339 in UTC, such as `2026-02-26T12:00:00Z`. */
export type Instant = string;

/** A span of time. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** What the error budget policy says. */
export type PolicyState = "noData" | "normal" | "freeze" | "stabilise";

/** How many jobs are bad within a window, and how fast that spends the budget. */
export interface Burn {
  readonly windowSeconds: number;
  readonly bad: number;
  readonly total: number;
  /** 1 spends exactly the budget over the SLO's window; `null` without events. */
  readonly rate: number | null;
}

/** The availability SLI over the window. */
export interface Availability {
  readonly good: number;
  readonly bad: number;
  readonly total: number;
  readonly excluded: number;
  readonly ratio: number | null;
  /** The ratio as people read it, such as `98.43%`. */
  readonly shown: string | null;
  readonly confidence: { readonly low: number; readonly high: number } | null;
  readonly met: boolean | null;
  readonly lowVolume: boolean;
}

/** The error budget over the window. */
export interface Budget {
  readonly fraction: number;
  readonly spent: number | null;
  readonly spent3d: number | null;
  readonly remaining: number | null;
  readonly failuresAllowed: number;
  readonly failuresLeft: number;
  readonly burn: readonly Burn[];
}

/** One change of the policy's state. */
export interface PolicyChange {
  readonly at: Instant;
  readonly from: PolicyState;
  readonly to: PolicyState;
  readonly provisional: boolean;
}

/** The policy's verdict with the sentences that people act on. */
export interface Policy {
  readonly state: PolicyState;
  readonly since: Instant | null;
  readonly liftsAt: Instant | null;
  readonly changes: readonly PolicyChange[];
  /** The state as a sentence with its numbers. */
  readonly sentence: string;
  readonly allowed: string;
  readonly blocked: string;
  readonly provisional: boolean;
  /** When the state lifts by itself, as a sentence. */
  readonly lifts: string;
}

/** One loaded file, as the review document lists it. */
export interface ReviewedFile {
  readonly name: string;
  readonly format: string;
  readonly records: number;
  readonly skipped: number;
  readonly covers: readonly Interval[];
}

/** A kind of warning about a file, counted. */
export interface ReviewWarning {
  readonly file: string;
  readonly code: string;
  readonly count: number;
  readonly message: string;
}

/** An ISO week of the data. */
export interface Week {
  /** Such as `2026-W08`. */
  readonly label: string;
  readonly end: Instant;
  /** Whether the data reaches over the whole week. */
  readonly full: boolean;
}

/** A namespace that was read. */
export interface Namespace {
  readonly name: string;
  readonly jobs: number;
  readonly inScope: boolean;
}

/** The review document. */
export interface Review {
  readonly schema: "slo-review/1";
  readonly asOf: Instant | null;
  readonly window: Interval | null;
  readonly slo: {
    readonly service: string;
    readonly name: string;
    readonly target: number;
    readonly windowSeconds: number;
    /** The SLO file's name, or `embedded default`. */
    readonly file: string;
  };
  readonly data: {
    readonly files: readonly ReviewedFile[];
    readonly watermark: Instant | null;
    readonly coverage: number | null;
    readonly provisional: boolean;
    readonly warnings: readonly ReviewWarning[];
    readonly range: Interval | null;
    readonly weeks: readonly Week[];
    readonly namespaces: readonly Namespace[];
    readonly scopePattern: string;
  };
  readonly jobs: {
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
    /** Sentences on the kinds of source that were seen. */
    readonly sources: readonly string[];
  };
  readonly availability: Availability & {
    /** The figures as if no exclusion were loaded; `null` where nothing is excluded. */
    readonly withoutExclusions: Availability | null;
    /** The maintenance windows that take jobs out of the window, with how many. */
    readonly exclusions: readonly { readonly from: Instant; readonly to: Instant | null; readonly good: number; readonly bad: number }[];
  };
  readonly budget: Budget;
  readonly policy: Policy;
  readonly recovery: Recovery;
  /** In the order of the SLO file. */
  readonly alerts: readonly Alert[];
  readonly rollback: readonly RollbackTrigger[];
  readonly operations: Operations;
}

/** One loaded file with what was found in it. */
export interface FileSummary {
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
  readonly records: number;
  readonly skipped: number;
  readonly jobs: number;
  readonly exclusions?: number;
  readonly covers: readonly Interval[];
  readonly earliest?: Instant;
  readonly newest?: Instant;
  readonly warnings: readonly FileWarning[];
}

/** A kind of warning about a file with examples and their places. */
export interface FileWarning {
  readonly code: string;
  readonly count: number;
  readonly message: string;
  readonly examples: readonly (Position & { readonly what: string })[];
}

/** A place in a file. */
export interface Position {
  readonly record?: number;
  readonly line: number;
  readonly byte: number;
}

/** An SLO as the page shows it. */
export interface SloView {
  /** The file's name, or `embedded default`. */
  readonly file: string;
  readonly service: string;
  readonly displayName: string;
  readonly description: string;
  readonly name: string;
  readonly target: number;
  readonly windowSeconds: number;
  readonly recoveryTargetSeconds?: number | null;
  readonly scopePattern: string;
  readonly cujs: readonly { readonly id: string; readonly text: string }[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
  readonly owner: string;
  readonly approval: { readonly status: string; readonly by?: string | null; readonly at?: string | null };
  /** Fields of the file that are accepted and not used. */
  readonly notes?: readonly { readonly line: number; readonly column: number; readonly path: string; readonly message: string }[];
  readonly policy: readonly {
    readonly state: PolicyState;
    readonly windowSeconds: number;
    readonly threshold: number;
    readonly allowed: string;
    readonly blocked: string;
  }[];
  /** What to do once a trigger of the rollback plan is pulled. */
  readonly rollback?: RollbackPlan;
}

/** What a review is made for. */
export interface ReviewOptions {
  /** The instant of the review; the newest of the data where it is absent. */
  readonly asOf?: Instant;
  /** The zone whose civil days the daily figures are of; UTC where it is absent. */
  readonly zone?: ZoneTable;
}

/** The formats of a report. */
export type ReportFormat = "text" | "markdown" | "json";

/** The lists of jobs. */
export type JobList = "failed" | "excluded" | "stuck";

/** What jobs can be sorted by. */
export type JobSort = "end" | "start" | "namespace" | "name" | "kind" | "reason" | "duration";

/** A part of a list of jobs. */
export interface JobQuery {
  readonly list: JobList;
  readonly asOf?: Instant;
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
  readonly start?: Instant;
  readonly end?: Instant;
  readonly durationSeconds?: number;
  readonly reason: string;
  /** The first 4 KB of the job's own text. */
  readonly message: string;
  /** Which window excludes the job, where one does. */
  readonly why?: string;
}

/** A part of a list of jobs with the list's size, before and after the search. */
export interface JobPage {
  readonly total: number;
  readonly matched: number;
  readonly rows: readonly JobRow[];
}

/** The charts. */
export type ChartKind =
  | "availability"
  | "budget"
  | "outcomes"
  | "durations"
  | "daily"
  | "incident"
  | "firings"
  | "buildTimes"
  | "starts"
  | "failedQuarter"
  | "failedHour"
  | "evidence";

/** What a chart is drawn from; only the chart itself looks inside. */
export type ChartModel = Uint8Array;

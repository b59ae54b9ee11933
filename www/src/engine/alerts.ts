/** The `alerts`, `rollback` and `operations` sections of the review document. Durations are seconds; `null` is no data. */

import type { Instant } from "./documents.ts";

/** How an alert stands: `notEvaluable` where the data cannot tell. */
export type AlertState = "firing" | "inactive" | "notEvaluable";

/** Whom an alert calls. */
export type Severity = "page" | "ticket";

/** An alert of the SLO, replayed over the data. */
export interface Alert {
  readonly name: string;
  readonly severity: Severity;
  /** At the reviewed instant. */
  readonly state: AlertState;
  /** What the peaks of its firings are: failed jobs, pieces of evidence, a ratio of 1, a burn rate, or seconds. */
  readonly unit: "jobs" | "pieces" | "ratio" | "rate" | "seconds";
  /** Oldest first. */
  readonly firings: readonly Firing[];
  /** What makes it fire, in words. */
  readonly condition: string;
  /** The figures that the condition compares, at the reviewed instant, in words. */
  readonly now: string;
  /** The share of the window's budget that is gone when a burn of just this speed has lasted for its long window; `null` for other alerts. */
  readonly budgetShare: number | null;
  /** Why it stands as it does: a sentence. */
  readonly reason: string;
  readonly lastFired: Instant | null;
  readonly firedInWindow: number;
  /** Pages or tickets: one a key, or one a firing where there are no keys. */
  readonly sentInWindow: number;
  readonly judgement: AlertJudgement;
  /** What to do when it fires; may be empty. */
  readonly action: string;
  /** The document that says how; may be empty. */
  readonly runbook: string;
}

/** A stretch of time over which an alert fired. */
export interface Firing {
  readonly from: Instant;
  /** The first instant at which it does not fire any more; `null` while it does. */
  readonly to: Instant | null;
  /** The worst that was seen in it, in the alert's unit. */
  readonly peak: number;
  /** Its parts that a maintenance window silences. */
  readonly silenced: readonly { readonly from: Instant; readonly to: Instant | null }[];
  /** Whom it calls about: `namespace/class/kind`; none of an alert that counts no single failures. */
  readonly notifications: readonly string[];
}

/** The failures that made an alert fire. */
export interface FiringJobs {
  readonly total: number;
  /** The newest of them, newest first. */
  readonly rows: readonly FiringJob[];
}

/** A failed job, or a text that tells of one that is not loaded. What is not known is empty or `null`. */
export interface FiringJob {
  readonly at: Instant;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly class: string;
  readonly reason: string;
  readonly durationSeconds: number | null;
  /** The id of the incident that it is evidence of. */
  readonly incident: string | null;
}

/** How good an alert was over the loaded data. */
export interface AlertJudgement {
  readonly incidents: number;
  readonly caught: number;
  /** From an incident's opening to its first firing, of the caught ones. */
  readonly medianDelaySeconds: number | null;
  readonly longestDelaySeconds: number | null;
  /** The most failures that counted between an incident's opening and its first firing. */
  readonly mostFailuresBefore: number | null;
  readonly firings: number;
  /** Firings that touch no incident. */
  readonly falseAlarms: number;
  readonly sent: number;
  readonly sentPerWeek: number | null;
}

/** A trigger of the rollback plan. */
export interface RollbackTrigger {
  readonly trigger: string;
  readonly value: boolean | "notEvaluable";
  /** Why: a sentence. */
  readonly reason: string;
}

/** Figures of the pipeline's work. */
export interface Operations {
  readonly buildP95Seconds: number | null;
  readonly startedLast15m: number | null;
  readonly failedRatioLast1h: number | null;
  readonly failedRatioLast15m: number | null;
  /** The builds that the percentile is of, and those behind the shares. */
  readonly buildsSucceeded: number;
  readonly failedLast1h: number;
  readonly endedLast1h: number;
  readonly failedLast15m: number;
  readonly endedLast15m: number;
  /** Of each class that opens incidents. */
  readonly evidence: readonly EvidenceCount[];
}

/** How many pieces of evidence there are of a class. */
export interface EvidenceCount {
  readonly class: string;
  readonly last15m: number;
  readonly last1h: number;
  readonly inWindow: number;
}

/** What to do once a trigger is pulled, out of the SLO file. */
export interface RollbackPlan {
  /** The document that says more; may be empty. */
  readonly document: string;
  /** In the order in which they are decided. */
  readonly steps: readonly { readonly name: string; readonly text: string }[];
  /** What must be seen afterwards, and for how long. */
  readonly check: { readonly windowSeconds: number; readonly text: string } | null;
}

/** The `recovery` section of the review document: incidents and how long they took. Durations are seconds; `null` is no data. */

import type { Instant } from "./documents.ts";

/** SLI-2: how fast the service recovered. */
export interface Recovery {
  /** How long a recovery may take; `null` where the SLO promises nothing about it. */
  readonly targetSeconds: number | null;
  /** All incidents opened up to the reviewed instant, oldest first. */
  readonly incidents: readonly Incident[];
  /** Over the SLO's window. */
  readonly mttr: Mttr;
  /** By civil day of the recovery in `timezone`, over all data; only days with a recovery that counts. */
  readonly daily: readonly DayMttr[];
  readonly timezone: string;
  /** The mean time to recovery as a sentence with counts. */
  readonly sentence: string;
  /** Mitigations that belong to no incident. */
  readonly strayMitigations: readonly StrayMitigation[];
}

/** The mean time to recovery. */
export interface Mttr {
  readonly count: number;
  readonly open: number;
  readonly meanSeconds: number | null;
  readonly medianSeconds: number | null;
  readonly maxSeconds: number | null;
  /** The share recovered within the target. */
  readonly withinTarget: number | null;
}

/** The mean time to recovery of a civil day. */
export interface DayMttr {
  readonly day: string;
  readonly count: number;
  readonly meanSeconds: number;
  readonly medianSeconds: number;
  readonly maxSeconds: number;
  readonly withinTarget: number | null;
}

/** How an incident stands against the target. */
export type IncidentState = "open" | "breached" | "within" | "missed" | "recovered";

/** One incident. */
export interface Incident {
  /** `<class>-<n>`. */
  readonly id: string;
  readonly class: string;
  readonly openedAt: Instant;
  readonly mitigatedAt: Instant | null;
  readonly recoveredAt: Instant | null;
  /** The first success that stayed clean, also while its half hour is not over. */
  readonly verifiedAt: Instant | null;
  readonly verification: "clean" | "pending" | "unverified";
  readonly durationSeconds: number | null;
  readonly verifiedSeconds: number | null;
  readonly withinTarget: boolean | null;
  readonly open: boolean;
  readonly evidence: number;
  /** The reason of the outage that excludes it. */
  readonly excluded: string | null;
  readonly source: "jobs" | "timeline" | "reported";
  readonly state: IncidentState;
  /** Of an open incident, at the reviewed instant. */
  readonly ageSeconds: number | null;
  /** Until when evidence joins it, where that is known. */
  readonly overAt: Instant | null;
  /** Why the literal and the verified duration differ, where they do. */
  readonly difference: string | null;
  /** Who states the mitigation. */
  readonly mitigatedBy: "timeline" | "reviewer" | null;
  /** The file that states the mitigation, or that reports the incident. */
  readonly statedIn: string | null;
  readonly timelineId: string | null;
  readonly title: string | null;
  readonly notes: readonly string[];
  /** The outages that touch it, by beginning. */
  readonly outages: readonly IncidentOutage[];
  /** The successes that were looked at, in order; the last may be the recovery. */
  readonly candidates: readonly Candidate[];
  /** By time; at most the first hundred. */
  readonly evidenceItems: readonly Evidence[];
  /** What timelines say of it, by time. */
  readonly events: readonly TimelineEvent[];
}

/** An outage that touches an incident. */
export interface IncidentOutage {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly confirmed: boolean;
  readonly confirmedBy: string | null;
  readonly reason: string | null;
}

/** A success that was looked at as the recovery. */
export interface Candidate {
  readonly at: Instant;
  readonly startedAt: Instant;
  readonly namespace: string;
  readonly job: string;
  /** The evidence within half an hour that makes it void. */
  readonly voidedBy: Instant | null;
}

/** One piece of evidence. What is not known is empty. */
export interface Evidence {
  readonly at: Instant;
  readonly namespace: string;
  readonly job: string;
  readonly run: string;
  readonly kind: string | null;
  /** `job` for a failed job that is loaded, `text` for a text whose job is not. */
  readonly from: "job" | "text";
  /** The words of the rule that gave the class. */
  readonly rule: string;
  readonly ruleKind: string;
  readonly file: string;
  readonly line: number | null;
  readonly text: string;
}

/** An entry of a timeline. */
export interface TimelineEvent {
  readonly at: Instant;
  readonly type: "detected" | "mitigation" | "recovery" | "note";
  readonly text: string;
  readonly file: string;
}

/** A mitigation that belongs to no incident. */
export interface StrayMitigation {
  readonly at: Instant;
  readonly class: string | null;
  readonly file: string;
  /** Why it belongs to none, and what to do. */
  readonly why: string;
}

/** What the core says about figures of the SLO file that are tried out. Durations are seconds; `null` is no data. */

import type { AlertJudgement, AlertState, Severity } from "./alerts.ts";
import type { Instant, PolicyState } from "./documents.ts";
import type { Mttr } from "./recovery.ts";

/** How a figure is written in the file. */
export type TunableUnit = "decimal" | "percent" | "share" | "length" | "count" | "seconds";

/** A figure of the SLO file that can be tuned. */
export interface Tunable {
  /** Such as `alerts.burn-fast.above`, `policy.freeze.threshold` or `objective.target`. */
  readonly id: string;
  readonly unit: TunableUnit;
  /** As the file writes it; `null` where it says nothing and a default holds. */
  readonly value: string | null;
}

/** A figure and what it is to be, as the file would write it. */
export interface TunedChange {
  readonly id: string;
  readonly value: string;
}

/** A failed job by what tells it from others. */
export interface NamedJob {
  readonly namespace: string;
  readonly name: string;
  readonly end: Instant;
}

/** What is tried out: changed figures, and what is left out of the history as if it had not been. */
export interface TuneRequest {
  readonly asOf: Instant;
  readonly changes: readonly TunedChange[];
  /** By their ids. */
  readonly incidents: readonly string[];
  readonly jobs: readonly NamedJob[];
}

/** What that would have meant over the loaded data. */
export interface Tuned {
  /** Where the strips begin and end. */
  readonly from: Instant;
  readonly asOf: Instant;
  readonly good: number;
  readonly bad: number;
  readonly availabilityShown: string | null;
  readonly targetShown: string;
  readonly met: boolean | null;
  readonly lowVolume: boolean;
  readonly spentShown: string | null;
  readonly failuresAllowed: number;
  /** At `asOf`. */
  readonly state: PolicyState;
  readonly states: readonly { readonly state: PolicyState; readonly seconds: number }[];
  /** How often the state changed. */
  readonly changes: number;
  /** The strictest state in each of equal parts of the time: `-` for no data, else the state's first letter. */
  readonly strip: string;
  readonly mttr: Mttr;
  /** In the order of the SLO file. */
  readonly alerts: readonly TunedAlert[];
}

/** An alert with the figures that are tried out. */
export interface TunedAlert extends AlertJudgement {
  readonly name: string;
  readonly severity: Severity;
  /** At `asOf`. */
  readonly state: AlertState;
  /** `f` for each of equal parts of the time in which it fired, else `-`. */
  readonly strip: string;
}

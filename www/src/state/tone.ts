import type { Alert, AlertState, RollbackTrigger } from "../engine/alerts.ts";
import type { PolicyState, Review } from "../engine/documents.ts";
import type { Incident, IncidentState } from "../engine/recovery.ts";

/**
 * How good a figure is. One function decides a state, its word, its colour and the shape of its icon together, so that a
 * green tile never stands beside a red word.
 */
export type Tone = "good" | "warn" | "bad" | "none";

/** A judgement in a word, with the tone that colours it and shapes its icon. */
export interface Judgement {
  readonly tone: Tone;
  readonly word: string;
}

const POLICY: Readonly<Record<PolicyState, Judgement>> = {
  normal: { tone: "good", word: "Normal" },
  freeze: { tone: "warn", word: "Freeze" },
  stabilise: { tone: "bad", word: "Stabilise" },
  noData: { tone: "none", word: "No data" },
};

/** The judgement of a policy state. */
export function policyJudgement(state: PolicyState): Judgement {
  return POLICY[state];
}

/** As much of a review as the judgement of its availability needs. */
interface Verdict {
  readonly availability: Pick<Review["availability"], "met" | "lowVolume">;
  readonly policy: Pick<Review["policy"], "state">;
}

/** The judgement of the SLI against its objective. A met objective is not called good while the policy is strict. */
export function availabilityJudgement({ availability: { met, lowVolume }, policy: { state } }: Verdict): Judgement {
  if (met === null) return { tone: "none", word: "No data" };
  if (!met) return { tone: "bad", word: "Objective missed" };
  const policy = policyJudgement(state);
  if (policy.tone === "bad" || policy.tone === "warn") return { tone: policy.tone, word: "Met, budget going fast" };
  return { tone: "good", word: lowVolume ? "Met, on few events" : "Objective met" };
}

/** The judgement of what is left of the budget. */
export function budgetJudgement(review: Review): Judgement {
  const { remaining } = review.budget;
  if (remaining === null) return { tone: "none", word: "No data" };
  if (remaining < 0) return { tone: "bad", word: "Overspent" };
  const { tone, word } = policyJudgement(review.policy.state);
  return tone === "good" ? { tone, word: "Within the policy" } : { tone, word: `${word} is in force` };
}

/** The judgement of the failures that may still happen. */
export function failuresJudgement(review: Review): Judgement {
  if (review.availability.total === 0) return { tone: "none", word: "No data" };
  const left = review.budget.failuresLeft;
  if (left < 0) return { tone: "bad", word: "Over the allowance" };
  const { tone, word } = policyJudgement(review.policy.state);
  if (tone !== "good") return { tone, word: `${word} is in force` };
  return left === 0 ? { tone: "warn", word: "None left" } : { tone, word: "Within the allowance" };
}

/** The judgement of how much of the window the data covers. */
export function coverageJudgement(review: Review): Judgement {
  const { coverage, provisional } = review.data;
  if (coverage === null || review.asOf === null) return { tone: "none", word: "No data" };
  return provisional ? { tone: "warn", word: "Verdict is provisional" } : { tone: "good", word: "Enough for a verdict" };
}

const INCIDENT: Readonly<Record<IncidentState, Judgement>> = {
  open: { tone: "warn", word: "Open" },
  breached: { tone: "bad", word: "Open, over target" },
  within: { tone: "good", word: "Within target" },
  missed: { tone: "bad", word: "Over target" },
  recovered: { tone: "none", word: "Recovered" },
};

/** The judgement of an incident's state. */
export function incidentStateJudgement(state: IncidentState): Judgement {
  return INCIDENT[state];
}

/** The judgement of an incident. One that is excluded is held against nobody. */
export function incidentJudgement({ state, excluded }: Pick<Incident, "state" | "excluded">): Judgement {
  return excluded === null ? INCIDENT[state] : { tone: "none", word: "Excluded" };
}

/** The judgement of the mean time to recovery. It is not good while an incident runs over its target. */
export function mttrJudgement({ recovery: { mttr, targetSeconds, incidents } }: Review): Judgement {
  const { count, open, meanSeconds, withinTarget } = mttr;
  if (count === 0 && open === 0) return { tone: "none", word: "No data" };
  if (incidents.some(({ state, excluded }) => state === "breached" && excluded === null)) return { tone: "bad", word: "One runs over target" };
  if (targetSeconds === null) return { tone: "none", word: "No target" };
  if (meanSeconds !== null && meanSeconds > targetSeconds) return { tone: "bad", word: "Mean over target" };
  if (open > 0) return { tone: "warn", word: "One is open" };
  return withinTarget === 1 ? { tone: "good", word: "All within target" } : { tone: "warn", word: "Mean within target" };
}

const ALERT: Readonly<Record<AlertState, Judgement>> = {
  firing: { tone: "bad", word: "Firing" },
  notEvaluable: { tone: "none", word: "Cannot be told" },
  inactive: { tone: "good", word: "Inactive" },
};

/** The judgement of an alert. A ticket that fires is not as bad as a page, and what cannot be told is never called well. */
export function alertJudgement({ state, severity }: Pick<Alert, "state" | "severity">): Judgement {
  return state === "firing" && severity === "ticket" ? { ...ALERT.firing, tone: "warn" } : ALERT[state];
}

/** The judgement of a trigger of the rollback plan. */
export function triggerJudgement(value: RollbackTrigger["value"]): Judgement {
  if (value === "notEvaluable") return ALERT.notEvaluable;
  return value ? { tone: "bad", word: "Yes" } : { tone: "good", word: "No" };
}

/** The tone that the engine names in a chart's readout. */
export function readoutTone(name: string): Tone {
  return name === "good" || name === "warn" || name === "bad" ? name : "none";
}

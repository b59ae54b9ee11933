import type { PolicyState, Review } from "../engine/documents.ts";

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

/** The judgement of the SLI against its objective. A met objective is not called good while the policy is strict. */
export function availabilityJudgement(review: Review): Judgement {
  const { met, lowVolume } = review.availability;
  if (met === null) return { tone: "none", word: "No data" };
  if (!met) return { tone: "bad", word: "Objective missed" };
  const policy = policyJudgement(review.policy.state);
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

/** The tone that the engine names in a chart's readout. */
export function readoutTone(name: string): Tone {
  return name === "good" || name === "warn" || name === "bad" ? name : "none";
}

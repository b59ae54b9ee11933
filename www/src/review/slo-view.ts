import type { PolicyStateName } from "./types";

/** One step of the budget policy, as the page shows it. */
export interface SloPolicyStep {
  readonly state: PolicyStateName;
  readonly windowSeconds: number;
  /** The share of the window's budget; exactly that much does not trigger. */
  readonly threshold: number;
  readonly allowed: string;
  readonly blocked: string;
}

/** What the page shows of an SLO file. */
export interface SloView {
  /** The file's name, or `embedded default`. */
  readonly file: string;
  readonly service: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly name: string;
  readonly target: number;
  readonly windowSeconds: number;
  readonly recoveryTargetSeconds?: number;
  readonly scopePattern: string;
  readonly kinds?: readonly string[];
  readonly countedKinds?: readonly string[];
  readonly owner?: string;
  readonly approval?: { readonly status: string; readonly by?: string | null; readonly at?: string | null };
  readonly journeys?: readonly { readonly id: string; readonly text: string }[];
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
  readonly policy?: {
    readonly steps: readonly SloPolicyStep[];
    readonly normal: { readonly allowed: string; readonly blocked: string };
  };
}

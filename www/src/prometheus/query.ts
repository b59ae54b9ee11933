/** What is asked of a Prometheus, as the core states it for the loaded SLO. */

import type { Interval } from "../engine/documents.ts";

/** What to ask for, and how. */
export interface ExportRequest extends Interval {
  /** The most points of a series in one part. Without it, as many as Prometheus gives out at once. */
  readonly points?: number;
  /** The server that the commands ask. */
  readonly server?: string;
}

/** One query. */
export interface Query {
  /** What its answers are called. */
  readonly name: string;
  /** What it asks for, as a sentence. */
  readonly about: string;
  readonly kind: "range";
  readonly promql: string;
  /** Commands for a shell that save the answers, one a part. */
  readonly curl: string;
  readonly promtool: string;
}

/** The queries, and the parts of the time in which each is to be asked. */
export interface Exports {
  /** Seconds between two points. */
  readonly stepSeconds: number;
  readonly chunks: readonly Interval[];
  /** Empty where nothing can be asked for; `notes` say why. */
  readonly queries: readonly Query[];
  /** What whoever asks should know, each as a sentence. */
  readonly notes: readonly string[];
}

/** What the events of a series are. */
export type EventRole = "good" | "bad" | "total";

/** A series, or a file whose series have no name, and what its events are. */
export interface SeriesRole {
  readonly name: string;
  readonly role: EventRole;
  /** Whether each sample is the number of events since the one before it, and not all so far. */
  readonly increase: boolean;
}

/** The ways in which a query can be shown. */
export type Way = "promql" | "curl" | "promtool";

/** The ways with their names, in order. */
export const WAYS: readonly (readonly [way: Way, name: string])[] = [
  ["promql", "PromQL"],
  ["curl", "curl"],
  ["promtool", "promtool"],
];

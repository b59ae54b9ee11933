/** What is asked of a Prometheus, as the core states it for the loaded SLO. */

import type { Interval } from "../engine/documents.ts";

/** One query, over some time. */
export interface Query {
  /** The series that it gives. */
  readonly name: string;
  /** What it is needed for. */
  readonly about: string;
  readonly promql: string;
  /** `instant` asks once, at the end of its only chunk. */
  readonly kind: "range" | "instant";
  /** Seconds between two points. */
  readonly step: number;
  /** The time in pieces, none with more points than Prometheus gives out at once. */
  readonly chunks: readonly Interval[];
}

/** One request of a query: a name for people, and what goes into the address. */
export interface Request {
  readonly name: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
}

/** The requests of some queries, in order. */
export function requestsOf(queries: readonly Query[]): readonly Request[] {
  return queries.flatMap(({ name, promql, kind, step, chunks }) =>
    chunks.map(({ from, to }): Request => {
      if (kind === "instant") return { name, path: "query", parameters: new URLSearchParams({ query: promql, time: to }) };
      const parameters = new URLSearchParams({ query: promql, start: from, end: to, step: String(step) });
      return { name, path: "query_range", parameters };
    }),
  );
}

/** A worker's holder: it keeps the files that were read and answers questions about them. */

import type { Core, Session } from "./core.ts";
import type { Review } from "./documents.ts";
import { isCoreProblem } from "./problem.ts";
import type { CallOrder, HolderCalls, HolderReport, SloSource } from "./protocol.ts";
import type { Tuned, TunedChange } from "./tuning.ts";

/** Holds the data in one session. */
export class Holding {
  readonly #session: Session;

  constructor(
    private readonly core: Core,
    private readonly memory: WebAssembly.Memory,
    slo: SloSource | undefined,
  ) {
    this.#session = new core.Session(slo?.name, slo?.text);
  }

  /** Answers one call. Throws only if the core trapped: this worker is of no use then. */
  answer(order: CallOrder): HolderReport {
    try {
      const value = this.#call(order);
      return { kind: "answer", id: order.id, value, memory: this.memory.buffer.byteLength };
    } catch (error) {
      if (isCoreProblem(error)) {
        return { kind: "refusal", id: order.id, problem: error };
      }
      throw error;
    }
  }

  #put(parcels: readonly Uint8Array<ArrayBuffer>[]): number {
    let index: number | undefined;
    for (const parcel of parcels) {
      index = this.#session.put(parcel);
    }
    if (index === undefined) {
      throw new Error("The pieces of a file ended before the file was whole.");
    }
    return index;
  }

  #call(order: CallOrder): ReturnType<HolderCalls[keyof HolderCalls]> {
    const session = this.#session;
    switch (order.name) {
      case "slo":
        return session.slo();
      case "checkSlo":
        return this.core.checkSlo(...order.args);
      case "put":
        return this.#put(...order.args);
      case "remove":
        return session.remove(...order.args);
      case "annotate":
        return session.annotate(...order.args);
      case "review":
        return JSON.parse(session.review(...order.args)) as Review;
      case "report":
        return session.report(...order.args);
      case "jobs":
        return session.jobs(...order.args);
      case "withEventSeries":
        return this.core.withEventSeries(order.args[0], order.args[1].flatMap(({ name, role, increase }) => [name, role, increase ? "increase" : "counter"]));
      case "rules":
        return session.rules();
      case "exports": {
        const [{ from, to, points, server }] = order.args;
        return session.exports(from, to, points, server);
      }
      case "firingJobs":
        return session.firingJobs(...order.args);
      case "chart":
        return session.chart(...order.args);
      case "tunables":
        return session.tunables();
      case "tuned":
        return session.tuned(order.args[0], flat(order.args[1]), order.args[2]);
      case "tune": {
        const [{ asOf, changes, incidents, jobs }] = order.args;
        const named = jobs.flatMap(({ namespace, name, end }) => [namespace, name, end]);
        return JSON.parse(session.tune(asOf, flat(changes), incidents, named)) as Tuned;
      }
    }
  }
}

/** Each id with its value behind it. */
function flat(changes: readonly TunedChange[]): readonly string[] {
  return changes.flatMap(({ id, value }) => [id, value]);
}

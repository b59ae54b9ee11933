import type { Engine } from "../engine/engine.ts";
import { ProblemError } from "../engine/problem.ts";
import type { Problem } from "../engine/problem.ts";
import type { Interval } from "../engine/documents.ts";
import type { Address } from "../prometheus/address.ts";
import { ask } from "../prometheus/ask.ts";
import { AskError, nothingToAsk, problemOf } from "../prometheus/failure.ts";
import { counted } from "../text/figures.ts";
import { utcDigits } from "../time/instant.ts";
import type { Store } from "./store.ts";

/** How many points of a series are asked for at once: a day of them at the usual step, and fewer where that is too much for the server. */
const POINTS = [1_440, 240, 40];

/** What the asker needs of the page around it. */
export interface Surroundings {
  readonly engine: Engine;
  readonly store: Store;
  readonly problem: (problem: Problem) => void;
  readonly announce: (text: string) => void;
  readonly add: (files: readonly File[]) => void;
}

/** The part of the controller that asks a Prometheus for what the SLO needs, and has the answers read like a file. */
export class Asker {
  readonly #around: Surroundings;
  #stop: AbortController | undefined;
  /** Names of files of answers that are being read. */
  readonly #awaited = new Map<string, Address>();

  constructor(around: Surroundings) {
    this.#around = around;
    around.engine.on("loaded", ({ name, records }) => {
      const address = this.#awaited.get(name);
      this.#awaited.delete(name);
      if (address === undefined || records > 0) return;
      around.problem({
        type: "file",
        file: name,
        code: "prometheus-empty",
        what: `${address.origin} knows the queries and has no series of these jobs in that time.`,
        remedy: "Check that kube-state-metrics is scraped, that the SLO file's namespaces are this cluster's, and that data is kept for so long.",
      });
    });
    around.engine.on("idle", () => this.#awaited.clear());
  }

  /** Asks for a span of time. What was being asked before is given up. */
  async ask(address: Address, authorization: string, span: Interval): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    try {
      const bodies = await this.#ask(address, authorization, span, stop.signal);
      stop.signal.throwIfAborted();
      if (bodies.length === 0) throw nothingToAsk();
      const digits = (at: string): string => utcDigits(at, "minute").replace(":", "");
      const name = `${new URL(address.origin).host} ${digits(span.from)} to ${digits(span.to)}.json`;
      this.#awaited.set(name, address);
      this.#around.announce(`${counted(bodies.length, "answer")} of ${address.origin}; they are being read.`);
      // One behind the other, as answers are in a file that a script has appended to.
      this.#around.add([new File(bodies.flatMap((body) => [body, "\n"]), name, { type: "application/json" })]);
    } catch (error) {
      if (stop.signal.aborted) return;
      this.#around.problem(error instanceof ProblemError ? error.problem : problemOf(address, error));
    } finally {
      if (this.#stop === stop) {
        this.#stop = undefined;
        this.#around.store.set({ asking: undefined });
      }
    }
  }

  /** Asks in parts, and in smaller ones where those are more than the server takes on. */
  async #ask(address: Address, authorization: string, span: Interval, signal: AbortSignal): Promise<Blob[]> {
    const { store, engine } = this.#around;
    for (const points of POINTS) {
      const exports = await engine.exports({ ...span, points });
      try {
        return await ask({ address, authorization, exports }, signal, (asked) => {
          if (!signal.aborted) store.set({ asking: { origin: address.origin, ...asked } });
        });
      } catch (error) {
        if (!(error instanceof AskError && error.isTooMuch) || points === POINTS.at(-1)) throw error;
      }
    }
    return [];
  }

  /** Gives up what is being asked; nothing of it is loaded. */
  cancel(): void {
    if (this.#stop === undefined) return;
    this.#stop.abort();
    this.#stop = undefined;
    this.#around.store.set({ asking: undefined });
    this.#around.announce("Asking cancelled. Nothing of it was loaded.");
  }
}

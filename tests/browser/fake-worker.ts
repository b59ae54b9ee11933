/**
 * A worker for tests of the engine, which does what its files' names say.
 *
 * A reader takes `good-*` as records, `*.yaml` as an SLO and `*annotations.json` as annotations, refuses `bad-*`, breaks on `crash-*`, and never ends on
 * `slow-*`. The holder keeps names, refuses an SLO named `refused.yaml`, and breaks when it is asked for the `json`
 * report.
 */

import type { CallOrder, HolderReport, Order, ReadOrder, ReaderReport, SloSource } from "../../www/src/engine/protocol.ts";

/** All workers that were made, oldest first. */
export const workers: FakeWorker[] = [];

export class FakeWorker extends EventTarget {
  role: "reader" | "holder" | undefined;
  terminated = false;
  /** The file that it was asked to read last. */
  reading: string | undefined;
  /** The names that the holder holds, with the SLO that they were read with. */
  readonly held: string[] = [];
  /** What the holder was told that the reviewer says. */
  annotations: string | undefined;
  #slo: SloSource | undefined;

  constructor() {
    super();
    workers.push(this);
  }

  postMessage(order: Order): void {
    queueMicrotask(() => {
      if (this.terminated) {
        return;
      }
      if (order.kind === "start") {
        this.role = order.role;
        this.#slo = order.slo;
        this.#say({ kind: "ready" });
      } else if (order.kind === "read") {
        this.#read(order);
      } else {
        this.#answer(order);
      }
    });
  }

  terminate(): void {
    this.terminated = true;
  }

  #say(report: ReaderReport | HolderReport): void {
    queueMicrotask(() => {
      if (!this.terminated) {
        this.dispatchEvent(new MessageEvent("message", { data: report }));
      }
    });
  }

  #read({ file: { name, size }, slo }: ReadOrder): void {
    this.reading = name;
    const effort = { total: 1, parsing: 1, memory: name.includes("huge") ? 65 * 1024 * 1024 : 1024 };
    if (name.startsWith("slow")) {
      this.#say({ kind: "progress", read: size / 2, bytesPerSecond: 1 });
    } else if (name.startsWith("crash")) {
      this.#say({ kind: "crashed", what: "unreachable" });
    } else if (name.startsWith("bad")) {
      const problem = { type: "file", file: name, code: "foreign", what: "not ours", remedy: "another file" } as const;
      this.#say({ kind: "refused", problem, effort });
    } else if (name.endsWith("annotations.json")) {
      const summary = { name, format: "annotations", bytes: size, records: 1, skipped: 0, jobs: 0, covers: [], warnings: [] };
      this.#say({ kind: "records", summary, parcels: [], effort });
    } else if (name.endsWith(".yaml")) {
      this.#say({ kind: "slo", text: `text of ${name}`, effort });
    } else {
      const summary = { name, format: "kubernetes-jobs", bytes: size, records: 1, skipped: 0, jobs: 1, covers: [], warnings: [] };
      const parcel = new TextEncoder().encode(`${name} by ${slo?.name ?? "default"}`);
      this.#say({ kind: "records", summary, parcels: [parcel], effort });
    }
  }

  #answer(order: CallOrder): void {
    const answer = (value: unknown): void => this.#say({ kind: "answer", id: order.id, value, memory: 0 } as HolderReport);
    switch (order.name) {
      case "put":
        this.held.push(new TextDecoder().decode(order.args[0][0]));
        return answer(this.held.length - 1);
      case "remove":
        this.held.splice(order.args[0], 1);
        return answer(undefined);
      case "annotate":
        if (order.args[0] === "refused") {
          const problem = { type: "file", file: "annotations", code: "invalid", what: "wrong", remedy: "right" } as const;
          return this.#say({ kind: "refusal", id: order.id, problem });
        }
        this.annotations = order.args[0];
        return answer(undefined);
      case "checkSlo":
        if (order.args[0] === "refused.yaml") {
          const problems = [{ line: 3, column: 5, path: "spec", message: "wrong", remedy: "right" }];
          return this.#say({ kind: "refusal", id: order.id, problem: { type: "slo", file: order.args[0], problems } });
        }
        return answer({ file: order.args[0] });
      case "slo":
        return answer({ file: this.#slo?.name ?? "embedded default" });
      case "report":
        if (order.args[0] === "json") {
          return this.#say({ kind: "crashed", what: "unreachable" });
        }
        return answer(this.held.join("\n"));
      default:
        return answer({ held: [...this.held] });
    }
  }
}

/** A worker's reader: it takes files one after another through the core. */

import { readChunks } from "./chunks.ts";
import type { Core, Session } from "./core.ts";
import { isCoreProblem, unreadable } from "./problem.ts";
import type { FileProblem, SloProblem } from "./problem.ts";
import type { Effort, ProgressReport, ReadOrder, ReadReport, SloSource } from "./protocol.ts";

/** The shortest time between two reports of progress, in milliseconds. */
const PROGRESS_INTERVAL = 100;

/** Reads files with one session, which is made anew only when the SLO changes. */
export class Reading {
  #session: Session;
  #slo: SloSource | undefined;

  constructor(
    private readonly core: Core,
    private readonly memory: WebAssembly.Memory,
    slo: SloSource | undefined,
  ) {
    this.#slo = slo;
    this.#session = new core.Session(slo?.name, slo?.text);
  }

  /** Reads one file. Rejects only if the core trapped: this worker is of no use then. */
  async read(order: ReadOrder, progress: (report: ProgressReport) => void): Promise<ReadReport> {
    const began = performance.now();
    let parsing = 0;
    const timed = <T>(work: () => T): T => {
      const from = performance.now();
      const made = work();
      parsing += performance.now() - from;
      return made;
    };
    const effort = (): Effort => ({ total: performance.now() - began, parsing, memory: this.memory.buffer.byteLength });
    let open = false;
    try {
      this.#follow(order.slo);
      this.#session.begin(order.file.name, order.file.size);
      open = true;
      let read = 0;
      let reported = began;
      await readChunks(order.file, (chunk) => {
        timed(() => this.#session.push(chunk));
        read += chunk.byteLength;
        const now = performance.now();
        if (now - reported >= PROGRESS_INTERVAL) {
          reported = now;
          progress({ kind: "progress", read, bytesPerSecond: (read * 1000) / (now - began) });
        }
      });
      const finished = timed(() => this.#session.finish());
      open = false;
      if (finished.kind === "slo") {
        return { kind: "slo", text: finished.text, effort: effort() };
      }
      return { kind: "records", summary: finished.file, parcels: timed(() => this.#parcels()), effort: effort() };
    } catch (error) {
      const problem = refusal(error, order.file);
      if (problem === undefined) {
        throw error;
      }
      if (open) {
        this.#session.abort();
      }
      return { kind: "refused", problem, effort: effort() };
    }
  }

  /** The finished file in pieces; each leaves the session's memory before the next is made. */
  #parcels(): readonly Uint8Array<ArrayBuffer>[] {
    const parcels: Uint8Array<ArrayBuffer>[] = [];
    for (let parcel = this.#session.take(); parcel !== undefined; parcel = this.#session.take()) {
      parcels.push(parcel as Uint8Array<ArrayBuffer>);
    }
    return parcels;
  }

  #follow(slo: SloSource | undefined): void {
    if (slo?.name === this.#slo?.name && slo?.text === this.#slo?.text) {
      return;
    }
    this.#session.free();
    this.#session = new this.core.Session(slo?.name, slo?.text);
    this.#slo = slo;
  }
}

/** The problem that an error stands for: the core's own, or the browser's about the file; else `undefined`. */
function refusal(error: unknown, file: File): FileProblem | SloProblem | undefined {
  if (isCoreProblem(error)) {
    return error;
  }
  return error instanceof DOMException ? unreadable(file.name, error) : undefined;
}

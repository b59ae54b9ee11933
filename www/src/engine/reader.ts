import { listen } from "./protocol.ts";
import type { ProgressReport, ReaderReport, ReadReport, SloSource, Spawn, StartOrder, WorkerPort } from "./protocol.ts";

/** What became of a reading: the reader's own report, or the end of the reader. */
export type ReadResult = ReadReport | { readonly kind: "stopped" } | { readonly kind: "crashed"; readonly what: string };

interface Reading {
  readonly settle: (result: ReadResult) => void;
  readonly progress: (report: ProgressReport) => void;
}

/** The page's end of a worker that reads files, one at a time. */
export class Reader {
  readonly #port: WorkerPort;
  #reading: Reading | undefined;
  #ended: ReadResult | undefined;
  #memory = 0;

  constructor(spawn: Spawn, start: Omit<StartOrder, "kind" | "role">) {
    this.#port = spawn();
    listen<ReaderReport>(this.#port, (report) => this.#heard(report), (what) => this.#end({ kind: "crashed", what }));
    this.#port.postMessage({ kind: "start", role: "reader", ...start }, []);
  }

  /** Whether the reader can still be asked. */
  get usable(): boolean {
    return this.#ended === undefined;
  }

  /** The size of its wasm memory after the last file, in bytes. It never shrinks. */
  get memory(): number {
    return this.#memory;
  }

  /** Reads one file. Never rejects. */
  read(file: File, slo: SloSource | undefined, progress: (report: ProgressReport) => void): Promise<ReadResult> {
    if (this.#ended !== undefined) {
      return Promise.resolve(this.#ended);
    }
    return new Promise((settle) => {
      this.#reading = { settle, progress };
      this.#port.postMessage({ kind: "read", file, slo }, []);
    });
  }

  /** Ends the worker at once and gives its memory back; a reading under way ends as `stopped`. */
  stop(): void {
    this.#end({ kind: "stopped" });
  }

  #heard(report: ReaderReport): void {
    switch (report.kind) {
      case "ready":
        return;
      case "progress":
        this.#reading?.progress(report);
        return;
      case "crashed":
        this.#end(report);
        return;
      default:
        this.#memory = report.effort.memory;
        this.#settle(report);
    }
  }

  #end(result: ReadResult): void {
    this.#ended ??= result;
    this.#port.terminate();
    this.#settle(result);
  }

  #settle(result: ReadResult): void {
    const reading = this.#reading;
    this.#reading = undefined;
    reading?.settle(result);
  }
}

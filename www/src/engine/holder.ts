import { ProblemError } from "./problem.ts";
import type { CrashProblem } from "./problem.ts";
import { listen } from "./protocol.ts";
import type { CallOrder, HolderCalls, HolderReport, Spawn, StartOrder, WorkerPort } from "./protocol.ts";

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** How long a worker may take to start, in milliseconds. Not every browser tells when a worker's script is lost on its way. */
const STARTS_WITHIN = 25_000;

/** The page's end of the worker that holds the data. */
export class Holder {
  /** Resolves once the worker has started; rejects with what it said if it cannot. */
  readonly ready: Promise<void>;
  readonly #port: WorkerPort;
  readonly #pending = new Map<number, Pending>();
  #next = 0;
  #memory = 0;
  #ended: Error | undefined;
  #started: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;

  /** `crashed` is called once, if the worker breaks after it had started. */
  constructor(
    spawn: Spawn,
    start: Omit<StartOrder, "kind" | "role">,
    private readonly crashed: (what: string) => CrashProblem,
  ) {
    this.ready = new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#crash("it did not answer"), STARTS_WITHIN);
      const settled = <Value>(settle: (value: Value) => void) => (value: Value): void => {
        clearTimeout(late);
        settle(value);
      };
      this.#started = { resolve: () => settled(resolve)(undefined), reject: settled(reject) };
    });
    this.#port = spawn();
    listen<HolderReport>(this.#port, (report) => this.#heard(report), (what) => this.#crash(what));
    this.#port.postMessage({ kind: "start", role: "holder", ...start }, []);
  }

  /** The size of its wasm memory after the last answer, in bytes. */
  get memory(): number {
    return this.#memory;
  }

  /** Asks the worker. Rejects with a `ProblemError` if the core refuses or the worker breaks, with an `AbortError` if it is ended. */
  call<Name extends keyof HolderCalls>(
    name: Name,
    args: Parameters<HolderCalls[Name]>,
    transfer: Transferable[] = [],
  ): Promise<ReturnType<HolderCalls[Name]>> {
    if (this.#ended !== undefined) {
      return Promise.reject(this.#ended);
    }
    const id = this.#next++;
    return new Promise<ReturnType<HolderCalls[Name]>>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#port.postMessage({ kind: "call", id, name, args } as CallOrder, transfer);
    });
  }

  /** Ends the worker and gives its memory back. */
  stop(): void {
    this.#end(new DOMException("The data was replaced.", "AbortError"));
  }

  #heard(report: HolderReport): void {
    switch (report.kind) {
      case "ready":
        this.#started?.resolve();
        this.#started = undefined;
        return;
      case "crashed":
        this.#crash(report.what);
        return;
      case "answer":
        this.#memory = report.memory;
        this.#settle(report.id)?.resolve(report.value as never);
        return;
      case "refusal":
        this.#settle(report.id)?.reject(new ProblemError(report.problem));
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #crash(what: string): void {
    if (this.#ended !== undefined) {
      return;
    }
    if (this.#started === undefined) {
      this.#end(new ProblemError(this.crashed(what)));
    } else {
      this.#end(new Error(what));
    }
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    this.#port.terminate();
    this.#started?.reject(reason);
    this.#started = undefined;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) {
      reject(reason);
    }
  }
}

import * as crash from "./crash.ts";
import type { FiringJobs } from "./alerts.ts";
import type { Core } from "./core.ts";
import type {
  ChartKind,
  ChartModel,
  FileSummary,
  JobPage,
  JobQuery,
  ReportFormat,
  Review,
  ReviewOptions,
  SloView,
} from "./documents.ts";
import type { ExportRequest, Exports, SeriesRole } from "../prometheus/query.ts";
import { Announcer } from "./events.ts";
import { Holder } from "./holder.ts";
import { becameSlo, ProblemError, unreadable } from "./problem.ts";
import type { CrashProblem } from "./problem.ts";
import { buffers } from "./protocol.ts";
import type { HolderCalls, SloSource, Spawn } from "./protocol.ts";
import { Reader } from "./reader.ts";
import type { ReadResult } from "./reader.ts";
import { Readers } from "./readers.ts";
import type { FileTask, Kept, Task } from "./task.ts";
import { textOf } from "./text-file.ts";
import type { Tunable, Tuned, TunedChange, TuneRequest } from "./tuning.ts";

/** The name of the performance measure of each file that was loaded, from its first byte until the holder has it. */
const LOAD_MEASURE = "slo-review:load";

/** The shortest time between two `progress` events, and between two `changed` events while files wait; milliseconds. */
const PROGRESS_INTERVAL = 100;
const CHANGED_INTERVAL = 2000;

/**
 * Everything that the page does with data: it reads files, holds them, and answers questions about them, in workers.
 *
 * Files are read one after another by a reader; the holder keeps the results. The files' handles are kept, so that
 * another SLO, or a holder that broke, only costs reading them again.
 */
export class Engine extends Announcer {
  /** The chart class, for the page's own thread. */
  readonly charts: Core["Chart"];
  /** The version of the core. */
  readonly version: string;
  readonly #spawn: Spawn;
  readonly #parts: { readonly glue: string; readonly module: WebAssembly.Module };
  readonly #readers: Readers;
  #holder: Holder;
  #slo: SloSource | undefined;
  #annotations: string | undefined;
  #kept: Kept[] = [];
  #tasks: Task[] = [];
  #working = false;
  #reader: Reader | undefined;
  #cancelled = false;
  #adding: string | undefined;
  #crashes = 0;
  #progressAt = 0;
  #changedAt = 0;
  #stale = false;

  /** Made of its parts; the page calls `startEngine`. */
  constructor(spawn: Spawn, parts: { readonly glue: string; readonly module: WebAssembly.Module }, core: Pick<Core, "Chart" | "version">) {
    super();
    this.charts = core.Chart;
    this.version = core.version();
    this.#spawn = spawn;
    this.#parts = parts;
    this.#holder = this.#newHolder(undefined);
    this.#readers = new Readers(() => new Reader(spawn, { ...parts, slo: this.#slo }));
  }

  /** Resolves once the worker that holds the data has started; rejects with what it said if it cannot. */
  get ready(): Promise<void> {
    return this.#holder.ready;
  }

  /** The loaded files, in the order of the review document's `data.files`. */
  get files(): readonly Kept[] {
    return this.#kept;
  }

  /** Whether a file is being read or waits. */
  get busy(): boolean {
    return this.#working;
  }

  /** The SLO file in force; `undefined` for the one that is built in. */
  get sloSource(): SloSource | undefined {
    return this.#slo;
  }

  /** The size of the wasm memory that holds the data, in bytes. */
  get memory(): number {
    return this.#holder.memory;
  }

  /**
   * Queues files. What each became is told by `loaded`, `slo`, `annotations`, `unmapped` or `problem`; then `changed`, and `idle` at the end.
   * A `sample` leaves when the first real file has been read.
   */
  load(files: Iterable<File>, { sample = false } = {}): void {
    // What crashed before may be no part of what comes now. Only the reader's own act resets this: a question that always
    // breaks the holder would otherwise be asked again and again.
    if (this.#crashes > 1) this.#annotateAgain(this.#holder);
    this.#crashes = 0;
    const tasks = [...files].map((file): FileTask => ({ kind: "file", file, sample, restored: false }));
    // An SLO is recognised by its content; reading what looks like one first only saves reading the others twice.
    const looksLikeSlo = ({ file }: FileTask): boolean => /\.ya?ml$/i.test(file.name);
    this.#tasks.push(...tasks.filter(looksLikeSlo), ...tasks.filter((task) => !looksLikeSlo(task)));
    void this.#work();
  }

  /** Stops reading at once and drops what waits. Files that were read stay loaded, and the SLO stays as it was. */
  cancel(): void {
    const dropped = this.#tasks;
    this.#tasks = [];
    for (const task of dropped) {
      if (task.kind === "slo") {
        task.reject(aborted());
      }
    }
    this.#cancelled = this.#working;
    this.#reader?.stop();
  }

  /** Takes one file out, by its place in `files`. */
  async remove(index: number): Promise<void> {
    if (this.#kept[index] === undefined) {
      return;
    }
    this.#kept.splice(index, 1);
    await this.#holder.call("remove", [index]);
    this.#changed();
  }

  /** Drops all files and gives their memory back. The SLO stays, and so do the annotations. */
  forget(): void {
    this.cancel();
    this.#kept = [];
    this.#replaceHolder(this.#newHolder(this.#slo));
    this.#annotateAgain(this.#holder);
    this.#changed();
  }

  /**
   * Takes the text of an annotations file as what the reviewer says, in place of what was said before; `undefined` says
   * nothing. Gives what of it was understood. Rejects, and changes nothing, if it is refused.
   */
  async annotate(text: string | undefined): Promise<FileSummary | undefined> {
    const before = this.#annotations;
    // A holder that takes over meanwhile is to have it as well.
    this.#annotations = text;
    try {
      return await this.#ask("annotate", [text]);
    } catch (error) {
      if (this.#annotations === text) this.#annotations = before;
      throw error;
    } finally {
      this.#changed();
    }
  }

  /** Makes another SLO the active one and reads all files again with it. Rejects, and changes nothing, if it is refused. */
  setSlo(name: string, text: string): Promise<SloView> {
    return this.#queueSlo({ name, text });
  }

  /** Goes back to the embedded SLO. */
  async resetSlo(): Promise<void> {
    await this.#queueSlo(undefined);
  }

  /** The active SLO. */
  slo(): Promise<SloView> {
    return this.#ask("slo", []);
  }

  /** The review of everything loaded. */
  review(options: ReviewOptions): Promise<Review> {
    return this.#ask("review", [options]);
  }

  /** The review as a text that can be copied. */
  report(format: ReportFormat, options: ReviewOptions): Promise<string> {
    return this.#ask("report", [format, options]);
  }

  /** A part of a list of jobs. */
  jobs(query: JobQuery): Promise<JobPage> {
    return this.#ask("jobs", [query]);
  }

  /** The SLO's Prometheus rules, as YAML. */
  rules(): Promise<string> {
    return this.#ask("rules", []);
  }

  /** The text of an SLO file, or of the embedded default, that also says what these series count. */
  withEventSeries(text: string | undefined, series: readonly SeriesRole[]): Promise<string> {
    return this.#ask("withEventSeries", [text, series]);
  }

  /** What to ask a Prometheus for the SLO over a span of time. */
  exports(request: ExportRequest): Promise<Exports> {
    return this.#ask("exports", [request]);
  }

  /** The newest failures behind the firing of an alert that began at `from`, at most `limit`. */
  firingJobs(alert: string, from: string, asOf: string, limit: number): Promise<FiringJobs> {
    return this.#ask("firingJobs", [alert, from, asOf, limit]);
  }

  /** What a chart of so many pixel columns is drawn from. */
  chart(kind: ChartKind, options: ReviewOptions, columns: number, subject?: string): Promise<ChartModel> {
    return this.#ask("chart", [kind, options, columns, subject]);
  }

  /** The figures of the SLO file that can be tuned. */
  tunables(): Promise<readonly Tunable[]> {
    return this.#ask("tunables", []);
  }

  /** The SLO with figures changed, as the text of a file of that name or as its Prometheus rules. Rejects with what the file says against them. */
  tuned(file: string, changes: readonly TunedChange[], asRules: boolean): Promise<string> {
    return this.#ask("tuned", [file, changes, asRules]);
  }

  /** What changed figures would have meant over everything loaded. Rejects as `tuned` does. */
  tune(request: TuneRequest): Promise<Tuned> {
    return this.#ask("tune", [request]);
  }

  /** Asks the holder, and asks its successor if it is replaced meanwhile. */
  async #ask<Name extends keyof HolderCalls>(name: Name, args: Parameters<HolderCalls[Name]>): Promise<ReturnType<HolderCalls[Name]>> {
    for (;;) {
      const holder = this.#holder;
      try {
        return await holder.call(name, args);
      } catch (error) {
        if (holder === this.#holder || error instanceof ProblemError) {
          throw error;
        }
      }
    }
  }

  #queueSlo(slo: SloSource | undefined): Promise<SloView> {
    return new Promise((resolve, reject) => {
      this.#tasks.push({ kind: "slo", slo, resolve, reject });
      void this.#work();
    });
  }

  /** Does what waits, one task after another, until nothing does. */
  async #work(): Promise<void> {
    if (this.#working) {
      return;
    }
    this.#working = true;
    this.#changedAt = performance.now();
    for (let task = this.#tasks.shift(); task !== undefined; task = this.#tasks.shift()) {
      this.#cancelled = false;
      if (task.kind === "file") {
        await this.#loadFile(task);
      } else {
        await this.#exchange(task.slo).then(task.resolve, task.reject);
      }
      if (this.#stale && performance.now() - this.#changedAt >= CHANGED_INTERVAL) {
        this.#changed();
      }
    }
    this.#working = false;
    this.#cancelled = false;
    if (this.#stale) {
      this.#changed();
    }
    this.emit("idle", undefined);
  }

  async #loadFile({ file, sample, restored }: FileTask): Promise<void> {
    const start = performance.now();
    const result = await this.#read(file, this.#slo);
    if (result.kind === "slo") {
      await this.#exchange({ name: file.name, text: result.text }).catch((error: unknown) => this.#report(error));
    } else if (result.kind === "records" && result.summary.format === "annotations") {
      await textOf(file).then(
        (text) => this.emit("annotations", { name: file.name, text }),
        (error: unknown) => this.emit("problem", unreadable(file.name, error)),
      );
    } else if (result.kind === "records") {
      this.#adding = file.name;
      try {
        await this.#holder.call("put", [result.parcels], buffers(result.parcels));
      } catch (error) {
        this.#report(error);
        return;
      } finally {
        this.#adding = undefined;
      }
      this.#kept.push({ file, summary: result.summary, sample });
      const detail = { file: file.name, bytes: file.size, jobs: result.summary.jobs, ...result.effort, held: this.#holder.memory };
      performance.measure(LOAD_MEASURE, { start, detail });
      if (!sample) {
        this.#dropSample();
      }
      this.#stale = true;
      if (!restored) {
        this.emit("loaded", result.summary);
      }
    } else {
      this.#failed(file, result);
    }
  }

  /** Takes the sample out: a real file is there. */
  #dropSample(): void {
    for (let index = this.#kept.length - 1; index >= 0; index -= 1) {
      if (this.#kept[index]?.sample === true) {
        this.#kept.splice(index, 1);
        this.#holder.call("remove", [index]).catch(() => {});
      }
    }
  }

  /** Reads every file again with another SLO, into a holder of its own, which takes over when all are there. */
  async #exchange(slo: SloSource | undefined): Promise<SloView> {
    if (slo !== undefined) {
      await this.#ask("checkSlo", [slo.name, slo.text]);
    }
    const fresh = this.#newHolder(slo);
    const moved: { readonly from: Kept; readonly to: Kept }[] = [];
    try {
      for (const from of [...this.#kept]) {
        const result = await this.#read(from.file, slo);
        if (result.kind === "records") {
          await fresh.call("put", [result.parcels], buffers(result.parcels));
          moved.push({ from, to: { ...from, summary: result.summary } });
        } else if (!this.#cancelled) {
          this.#failed(from.file, result);
        }
        if (this.#cancelled) {
          throw aborted();
        }
      }
      // Files that were removed while the others were read again.
      for (let index = moved.length - 1; index >= 0; index -= 1) {
        const entry = moved[index];
        if (entry !== undefined && !this.#kept.includes(entry.from)) {
          moved.splice(index, 1);
          await fresh.call("remove", [index]);
        }
      }
      const view = await fresh.call("slo", []);
      if (this.#cancelled) {
        throw aborted();
      }
      this.#annotateAgain(fresh);
      this.#slo = slo;
      this.#kept = moved.map(({ to }) => to);
      this.#replaceHolder(fresh);
      this.emit("slo", view);
      this.#stale = true;
      return view;
    } catch (error) {
      fresh.stop();
      throw error;
    }
  }

  /** Reads one file with a warm reader. */
  async #read(file: File, slo: SloSource | undefined): Promise<ReadResult> {
    if (this.#cancelled) {
      return { kind: "stopped" };
    }
    const reader = this.#readers.take();
    this.#reader = reader;
    this.#progress(file, 0, 0);
    const result = await reader.read(file, slo, ({ read, bytesPerSecond }) => this.#progress(file, read, bytesPerSecond));
    this.#reader = undefined;
    this.#readers.giveBack(reader);
    return result;
  }

  #progress(file: File, read: number, bytesPerSecond: number): void {
    const now = performance.now();
    if (now - this.#progressAt >= PROGRESS_INTERVAL) {
      this.#progressAt = now;
      this.emit("progress", { name: file.name, read, size: file.size, bytesPerSecond, queued: this.#tasks.length });
    }
  }

  /** Tells of a file that gave no records. */
  #failed(file: File, result: ReadResult): void {
    if (result.kind === "refused") {
      const { problem } = result;
      if (problem.type === "file" && problem.series !== undefined) this.emit("unmapped", { file, problem });
      else this.emit("problem", problem);
    } else if (result.kind === "crashed") {
      this.emit("problem", crash.whileReading(file.name, result.what));
    } else if (result.kind === "slo") {
      this.emit("problem", becameSlo(file.name));
    }
  }

  #report(error: unknown): void {
    // A crash of the holder has been told by the holder; a task that was aborted needs no telling.
    if (error instanceof ProblemError && error.problem.type !== "crash") {
      this.emit("problem", error.problem);
    }
  }

  #newHolder(slo: SloSource | undefined): Holder {
    const holder: Holder = new Holder(this.#spawn, { ...this.#parts, slo }, (what) => this.#holderCrashed(holder, what));
    holder.ready.catch(() => {});
    return holder;
  }

  /** Says to a new holder what the reviewer says. One before it has understood it. */
  #annotateAgain(holder: Holder): void {
    if (this.#annotations !== undefined) holder.call("annotate", [this.#annotations]).catch(() => {});
  }

  #replaceHolder(next: Holder): void {
    const previous = this.#holder;
    this.#holder = next;
    previous.stop();
  }

  /** Starts another holder and reads the files again, unless that has just been tried. */
  #holderCrashed(holder: Holder, what: string): CrashProblem {
    if (holder !== this.#holder) {
      // One that was being filled with another SLO: what was there before is still there.
      const problem = crash.withAnotherSlo(what);
      queueMicrotask(() => this.emit("problem", problem));
      return problem;
    }
    const problem = this.#crashes > 0 ? crash.again(what) : crash.once(what, this.#adding);
    const lost = this.#kept;
    this.#kept = [];
    this.#crashes += 1;
    this.#holder = this.#newHolder(this.#slo);
    if (this.#crashes === 1) {
      this.#annotateAgain(this.#holder);
      this.#tasks.unshift(...lost.map(({ file, sample }): FileTask => ({ kind: "file", file, sample, restored: true })));
    }
    this.#stale = true;
    queueMicrotask(() => {
      this.emit("problem", problem);
      void this.#work();
    });
    return problem;
  }

  #changed(): void {
    this.#stale = false;
    this.#changedAt = performance.now();
    this.emit("changed", undefined);
  }
}

function aborted(): DOMException {
  return new DOMException("The reading was cancelled.", "AbortError");
}

export type { Kept };

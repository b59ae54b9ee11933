import type { ChartKind, ChartModel, FileSummary, JobPage, JobQuery, ReportFormat, Review, ReviewOptions } from "../engine/documents.ts";
import type { Engine } from "../engine/engine.ts";
import { ProblemError, messageOf } from "../engine/problem.ts";
import type { Problem } from "../engine/problem.ts";
import { counted } from "../text/figures.ts";
import { Batch } from "./batch.ts";
import { fetchSample } from "./sample.ts";
import type { Moment, Store } from "./store.ts";
import { applyTheme, nextTheme } from "./theme.ts";
import { policyJudgement } from "./tone.ts";

/** How long a review may take before the page says that it is busy, in milliseconds. */
const BUSY_AFTER = 150;

/** The most problems on the screen; of more, the oldest go. */
const MOST_PROBLEMS = 20;

/** Takes what the reader does to the engine, and what the engine says to the store. Nothing else writes to the store. */
export class Controller {
  readonly #engine: Engine;
  readonly #store: Store;
  readonly #batch = new Batch();
  #nextProblem = 1;
  /** Counts the wishes for a review; only the newest one's answer is shown. */
  #wished = 0;
  #reviewing = false;

  constructor(engine: Engine, store: Store) {
    this.#engine = engine;
    this.#store = store;
    engine.on("progress", (progress) => {
      store.set({ reading: this.#batch.follow(progress) });
    });
    engine.on("idle", () => {
      this.#batch.clear();
      store.set({ reading: undefined, started: true });
    });
    engine.on("loaded", (file) => {
      this.#loaded(file);
    });
    engine.on("problem", (problem) => {
      this.#problem(problem);
    });
    engine.on("slo", (slo) => {
      store.set({ slo });
      this.announce(`The SLO of ${slo.file} is active.`);
    });
    engine.on("changed", () => {
      this.#changed();
    });
  }

  /** The class that draws charts. */
  get charts(): Engine["charts"] {
    return this.#engine.charts;
  }

  /** Begins: the SLO that is built in, and the sample. */
  async open(): Promise<void> {
    await Promise.all([this.#askSlo(), this.showSample()]);
  }

  /** Forgets what is loaded and shows the sample week. */
  async showSample(): Promise<void> {
    try {
      const files = await fetchSample();
      // A file that was dropped while the sample was on its way is what the reader wants to see.
      if (this.#engine.busy) return;
      if (this.#engine.files.length > 0) this.forget();
      this.#batch.add(files);
      this.#engine.load(files, { sample: true });
    } catch (error) {
      this.#problem({
        type: "file",
        file: "the sample week",
        code: "sample-missing",
        what: `It could not be fetched: ${messageOf(error)}.`,
        remedy: "Nothing else depends on it: drop an export of your own.",
      });
      this.#store.set({ started: true });
      this.refresh();
    }
  }

  /** Reads files, after those that are under way. */
  add(files: readonly File[]): void {
    if (files.length === 0) return;
    this.#batch.add(files);
    this.#engine.load(files);
  }

  /** Ends the reading; what was read before stays. */
  cancel(): void {
    this.#engine.cancel();
    this.#batch.clear();
    this.#store.set({ reading: undefined });
    this.announce("Reading cancelled. The files loaded before are still here.");
  }

  /** Takes one file out. */
  async remove(index: number): Promise<void> {
    const name = this.#store.state.files[index]?.summary.name;
    if (name === undefined) return;
    await this.#engine.remove(index);
    this.announce(`${name} removed.`);
  }

  /** Takes all files out. */
  forget(): void {
    this.#engine.forget();
    this.#batch.clear();
    this.#store.set({ moment: { kind: "newest" }, reading: undefined });
  }

  /** Goes back to the SLO that is built in. */
  async resetSlo(): Promise<void> {
    try {
      await this.#engine.resetSlo();
    } catch (error) {
      if (error instanceof ProblemError) this.#problem(error.problem);
    }
  }

  /** Reviews another instant. */
  review(moment: Moment): void {
    this.#store.set({ moment });
    this.refresh();
  }

  /** Changes the theme to the next of the three. */
  cycleTheme(): void {
    const theme = nextTheme(this.#store.state.theme);
    applyTheme(theme);
    this.#store.set({ theme });
    this.announce(`Theme: ${theme}.`);
  }

  /** Says that something could not even be handed to the engine. */
  refused(file: string, error: unknown): void {
    this.#problem({
      type: "file",
      file,
      code: "not-readable",
      what: `The browser could not read it: ${messageOf(error)}.`,
      remedy: "Check that the files still exist and may be read, then drop them again.",
    });
  }

  /** Takes a problem off the screen. */
  dismiss(id: number): void {
    this.#store.set({ problems: this.#store.state.problems.filter((card) => card.id !== id) });
  }

  /** Takes all problems off the screen. */
  dismissAll(): void {
    this.#store.set({ problems: [] });
  }

  /** Tells a screen reader. */
  announce(announcement: string): void {
    this.#store.set({ announcement });
  }

  /** A report of the reviewed instant. */
  report(format: ReportFormat): Promise<string> {
    return this.#engine.report(format, this.#options());
  }

  /** A part of a list of jobs. */
  jobs(query: JobQuery): Promise<JobPage> {
    return this.#engine.jobs(query);
  }

  /** The model of a chart for a canvas of so many pixel columns. */
  chart(kind: ChartKind, asOf: string | undefined, columns: number): Promise<ChartModel> {
    return this.#engine.chart(kind, asOf, columns);
  }

  /** Asks for a review of what is loaded. Wishes that come while one is computed are answered together by the next. */
  refresh(): void {
    this.#wished += 1;
    if (!this.#reviewing) void this.#answer();
  }

  async #answer(): Promise<void> {
    this.#reviewing = true;
    const timer = setTimeout(() => {
      this.#store.set({ busy: true });
    }, BUSY_AFTER);
    try {
      for (let answered = -1; answered !== this.#wished; ) {
        answered = this.#wished;
        const review = await this.#engine.review(this.#options());
        if (answered === this.#wished) this.#show(review);
      }
    } catch (error) {
      this.#problem(problemOf(error));
    } finally {
      clearTimeout(timer);
      this.#reviewing = false;
      this.#store.set({ busy: false });
    }
  }

  #show(review: Review): void {
    const before = this.#store.state.review;
    this.#store.set({ review });
    if (before === undefined || before.policy.state !== review.policy.state) {
      this.announce(`Policy state: ${policyJudgement(review.policy.state).word}.`);
    }
  }

  #options(): ReviewOptions {
    const { moment } = this.#store.state;
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return moment.kind === "newest" ? { timezone } : { asOf: moment.at, timezone };
  }

  async #askSlo(): Promise<void> {
    try {
      this.#store.set({ slo: await this.#engine.slo() });
    } catch (error) {
      this.#problem(problemOf(error));
    }
  }

  #loaded({ name, jobs, warnings }: FileSummary): void {
    const warned = warnings.reduce((sum, warning) => sum + warning.count, 0);
    this.announce(`${name} loaded: ${counted(jobs, "job")}${warned > 0 ? `, ${counted(warned, "warning")}` : ""}.`);
  }

  /** The data is other data: an instant that was asked for of the sample means nothing in it. */
  #changed(): void {
    const { files, moment } = this.#store.state;
    const kept = this.#engine.files;
    const replaced = files.length > 0 && !files.some((file) => kept.includes(file));
    this.#store.set({ files: [...kept], moment: replaced ? { kind: "newest" } : moment });
    this.refresh();
  }

  #problem(problem: Problem): void {
    const card = { id: this.#nextProblem, problem };
    this.#nextProblem += 1;
    this.#store.set({ problems: [...this.#store.state.problems, card].slice(-MOST_PROBLEMS) });
  }
}

/** The problem inside a rejection, or one made of it. */
function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return {
    type: "crash",
    code: "holder-crashed",
    what: `The review could not be computed: ${messageOf(error)}.`,
    remedy: "Load the page again. If it happens again with the same files, report it with the text above.",
  };
}

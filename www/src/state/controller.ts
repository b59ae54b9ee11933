import type { FiringJobs } from "../engine/alerts.ts";
import type { ChartKind, ChartModel, FileSummary, JobPage, JobQuery, ReportFormat, Review, ReviewOptions } from "../engine/documents.ts";
import type { Engine } from "../engine/engine.ts";
import { ProblemError, messageOf } from "../engine/problem.ts";
import type { Problem } from "../engine/problem.ts";
import type { SloSource } from "../engine/protocol.ts";
import type { ExportRequest, Exports } from "../prometheus/query.ts";
import { counted } from "../text/figures.ts";
import { Database } from "../storage/database.ts";
import { milliseconds } from "../time/instant.ts";
import { browserZone, zoneTable } from "../time/zone.ts";
import { Annotator, ownerOf } from "./annotator.ts";
import { Asker } from "./asker.ts";
import { Batch } from "./batch.ts";
import { Keeper } from "./keeper.ts";
import { Mapper } from "./mapper.ts";
import { fetchSample } from "./sample.ts";
import { forgetSettings, storeZone } from "./settings.ts";
import { showsSample } from "./store.ts";
import type { Moment, Store } from "./store.ts";
import { applyTheme, nextTheme } from "./theme.ts";
import { policyJudgement } from "./tone.ts";
import { Tuner } from "./tuner.ts";

/** How long a review may take before the page says that it is busy, in milliseconds. */
const BUSY_AFTER = 150;

/** The most problems on the screen; of more, the oldest go. */
const MOST_PROBLEMS = 20;

/**
 * Takes what the reader does to the engine, and what the engine says to the store. Nothing else writes to the store, but
 * for its own parts.
 */
export class Controller {
  /** Has what the reviewer says. */
  readonly annotator: Annotator;
  /** Tries other figures. */
  readonly tuner: Tuner;
  /** Keeps the files across a reload. */
  readonly keeper: Keeper;
  /** Asks a Prometheus. */
  readonly asker: Asker;
  /** Asks what series count. */
  readonly mapper: Mapper;
  readonly #database = new Database();
  readonly #engine: Engine;
  readonly #store: Store;
  readonly #batch = new Batch();
  #nextProblem = 1;
  /** Counts the wishes for a review; only the newest one's answer is shown. */
  #wished = 0;
  #reviewing = false;
  /** Files of annotations that were read and wait until it is clear what data they come to. */
  #annotationFiles: { readonly name: string; readonly text: string }[] = [];

  constructor(engine: Engine, store: Store) {
    this.#engine = engine;
    this.#store = store;
    this.keeper = new Keeper(this.#database, store, () => ({ files: engine.files, slo: engine.sloSource }));
    const around = {
      engine,
      store,
      database: this.#database,
      problem: (problem: Problem): void => this.#problem(problem),
      announce: (text: string): void => this.announce(text),
      add: (files: readonly File[]): void => this.add(files),
    };
    this.annotator = new Annotator(around);
    this.tuner = new Tuner(around);
    this.asker = new Asker(around);
    this.mapper = new Mapper(around);
    engine.on("progress", (progress) => {
      store.set({ reading: this.#batch.follow(progress) });
    });
    engine.on("idle", () => {
      this.#batch.clear();
      store.set({ reading: undefined, started: true });
      void this.#loadAnnotations();
      void this.keeper.follow();
    });
    engine.on("annotations", (file) => {
      this.#annotationFiles.push(file);
    });
    engine.on("loaded", (file) => {
      this.#loaded(file);
    });
    engine.on("problem", (problem) => {
      this.#problem(problem);
    });
    engine.on("slo", (slo) => {
      store.set({ slo });
      this.tuner.exchange();
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

  /** Begins: with what an earlier visit kept, or else with the sample. */
  async open(): Promise<void> {
    const [kept] = await Promise.all([this.keeper.restore(), this.#askSlo()]);
    const { slo } = this.#store.state;
    if (slo !== undefined) await this.annotator.follow(slo.service, kept.length === 0);
    if (kept.length === 0) await this.showSample();
    else {
      this.announce(`${counted(kept.length, "file")} that this browser has kept ${kept.length === 1 ? "is" : "are"} read again.`);
      this.add(kept);
    }
  }

  /** Forgets what is loaded and shows the sample week. */
  async showSample(): Promise<void> {
    try {
      const files = await fetchSample();
      // A file that was dropped while the sample was on its way is what the reader wants to see.
      if (this.#engine.busy) return;
      if (this.#engine.files.length > 0) this.forget();
      this.#store.set({ forgotten: false });
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
    this.#store.set({ forgotten: false });
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
    this.asker.cancel();
    this.#engine.forget();
    this.#batch.clear();
    this.#store.set({ moment: { kind: "newest" }, reading: undefined, unmapped: [] });
  }

  /** Takes everything away that the page has and keeps: files, annotations, the SLO, all choices, all storage. */
  async forgetEverything(): Promise<void> {
    this.forget();
    await Promise.all([this.resetSlo(), this.keeper.forget(), this.annotator.forget(), this.tuner.forget()]);
    forgetSettings();
    applyTheme("auto");
    this.#store.set({ theme: "auto", zone: browserZone(), forgotten: true });
    try {
      await this.#database.erase();
      // A review that was made meanwhile may have fetched the variants once more.
      void this.tuner.forget();
      this.announce("Everything is forgotten.");
    } catch (error) {
      const remedy = "Close the page's other tabs and try again, or delete this site's data in the browser's settings.";
      this.#problem({ type: "file", file: "The browser's storage", code: "not-forgotten", what: messageOf(error), remedy });
    }
  }

  /** Chooses the zone whose days the daily figures are of. */
  chooseZone(zone: string): void {
    storeZone(zone);
    this.#store.set({ zone });
    this.refresh();
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

  /** The SLO's Prometheus rules, as YAML. */
  rules(): Promise<string> {
    return this.#engine.rules();
  }

  /** The SLO file in force, with what was put into it; `undefined` for the one that is built in. */
  get sloFile(): SloSource | undefined {
    return this.#engine.sloSource;
  }

  /** What to ask a Prometheus for the SLO over a span of time. */
  exports(request: ExportRequest): Promise<Exports> {
    return this.#engine.exports(request);
  }

  /** A part of a list of jobs. */
  jobs(query: JobQuery): Promise<JobPage> {
    return this.#engine.jobs(query);
  }

  /** The newest failures behind the firing of an alert that began at `from`, at most `limit`. */
  firingJobs(alert: string, from: string, asOf: string, limit: number): Promise<FiringJobs> {
    return this.#engine.firingJobs(alert, from, asOf, limit);
  }

  /** The model of a chart for a canvas of so many pixel columns; of the incident of that id, or of the alert of that name or one firing
   * of it, `name@from`, where the chart is of one. */
  chart(kind: ChartKind, asOf: string, columns: number, subject?: string): Promise<ChartModel> {
    return this.#engine.chart(kind, { ...this.#options(), asOf }, columns, subject);
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
    this.tuner.follow(review, ownerOf(review.slo.service, showsSample(this.#store.state)));
    if (before === undefined || before.policy.state !== review.policy.state) {
      this.announce(`Policy state: ${policyJudgement(review.policy.state).word}.`);
    }
  }

  #options(): ReviewOptions {
    const { moment, zone: name } = this.#store.state;
    const dated = this.#engine.files.flatMap(({ summary: { earliest, newest } }) => [earliest, newest]);
    const at = [...dated, moment.kind === "instant" ? moment.at : undefined].flatMap((instant) => (instant ? [milliseconds(instant)] : []));
    const zone = zoneTable(name, Math.min(...at), Math.max(...at));
    return moment.kind === "newest" ? { zone } : { asOf: moment.at, zone };
  }

  /** Goes over to what was said of the data that is shown. */
  async #annotate(): Promise<void> {
    const { slo, files, started } = this.#store.state;
    // Before anything is there, it was said already what comes.
    if (slo !== undefined && (started || files.length > 0)) await this.annotator.follow(slo.service, showsSample(this.#store.state));
  }

  async #loadAnnotations(): Promise<void> {
    const files = this.#annotationFiles;
    this.#annotationFiles = [];
    await this.#annotate();
    for (const { name, text } of files) await this.annotator.load(name, text);
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
    void this.#annotate();
    // While files are still being read, what an earlier visit kept must not shrink to those that are there.
    if (!this.#engine.busy) void this.keeper.follow();
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

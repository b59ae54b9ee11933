import type { Review } from "../engine/documents.ts";
import type { Engine } from "../engine/engine.ts";
import { ProblemError, messageOf } from "../engine/problem.ts";
import type { Problem } from "../engine/problem.ts";
import type { Tunable, Tuned } from "../engine/tuning.ts";
import type { Database } from "../storage/database.ts";
import { counted } from "../text/figures.ts";
import { labelOf } from "../tuning/label.ts";
import { TODAY, changesOf, fitting, incidentOf, isSame, isToday, leftOutName, readTrials, toggled, withFigure } from "../tuning/trial.ts";
import type { LeftOut, NamedTrial, Trial } from "../tuning/trial.ts";
import { History } from "./history.ts";
import type { Store } from "./store.ts";
import { policyJudgement } from "./tone.ts";

/** A trial that is kept under a name, with what it would have meant; none of it yet while it is computed, or where the SLO cannot hold it. */
export interface Variant extends NamedTrial {
  readonly tuned: Tuned | undefined;
  /** Why the SLO cannot hold it; empty where it can. */
  readonly refused: string;
  /** Whether this is of another review; it is shown until the new figures are there. */
  readonly isOld: boolean;
}

/** A value that the SLO file cannot hold, with the file's own words. */
export interface RefusedValue {
  readonly id: string;
  readonly value: string;
  readonly words: readonly string[];
}

/** What is tuned, and what it would have meant. */
export interface Tuning {
  readonly isOpen: boolean;
  readonly tunables: readonly Tunable[];
  /** What is tried out, with a slider that is still held. */
  readonly trial: Trial;
  readonly today: Tuned | undefined;
  /** Of the trial; `undefined` while nothing is tried. */
  readonly tuned: Tuned | undefined;
  readonly variants: readonly Variant[];
  readonly refused: RefusedValue | undefined;
  readonly undoes: string | undefined;
  readonly redoes: string | undefined;
  /** Why the browser does not keep the variants; empty where it does. */
  readonly storage: string;
}

/** Nothing is tuned. */
export const NO_TUNING: Tuning = {
  isOpen: false,
  tunables: [],
  trial: TODAY,
  today: undefined,
  tuned: undefined,
  variants: [],
  refused: undefined,
  undoes: undefined,
  redoes: undefined,
  storage: "",
};

/** The most variants that are kept: more cannot be compared. */
const MOST_VARIANTS = 6;

/** What the tuner needs of the page around it. */
export interface Bench {
  readonly engine: Engine;
  readonly store: Store;
  readonly database: Database;
  readonly problem: (problem: Problem) => void;
  readonly announce: (text: string) => void;
}

/** The part of the controller that tries other figures: it asks the engine what they would have meant, and keeps variants. */
export class Tuner {
  readonly #around: Bench;
  #history = new History<Trial>(TODAY);
  /** Whose variants these are: a service's name, or the sample's. */
  #owner: string | undefined;
  #review: Review | undefined;
  #isFigureOld = true;
  #isTodayOld = true;
  #isTrialOld = false;
  #isWorking = false;
  /** What makes the trial a step once it is found good, and the figure that it is of. */
  #done: (() => void) | undefined;
  #tried: Tunable | undefined;
  #storing: Promise<void> = Promise.resolve();

  constructor(around: Bench) {
    this.#around = around;
  }

  /** Opens the panel or closes it. */
  open(isOpen: boolean): void {
    this.#set({ isOpen });
    this.#work();
  }

  /** Goes over to another review: of other data, another instant, or with something said. */
  follow(review: Review, owner: string): void {
    this.#review = review;
    if (owner !== this.#owner) {
      this.#owner = owner;
      this.#history = new History(TODAY);
      this.#show();
      this.#set({ variants: [], storage: "" });
      void this.#fetch(owner);
    }
    this.#renew();
  }

  /** Goes over to another SLO: what was tried of the former is not tried of it, but what is left out stays so. */
  exchange(): void {
    const { leftOut } = this.#history.now;
    this.#history = new History({ ...TODAY, leftOut });
    this.#isFigureOld = true;
    this.#show();
    this.#renew();
  }

  /** Tries a value of a figure; none is the file's own. While a slider is held, it is no step that can be undone yet. */
  try(tunable: Tunable, value: string | undefined, isHeld = false): void {
    const trial = withFigure(this.#tuning.trial, tunable, value);
    this.#set({ trial, refused: undefined });
    this.#isTrialOld = true;
    this.#tried = tunable;
    this.#done = isHeld ? undefined : (): void => this.#commit(`${labelOf(tunable)} ${value ?? "as it is today"}`, trial, this.#told(tunable));
    this.#work();
  }

  /** Leaves an incident or a job out as if it had not been, or takes it back. */
  toggle(left: LeftOut): void {
    const trial = toggled(this.#history.now, left);
    const what = leftOutName(left);
    this.#commit(trial.leftOut.length > this.#history.now.leftOut.length ? `without ${what}` : `with ${what} again`, trial);
    this.#isTrialOld = true;
    this.open(true);
  }

  /** Tries what a variant holds, or, without one, what is today. */
  load(variant: NamedTrial | undefined): void {
    const trial = variant === undefined ? TODAY : fitting(variant.trial, this.#tuning.tunables);
    this.#commit(variant === undefined ? "everything as it is today" : `variant ${variant.name}`, trial);
    this.#isTrialOld = true;
    this.#work();
  }

  /** Takes the last step back, or makes it again. */
  step(way: "undo" | "redo"): void {
    const what = way === "undo" ? this.#history.undoes : this.#history.redoes;
    if (what === undefined) return;
    this.#history[way]();
    this.#show();
    this.#isTrialOld = true;
    this.#around.announce(`${way === "undo" ? "Undone" : "Done again"}: ${what}.`);
    this.#work();
  }

  /** Keeps the trial under a name, in place of what was kept under it. Says why it cannot; nothing where it does. */
  keep(name: string): string {
    const { variants, trial, tuned } = this.#tuning;
    const others = variants.filter((variant) => variant.name !== name);
    if (name === "") return "Give it a name.";
    if (others.length >= MOST_VARIANTS) return `At most ${MOST_VARIANTS} variants are kept; remove one first.`;
    this.#keep([...others, { name, trial, tuned, refused: "", isOld: false }], `Kept as ${name}.`);
    return "";
  }

  /** Takes a variant away. */
  remove(name: string): void {
    this.#keep(
      this.#tuning.variants.filter((variant) => variant.name !== name),
      `${name} is removed.`,
    );
  }

  /** The SLO with the figures that are tried, as the text of its file or of Prometheus rules. */
  text(asRules: boolean): Promise<string> {
    return this.#around.engine.tuned(this.fileName, changesOf(this.#history.now), asRules);
  }

  /** The name of the file that would hold it. */
  get fileName(): string {
    const file = this.#around.engine.sloSource?.name ?? `${this.#review?.slo.service ?? "slo"}.yaml`;
    return file.replace(/(?:-tuned)?(\.ya?ml|\.json)?$/iu, (_, end?: string) => `-tuned${end ?? ".yaml"}`);
  }

  /** Makes the SLO with the figures that are tried the one in force. */
  async adopt(): Promise<void> {
    try {
      await this.#around.engine.setSlo(this.fileName, await this.text(false));
    } catch (error) {
      if (error instanceof ProblemError) this.#around.problem(error.problem);
    }
  }

  /** Forgets everything. What is kept in the browser goes with the database. */
  async forget(): Promise<void> {
    this.#owner = undefined;
    this.#history = new History(TODAY);
    this.#around.store.set({ tuning: NO_TUNING });
    this.#isFigureOld = true;
    await this.#storing;
  }

  get #tuning(): Tuning {
    return this.#around.store.state.tuning;
  }

  #set(change: Partial<Tuning>): void {
    this.#around.store.set({ tuning: { ...this.#tuning, ...change } });
  }

  /** What a figure's change comes to, for who does not see the tables. */
  #told({ id }: Tunable): string {
    const told = (tuned: Tuned | undefined): string => {
      const alert = tuned?.alerts.find(({ name }) => id.startsWith(`alerts.${name}.`));
      return alert === undefined ? `policy state ${policyJudgement(tuned?.state ?? "noData").word}` : counted(alert.firings, "firing");
    };
    const { tuned, today } = this.#tuning;
    return ` ${told(tuned ?? today)}, today ${told(today)}.`;
  }

  #commit(what: string, trial: Trial, told = ""): void {
    if (isSame(trial, this.#history.now)) return;
    this.#history.change(what, trial);
    this.#show();
    this.#around.announce(`Tried: ${what}.${told}`);
  }

  #show(): void {
    this.#done = undefined;
    this.#tried = undefined;
    const { now: trial, undoes, redoes } = this.#history;
    this.#set({ trial, undoes, redoes, refused: undefined, ...(isToday(trial) && { tuned: undefined }) });
  }

  #renew(): void {
    this.#isTodayOld = true;
    this.#isTrialOld = true;
    this.#set({ variants: this.#tuning.variants.map((variant) => ({ ...variant, isOld: true })) });
    this.#work();
  }

  #work(): void {
    if (!this.#isWorking) void this.#compute();
  }

  /** Asks for what is missing, one after another, the trial first. Wishes that come meanwhile are answered together by the next. */
  async #compute(): Promise<void> {
    this.#isWorking = true;
    try {
      while (this.#tuning.isOpen && this.#review?.asOf) {
        if (this.#isFigureOld) {
          this.#isFigureOld = false;
          this.#set({ tunables: await this.#around.engine.tunables() });
        } else if (this.#isTrialOld) {
          this.#isTrialOld = false;
          await this.#try();
        } else if (this.#isTodayOld) {
          this.#isTodayOld = false;
          this.#set({ today: await this.#ask(TODAY) });
        } else {
          const variant = this.#tuning.variants.find(({ isOld }) => isOld);
          if (variant === undefined) break;
          const found = await this.#ask(fitting(variant.trial, this.#tuning.tunables)).then(
            (tuned) => ({ tuned, refused: "" }),
            (error: unknown) => ({ refused: wordsOf(error).join(" ") }),
          );
          this.#set({ variants: this.#tuning.variants.map((known) => (known === variant ? { ...variant, ...found, isOld: false } : known)) });
        }
      }
    } catch {
      // The engine has said what stopped it; the next review asks again.
    } finally {
      this.#isWorking = false;
    }
  }

  async #try(): Promise<void> {
    const { trial } = this.#tuning;
    const tried = this.#tried;
    if (isToday(trial)) {
      this.#set({ tuned: undefined });
      this.#done?.();
      return;
    }
    try {
      const tuned = await this.#ask(trial);
      if (trial !== this.#tuning.trial) {
        // Shown all the same: a slider that is moved on would else show nothing until it rests.
        if (!isToday(this.#tuning.trial)) this.#set({ tuned });
        return;
      }
      this.#set({ tuned });
      this.#done?.();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (trial !== this.#tuning.trial) return;
      // The file cannot hold it: back to what was good, with the file's own words at the figure.
      if (tried === undefined) this.#history.undo();
      this.#show();
      this.#set({ refused: { id: tried?.id ?? "", value: trial.changes[tried?.id ?? ""] ?? "", words: wordsOf(error) } });
      this.#isTrialOld = true;
    }
  }

  #ask(trial: Trial): Promise<Tuned> {
    const review = this.#review;
    const jobs = trial.leftOut.flatMap((left) => ("job" in left ? [left.job] : []));
    const incidents = trial.leftOut.flatMap((left) => (review && incidentOf(review, left)) ?? []);
    return this.#around.engine.tune({ asOf: review?.asOf ?? "", changes: changesOf(trial), incidents, jobs });
  }

  #keep(variants: readonly Variant[], announcement: string): void {
    this.#set({ variants });
    this.#around.announce(announcement);
    const name = `variants of ${this.#owner}`;
    const kept = variants.map(({ name: of, trial }): NamedTrial => ({ name: of, trial }));
    const { database } = this.#around;
    this.#storing = this.#storing
      .then(() => (kept.length === 0 ? database.delete(name) : database.put(name, kept)))
      .then(
        () => this.#set({ storage: "" }),
        (error: unknown) => this.#set({ storage: messageOf(error) }),
      );
    this.#work();
  }

  async #fetch(owner: string): Promise<void> {
    try {
      const variants = readTrials(await this.#around.database.get(`variants of ${owner}`));
      if (owner !== this.#owner || this.#tuning.variants.length > 0) return;
      this.#set({ variants: variants.map((variant) => ({ ...variant, tuned: undefined, refused: "", isOld: true })) });
      this.#work();
    } catch (error) {
      this.#set({ storage: messageOf(error) });
    }
  }
}

/** What the SLO file says against a value. */
function wordsOf(error: unknown): readonly string[] {
  if (!(error instanceof ProblemError) || error.problem.type !== "slo") return [messageOf(error)];
  return error.problem.problems.map(({ path, message, remedy }) => [`${path}: ${message}`, ...(remedy === "" ? [] : [remedy])].join("; "));
}

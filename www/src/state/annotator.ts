import { NO_ANNOTATIONS, edited, merged, readAnnotations, size, written } from "../annotations/document.ts";
import type { Annotations, ListName, Lists } from "../annotations/document.ts";
import type { Engine } from "../engine/engine.ts";
import { ProblemError, messageOf } from "../engine/problem.ts";
import type { Problem } from "../engine/problem.ts";
import type { Database } from "../storage/database.ts";
import { counted } from "../text/figures.ts";
import { History } from "./history.ts";
import type { Store } from "./store.ts";

/** Tells the page's other tabs which service's annotations were kept anew. */
const CHANNEL = "slo-review.annotations";

/** What the annotator needs of the page around it. */
export interface Surroundings {
  readonly engine: Engine;
  readonly store: Store;
  readonly database: Database;
  readonly problem: (problem: Problem) => void;
  readonly announce: (text: string) => void;
}

/** The part of the controller that has what the reviewer says: it changes it, gives it to the engine and keeps it. */
export class Annotator {
  readonly #around: Surroundings;
  readonly #others = "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : undefined;
  #history = new History<Annotations>(NO_ANNOTATIONS);
  /** Whose annotations these are: a service's name, or the sample's. */
  #owner: string | undefined;
  #fetching: Promise<void> = Promise.resolve();
  #storing: Promise<void> = Promise.resolve();
  /** What was loaded from a file while the sample was shown; it goes over to the data that replaces the sample. */
  #carried: Annotations | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#others?.addEventListener("message", ({ data }) => {
      if (data === this.#owner) void this.#fetch(data as string, "change made in another tab");
    });
  }

  /** Goes over to the annotations of a service, or of the sample that is shown in its place. */
  follow(service: string, sample: boolean): Promise<void> {
    const owner = ownerOf(service, sample);
    if (owner !== this.#owner) {
      const wasOwned = this.#owner !== undefined;
      this.#owner = owner;
      this.#history = new History<Annotations>(NO_ANNOTATIONS);
      // Not a moment longer: what was said of other data must not be in this one's figures.
      if (wasOwned) this.#give(NO_ANNOTATIONS);
      this.#show();
      this.#fetching = this.#fetch(owner).then(() => {
        const carried = sample ? undefined : this.#carried;
        if (carried === undefined) return;
        this.#carried = undefined;
        this.#take("the file of annotations", carried);
      });
    }
    return this.#fetching;
  }

  /** Replaces an entry of a list, adds one, or takes it out, as `edited` does; `what` names the change in words, as what can be undone. */
  async edit<List extends ListName>(what: string, list: List, at: number, entry: Lists[List] | undefined): Promise<void> {
    await this.#fetching;
    this.#change(what, edited(this.#history.now, list, at, entry));
  }

  /** Takes the last change back. */
  undo(): void {
    const what = this.#history.undoes;
    if (what === undefined) return;
    this.#history.undo();
    this.#changed(`Undone: ${what}.`);
  }

  /** Makes the change again that was taken back last. */
  redo(): void {
    const what = this.#history.redoes;
    if (what === undefined) return;
    this.#history.redo();
    this.#changed(`Done again: ${what}.`);
  }

  /** Takes a file of annotations. Where there are some already, it is asked what becomes of them. */
  async load(name: string, text: string): Promise<void> {
    await this.#fetching;
    try {
      const { annotations, leftOut } = readAnnotations(text);
      if (leftOut > 0) {
        this.#refused(name, `${counted(leftOut, "entry", "entries")} in it cannot be used and were left out; the others were taken.`);
      }
      if (this.#around.store.state.files.some((kept) => kept.sample)) this.#carried = annotations;
      this.#take(name, annotations);
    } catch (error) {
      this.#refused(name, messageOf(error));
    }
  }

  /** What becomes of the annotations that are there, now that a file was loaded. */
  answer(how: "merge" | "replace" | undefined): void {
    const { importing } = this.#around.store.state;
    this.#around.store.set({ importing: undefined });
    if (importing === undefined || how === undefined) return;
    const { name, annotations } = importing;
    this.#change(`loading of ${name}`, how === "merge" ? merged(this.#history.now, annotations) : annotations);
  }

  /** The file's text. */
  get text(): string {
    return written(this.#history.now);
  }

  /** Forgets everything, also what could be undone. What is kept in the browser goes with the database. */
  async forget(): Promise<void> {
    this.#history = new History<Annotations>(NO_ANNOTATIONS);
    this.#carried = undefined;
    this.#give(NO_ANNOTATIONS);
    this.#show("");
    this.#around.store.set({ importing: undefined });
    await this.#storing;
  }

  #take(name: string, annotations: Annotations): void {
    if (size(this.#history.now) > 0) this.#around.store.set({ importing: { name, annotations } });
    else this.#change(`loading of ${name}`, annotations);
  }

  #refused(name: string, what: string): void {
    const remedy = "Load a file that this page saved, or see docs/annotations.md for what such a file holds.";
    this.#around.problem({ type: "file", file: name, code: "annotations-refused", what, remedy });
  }

  #change(what: string, next: Annotations): void {
    this.#history.change(what, next);
    this.#changed(`Done: ${what}.`);
  }

  #changed(announcement: string): void {
    this.#show();
    this.#give(this.#history.now);
    this.#around.announce(announcement);
    this.#storing = this.#storing.then(() => this.#keep());
  }

  /** Puts the annotations where the elements see them. */
  #show(storage = this.#around.store.state.annotating.storage): void {
    const { now, undoes, redoes } = this.#history;
    this.#around.store.set({ annotating: { annotations: now, undoes, redoes, storage } });
  }

  #give(annotations: Annotations): void {
    const text = size(annotations) === 0 ? undefined : written(annotations);
    this.#around.engine.annotate(text).then(
      (summary) => {
        for (const { message, examples } of summary?.warnings ?? []) {
          this.#refused("Your annotations", [message, ...examples.map(({ what }) => what)].join(" "));
        }
      },
      (error: unknown) => {
        if (error instanceof ProblemError) this.#around.problem(error.problem);
      },
    );
  }

  async #keep(): Promise<void> {
    const owner = this.#owner;
    if (owner === undefined) return;
    const { database } = this.#around;
    const annotations = this.#history.now;
    try {
      if (size(annotations) === 0) await database.delete(nameOf(owner));
      else await database.put(nameOf(owner), written(annotations));
      this.#show("");
      this.#others?.postMessage(owner);
    } catch (error) {
      this.#show(messageOf(error));
    }
  }

  /** Fetches what was kept. Where another tab has kept it, it is a change of what is here. */
  async #fetch(owner: string, what?: string): Promise<void> {
    try {
      const text = await this.#around.database.get(nameOf(owner));
      if (owner !== this.#owner) return;
      const annotations = typeof text === "string" ? readAnnotations(text).annotations : NO_ANNOTATIONS;
      if (written(annotations) === written(this.#history.now)) return;
      if (what === undefined) this.#history = new History<Annotations>(annotations);
      else this.#history.change(what, annotations);
      this.#show("");
      this.#give(annotations);
    } catch (error) {
      this.#show(messageOf(error));
    }
  }
}

/** Whose it is what the reviewer says and tries: a service's, or the sample's that is shown in its place. */
export function ownerOf(service: string, sample: boolean): string {
  return sample ? `${service}, sample` : service;
}

function nameOf(owner: string): string {
  return `annotations of ${owner}`;
}

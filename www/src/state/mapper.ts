import type { Engine } from "../engine/engine.ts";
import { ProblemError } from "../engine/problem.ts";
import type { FileProblem, Problem } from "../engine/problem.ts";
import type { SeriesRole } from "../prometheus/query.ts";
import type { Store } from "./store.ts";

/** A file whose series nothing says the meaning of, with the problem that this is. */
export interface UnmappedFile {
  readonly file: File;
  readonly problem: FileProblem;
}

/** What the mapper needs of the page around it. */
export interface Surroundings {
  readonly engine: Engine;
  readonly store: Store;
  readonly problem: (problem: Problem) => void;
  readonly announce: (text: string) => void;
  readonly add: (files: readonly File[]) => void;
}

/** The part of the controller that asks once what series count, and puts the answer into the SLO. */
export class Mapper {
  readonly #around: Surroundings;
  #refused: UnmappedFile[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
    const { engine, store } = around;
    engine.on("unmapped", (file) => this.#refused.push(file));
    engine.on("idle", () => {
      // All files that came together are asked about together.
      if (this.#refused.length === 0) return;
      store.set({ unmapped: [...store.state.unmapped, ...this.#refused] });
      this.#refused = [];
    });
  }

  /** Takes what the series count into the SLO and reads the files again. Gives why that is refused, if it is. */
  async map(series: readonly SeriesRole[]): Promise<string> {
    const { engine, store, announce, add } = this.#around;
    try {
      const { file, service } = await engine.slo();
      const text = await engine.withEventSeries(engine.sloSource?.text, series);
      await engine.setSlo(engine.sloSource === undefined ? `${service}.yaml` : file, text);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { problem } = error;
      const [first] = problem.type === "slo" ? problem.problems : [];
      return first === undefined ? "The SLO cannot take this." : `The SLO cannot take this: ${first.message}. What to do: ${first.remedy}.`;
    }
    const files = store.state.unmapped.map(({ file }) => file);
    store.set({ unmapped: [] });
    announce("The SLO says now what the series count. Save it to have it said the next time.");
    add(files);
    return "";
  }

  /** Leaves the files out. */
  leave(): void {
    const { store, problem } = this.#around;
    const left = store.state.unmapped;
    store.set({ unmapped: [] });
    const remedy = "Drop it again to say what its series count. Jobs need kube_job_* series with the label job_name.";
    for (const file of left) problem({ ...file.problem, remedy });
  }
}

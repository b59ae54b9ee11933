import type { Kept } from "../engine/engine.ts";
import { messageOf } from "../engine/problem.ts";
import type { SloSource } from "../engine/protocol.ts";
import type { Database } from "../storage/database.ts";
import { bytes } from "../text/figures.ts";
import type { Store } from "./store.ts";

/** The most bytes of files that are kept: a browser gives a page no more room than it can do without. */
export const KEEP_LIMIT = 500_000_000;

/** The name under which the files are kept, all in one value, so that never half of them are there. */
const KEPT = "files";

/** What is kept: the files as they were loaded, and the SLO file that was in force. */
interface KeptData {
  readonly slo: SloSource | undefined;
  readonly files: readonly { readonly name: string; readonly blob: Blob; readonly lastModified: number }[];
}

/** The part of the controller that keeps the loaded files across a reload, if the reader says so. */
export class Keeper {
  readonly #database: Database;
  readonly #store: Store;
  readonly #loaded: () => { readonly files: readonly Kept[]; readonly slo: SloSource | undefined };
  #kept: readonly unknown[] | undefined;
  #storing: Promise<void> = Promise.resolve();

  constructor(database: Database, store: Store, loaded: () => { readonly files: readonly Kept[]; readonly slo: SloSource | undefined }) {
    this.#database = database;
    this.#store = store;
    this.#loaded = loaded;
  }

  /** What an earlier visit kept, as files to be read. Nothing where nothing was kept. */
  async restore(): Promise<readonly File[]> {
    try {
      const kept = (await this.#database.get(KEPT)) as KeptData | undefined;
      if (kept === undefined) return [];
      this.#show({ on: true });
      const slo = kept.slo === undefined ? [] : [new File([kept.slo.text], kept.slo.name)];
      const files = kept.files.map(({ name, blob, lastModified }) => new File([blob], name, { lastModified }));
      this.#kept = [kept.slo?.text, ...files];
      return [...slo, ...files];
    } catch (error) {
      this.#show({ problem: messageOf(error) });
      return [];
    }
  }

  /** Keeps the loaded files from now on, or keeps none any more. */
  switch(on: boolean): Promise<void> {
    this.#kept = undefined;
    this.#show({ on, problem: "" });
    return on ? this.follow() : this.#inTurn(() => this.#database.delete(KEPT));
  }

  /** Keeps what is loaded now, if anything is to be kept. */
  follow(): Promise<void> {
    if (!this.#store.state.keeping.on) return Promise.resolve();
    const { files, slo } = this.#loaded();
    const own = files.filter(({ sample }) => !sample);
    const now = [slo?.text, ...own.map(({ file }) => file)];
    if (this.#kept?.length === now.length && now.every((part, place) => part === this.#kept?.[place])) return this.#storing;
    this.#kept = now;
    const size = own.reduce((sum, { file }) => sum + file.size, 0);
    return this.#inTurn(async () => {
      if (size > KEEP_LIMIT) {
        await this.#database.delete(KEPT);
        this.#show({ problem: `The files have ${bytes(size)}, and at most ${bytes(KEEP_LIMIT)} are kept. None of them is.` });
        return;
      }
      const kept: KeptData = { slo, files: own.map(({ file }) => ({ name: file.name, blob: file, lastModified: file.lastModified })) };
      await this.#database.put(KEPT, kept);
      this.#show({ problem: "" });
    });
  }

  /** Forgets that anything was to be kept; what is kept goes with the database. */
  async forget(): Promise<void> {
    this.#kept = undefined;
    this.#show({ on: false, problem: "" });
    await this.#storing;
  }

  /** One after another, so that an earlier state never comes in last. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#storing = this.#storing.then(act).catch((error: unknown) => {
      this.#kept = undefined;
      this.#show({ problem: messageOf(error) });
    });
    return this.#storing;
  }

  #show(change: Partial<{ on: boolean; problem: string }>): void {
    this.#store.set({ keeping: { ...this.#store.state.keeping, ...change } });
  }
}

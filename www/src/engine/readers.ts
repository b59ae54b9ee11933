import type { Reader } from "./reader.ts";

/** A reader whose wasm memory is larger than this is replaced after its file, since that memory never shrinks. */
export const READER_MEMORY_LIMIT = 64 * 1024 * 1024;

/** Keeps one reader warm, so that a file never waits for a worker to start. */
export class Readers {
  #spare: Reader | undefined;

  constructor(private readonly make: () => Reader) {
    this.#spare = make();
  }

  /** A reader to read with, and give back. */
  take(): Reader {
    const reader = this.#spare?.usable === true ? this.#spare : this.make();
    this.#spare = undefined;
    return reader;
  }

  /** Takes a reader back for the next file, or replaces it with a fresh one. */
  giveBack(reader: Reader): void {
    if (reader.usable && reader.memory <= READER_MEMORY_LIMIT) {
      this.#spare = reader;
      return;
    }
    reader.stop();
    this.#spare = this.make();
  }
}

import type { Progress } from "../engine/events.ts";
import type { Reading } from "./store.ts";

/** Adds up the progress of single files to that of everything that was added since nothing was under way. */
export class Batch {
  #files = 0;
  #bytes = 0;
  /** The bytes of the files that are done. */
  #done = 0;
  #last: Progress | undefined;

  /** Counts files in. */
  add(files: readonly File[]): void {
    this.#files += files.length;
    this.#bytes += files.reduce((sum, file) => sum + file.size, 0);
  }

  /** Follows the engine to where it is. */
  follow(progress: Progress): Reading {
    const last = this.#last;
    if (last !== undefined && (last.name !== progress.name || progress.read < last.read)) this.#done += last.size;
    this.#last = progress;
    const { name, read, size, bytesPerSecond, queued } = progress;
    const files = Math.max(this.#files, queued + 1);
    const sizeOfAll = Math.max(this.#bytes, this.#done + size);
    return {
      name,
      read,
      size,
      bytesPerSecond,
      file: files - queued,
      files,
      readOfAll: Math.min(this.#done + read, sizeOfAll),
      sizeOfAll,
    };
  }

  /** Begins anew: nothing is under way. */
  clear(): void {
    this.#files = 0;
    this.#bytes = 0;
    this.#done = 0;
    this.#last = undefined;
  }
}

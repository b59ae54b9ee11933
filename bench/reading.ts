/** The worker of `cargo xtask bench ingest` and `prometheus`: it reads a file without the core, to have something to compare with. */

import { readChunks } from "../www/src/engine/chunks.ts";

/** What is timed. */
export interface Trial {
  readonly file: File;
  /** `bare` reads the bytes as the page's reader does and drops them; `json` makes them a string and parses that. */
  readonly way: "bare" | "json";
}

self.addEventListener("message", async ({ data: { file, way } }: MessageEvent<Trial>) => {
  const began = performance.now();
  let seen = 0;
  if (way === "bare") {
    await readChunks(file, (chunk) => {
      seen += chunk.byteLength;
    });
  } else {
    const parsed = JSON.parse(await file.text()) as {
      readonly items?: readonly unknown[];
      readonly data?: { readonly result: readonly unknown[] };
    };
    seen = (parsed.items ?? parsed.data?.result ?? []).length;
  }
  self.postMessage({ took: performance.now() - began, seen });
});

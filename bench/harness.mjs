// What the benchmarks in the browser share: a page of their own, loading a file as a user does, and reading its bytes
// alone beside it.
import path from "node:path";
import { build } from "esbuild";
import { chromium } from "@playwright/test";

const MB = 1e6;

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** The bench's own worker, as a script. */
export async function readingWorker() {
  const bundled = await build({ entryPoints: ["bench/reading.ts"], bundle: true, format: "esm", target: "es2022", write: false });
  return bundled.outputFiles[0].text;
}

/** A page whose workers are warm and free. */
export async function openPage(context, worker) {
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`page error: ${error.message}`));
  await page.route("**/bench-reading.js", (route) => route.fulfill({ contentType: "text/javascript", body: worker }));
  await page.goto(process.env.SLO_REVIEW_URL);
  // The sample goes through the same workers; when it has been read they are warm and free.
  await page.waitForFunction(() => performance.getEntriesByName("slo-review:load").length >= 2, undefined, { polling: 50 });
  return page;
}

/** Loads the file as a user does, and gives what the engine measured. */
export async function load(page, file) {
  await page.locator("input[type=file][multiple]").setInputFiles(file);
  const name = path.basename(file);
  const found = await page.waitForFunction(
    (wanted) => {
      const entry = performance.getEntriesByName("slo-review:load").find(({ detail }) => detail.file === wanted);
      return entry && { took: entry.duration, ...entry.detail };
    },
    name,
    { polling: 20, timeout: 300_000 },
  );
  return found.jsonValue();
}

/** Reads the file in the bench's own worker. */
export async function read(page, file, way) {
  await page.evaluate(() => {
    document.getElementById("bench-file")?.remove();
    const input = Object.assign(document.createElement("input"), { type: "file", id: "bench-file" });
    document.body.append(input);
  });
  await page.locator("#bench-file").setInputFiles(file);
  return page.evaluate(
    (way) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(new URL("bench-reading.js", document.baseURI), { type: "module" });
        worker.addEventListener("error", (event) => reject(new Error(event.message)));
        worker.addEventListener("message", ({ data }) => {
          worker.terminate();
          resolve(data);
        });
        worker.postMessage({ file: document.getElementById("bench-file").files[0], way });
      }),
    way,
  );
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Prints the times that one way took, and gives their median. */
export function line(name, times, bytes) {
  const took = median(times);
  const all = times.map((time) => time.toFixed(0)).join(" ");
  console.log(`  ${name.padEnd(24)} ${took.toFixed(0).padStart(6)} ms  ${(bytes / MB / (took / 1000)).toFixed(0).padStart(5)} MB/s   (${all})`);
  return took;
}

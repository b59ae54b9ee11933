// Times how the built page reads a large log of the worker in Chromium, beside reading its bytes alone.
// `cargo xtask bench logs` runs this with the page served and the browser found.
//
// The two ways take turns, round after round, in the same page, as in ingest.mjs.
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { line, load, openBrowser, openPage, read, readingWorker } from "./harness.mjs";

const [folder, rounds] = process.argv.slice(2);
const SIZE = 500e6;
const MIB = 1024 * 1024;
const STAMP = /^\{"time":"[^"]+"/;
const RUN = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** A worker's log of a simulated history, repeated with other runs and later times until it is large enough; made once. */
function workerLog() {
  const file = path.join(folder, "worker.log");
  if (existsSync(file)) {
    return file;
  }
  console.error(`simulating ${path.basename(file)}, which takes a while the first time`);
  const out = path.join(folder, "out");
  const simulate = ["tests/tools/simulate.py", "--seed", "12", "--days", "10", "--jobs-per-day", "3000", "--incidents", "4", "--formats", "logs", "--out", out];
  if (spawnSync("python3", simulate, { stdio: ["ignore", "ignore", "inherit"] }).status !== 0) {
    throw new Error("tests/tools/simulate.py failed");
  }
  const lines = readFileSync(path.join(out, "worker.log"), "utf8").split("\n").slice(0, -1);
  const begin = Date.parse("2026-02-19T00:00:00Z");
  const step = (8 * 86_400_000) / (SIZE / 300);
  const unfinished = openSync(`${file}.part`, "w");
  let [size, number] = [0, 0];
  while (size < SIZE) {
    const piece = [];
    for (const original of lines) {
      number += 1;
      const time = new Date(begin + number * step).toISOString().replace("Z", `${String(number % 1_000_000).padStart(6, "0")}Z`);
      // Another run with jobs of its own: their names have its first characters.
      const run = RUN.exec(original)?.[0] ?? "";
      const digits = ((number * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, "0");
      const other = run && original.replaceAll(run.slice(0, 8), digits);
      piece.push((other || original).replace(STAMP, `{"time":"${time}"`));
    }
    size += writeSync(unfinished, `${piece.join("\n")}\n`);
  }
  closeSync(unfinished);
  renameSync(`${file}.part`, file);
  rmSync(out, { recursive: true });
  return file;
}

const worker = await readingWorker();
const file = workerLog();
const bytes = statSync(file).size;
const browser = await openBrowser();
try {
  const context = await browser.newContext();
  const times = { load: [], parsing: [], bare: [] };
  let loaded;
  for (let round = 0; round < Number(rounds); round += 1) {
    const page = await openPage(context, worker);
    const bare = await read(page, file, "bare");
    if (bare.seen !== bytes) {
      throw new Error(`the bare read saw ${bare.seen} of ${bytes} bytes`);
    }
    times.bare.push(bare.took);
    loaded = await load(page, file);
    times.load.push(loaded.took);
    times.parsing.push(loaded.parsing);
    await page.close();
  }
  console.log(`\n${path.basename(file)}: ${(bytes / 1e6).toFixed(0)} MB, ${rounds} rounds, medians`);
  const bare = line("bytes alone", times.bare, bytes);
  const page = line("the page, until held", times.load, bytes);
  line("  of it, in the core", times.parsing, bytes);
  console.log(`  the page takes ${(page / bare).toFixed(2)} times the bytes alone (to reach: at most 2.00)`);
  console.log(`  wasm memory: reader ${(loaded.memory / MIB).toFixed(1)} MiB, holder ${(loaded.held / MIB).toFixed(1)} MiB`);
} finally {
  await browser.close();
}

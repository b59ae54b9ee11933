// Times how the built page reads a large export in Chromium, beside reading its bytes alone and beside JSON.parse.
// `cargo xtask bench ingest` runs this with the page served and the browser found.
//
// The three ways take turns, round after round, in the same page. Each round begins with a page of its own, so that no
// way profits from memory that another has already grown.
import { spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { line, load, openBrowser, openPage, read, readingWorker } from "./harness.mjs";

const [folder, rounds, ...flags] = process.argv.slice(2);
const MB = 1e6;
const MIB = 1024 * 1024;

/** A pretty-printed JobList of about that many jobs a day for 8 days; made once. Each job takes about 10 KB. */
function jobList(jobsPerDay) {
  const file = path.join(folder, `jobs-${jobsPerDay}.json`);
  if (!existsSync(file)) {
    console.error(`simulating ${path.basename(file)}, which takes a while the first time`);
    const out = path.join(folder, "out");
    const simulate = ["tests/tools/simulate.py", "--seed", "4", "--jobs-per-day", `${jobsPerDay}`, "--formats", "list", "--out", out];
    if (spawnSync("python3", simulate, { stdio: ["ignore", "ignore", "inherit"] }).status !== 0) {
      throw new Error("tests/tools/simulate.py failed");
    }
    renameSync(path.join(out, "jobs-list.json"), file);
    rmSync(out, { recursive: true });
  }
  return file;
}

function memory(loaded) {
  const allowed = 64 * MIB + 150 * loaded.jobs;
  for (const [name, bytes] of [["reader", loaded.memory], ["holder", loaded.held]]) {
    const verdict = bytes <= allowed ? "within" : "OVER";
    console.log(`  wasm memory of the ${name}: ${(bytes / MIB).toFixed(1)} MiB, ${verdict} the ${(allowed / MIB).toFixed(1)} MiB of 64 MiB + 150 bytes a job`);
  }
}

const worker = await readingWorker();
const browser = await openBrowser();
try {
  const context = await browser.newContext();
  const file = jobList(2650);
  const bytes = statSync(file).size;
  const times = { load: [], parsing: [], bare: [], json: [] };
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
    times.json.push((await read(page, file, "json")).took);
    await page.close();
  }
  console.log(`\n${path.basename(file)}: ${(bytes / MB).toFixed(0)} MB, ${loaded.jobs} jobs, ${rounds} rounds, medians`);
  const bare = line("bytes alone", times.bare, bytes);
  const json = line("text() and JSON.parse", times.json, bytes);
  const load_ = line("the page, until held", times.load, bytes);
  line("  of it, in the core", times.parsing, bytes);
  console.log(`  the page takes ${(load_ / bare).toFixed(2)} times the bytes alone (to reach: at most 1.50)`);
  console.log(`  the page takes ${(load_ / json).toFixed(2)} times JSON.parse (to reach: at most 0.50)`);
  memory(loaded);
  if (flags.includes("--large")) {
    const large = jobList(13_250);
    const page = await openPage(context, worker);
    const { took, ...rest } = await load(page, large);
    console.log(`\n${path.basename(large)}: ${(statSync(large).size / MB).toFixed(0)} MB, ${rest.jobs} jobs, ${(took / 1000).toFixed(1)} s`);
    memory(rest);
  }
} finally {
  await browser.close();
}

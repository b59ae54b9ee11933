// Times how the built page reads a large Prometheus response in Chromium, beside reading its bytes alone and beside
// JSON.parse. `cargo xtask bench prometheus` runs this with the page served and the browser found.
//
// The three ways take turns, round after round, in the same page, as in ingest.mjs.
import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { line, load, openBrowser, openPage, read, readingWorker } from "./harness.mjs";

const [folder, rounds] = process.argv.slice(2);
const SIZE = 100e6;
const MIB = 1024 * 1024;
const BEGIN = Date.parse("2026-02-19T00:00:00Z") / 1000;
const WEEK = 7 * 86_400;

/**
 * The answer to a range query of `kube_job_created` over a week with a step of 60 s, as kube-state-metrics of a cluster
 * with many jobs has it: most series are short, since a job is gone a few minutes after its end. Made once.
 */
function matrix() {
  const file = path.join(folder, "kube_job_created.json");
  if (existsSync(file)) {
    return file;
  }
  const scrape = { container: "kube-state-metrics", endpoint: "http", instance: "10.42.0.15:8080", job: "kube-state-metrics" };
  const pod = "kube-prometheus-stack-kube-state-metrics-6f7d9c8b5d-x2k4p";
  const kinds = [["mirror-golang-alpine", 6], ["mirror-node-alpine", 6], ["mirror-postgres", 5], ["kaniko-control-plane", 15], ["codegen-check", 62]];
  const unfinished = openSync(`${file}.part`, "w");
  let size = writeSync(unfinished, '{"status":"success","data":{"resultType":"matrix","result":[');
  for (let number = 0; size < SIZE; ) {
    const piece = [];
    for (let count = 0; count < 1_000; count += 1, number += 1) {
      const [kind, samples] = kinds[number % kinds.length];
      const created = BEGIN + ((number * 2_654_435_761) % WEEK);
      const first = Math.ceil(created / 60) * 60;
      const token = ((number * 2_246_822_519) % 2 ** 32).toString(16).padStart(8, "0");
      const metric = { __name__: "kube_job_created", ...scrape, job_name: `codex-k8s-${kind}-${token}`, namespace: `codex-k8s-dev-${number % 9}`, pod };
      const values = Array.from({ length: samples }, (_, index) => [first + index * 60, `${created}`]);
      piece.push(JSON.stringify({ metric, values }));
    }
    size += writeSync(unfinished, (number > 1_000 ? "," : "") + piece.join(","));
  }
  writeSync(unfinished, "]}}\n");
  closeSync(unfinished);
  renameSync(`${file}.part`, file);
  return file;
}

const worker = await readingWorker();
const file = matrix();
const bytes = statSync(file).size;
const browser = await openBrowser();
try {
  const context = await browser.newContext();
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
  console.log(`\n${path.basename(file)}: ${(bytes / 1e6).toFixed(0)} MB, ${rounds} rounds, medians`);
  const bare = line("bytes alone", times.bare, bytes);
  const json = line("text() and JSON.parse", times.json, bytes);
  const page = line("the page, until held", times.load, bytes);
  line("  of it, in the core", times.parsing, bytes);
  console.log(`  the page takes ${(page / bare).toFixed(2)} times the bytes alone (to reach: at most 2.00)`);
  console.log(`  the page takes ${(page / json).toFixed(2)} times JSON.parse (to reach: at most 0.33)`);
  console.log(`  wasm memory: reader ${(loaded.memory / MIB).toFixed(1)} MiB, holder ${(loaded.held / MIB).toFixed(1)} MiB`);
} finally {
  await browser.close();
}

// Bundles the page's own scripts and styles into Trunk's staging folder, and packs the wasm. Trunk runs this as its
// post_build hook, when the staging folder already holds index.html and the wasm with its glue.
//
// Each bundle is named after its content, and index.html is told the names: a host may then cache everything but
// index.html for ever, and an old page never meets a new worker.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, transform } from "esbuild";

import { writeMethodPage } from "./method-page.mjs";
import { common, target } from "./page-bundle.mjs";
import { packed } from "./wasm-pack.mjs";

const staging = process.env.TRUNK_STAGING_DIR;
if (staging === undefined) {
  throw new Error("TRUNK_STAGING_DIR is not set: this is Trunk's post_build hook, run `cargo xtask build` instead");
}

// What wasm-bindgen wrote is full of comments and long names. Its own name keeps Trunk's hash, which is of the same code.
for (const name of (await readdir(staging)).filter((name) => name.endsWith(".js"))) {
  const glue = path.join(staging, name);
  const { code } = await transform(await readFile(glue, "utf8"), { format: "esm", minify: true, legalComments: "none", target });
  await writeFile(glue, code);
}

// Its name keeps Trunk's hash, too: the same wasm is always packed the same.
for (const name of (await readdir(staging)).filter((name) => name.endsWith(".wasm"))) {
  const wasm = path.join(staging, name);
  await writeFile(wasm, await packed(await readFile(wasm)));
}

/** The address that index.html asks for, and the file that it is bundled from. */
const bundles = new Map([
  ["./app.js", "www/src/boot.ts"],
  ["./worker.js", "www/src/engine/worker.ts"],
  ["./style.css", "www/styles/main.css"],
]);

const result = await build({
  ...common,
  entryPoints: [...bundles].map(([address, source]) => ({ in: source, out: path.parse(address).name })),
  outdir: staging,
  entryNames: "[name]-[hash]",
  format: "esm",
  metafile: true,
});

// Its name never changes: a browser looks there for newer versions. What it keeps is put before it at the end of the build, when
// all files are there.
await build({ ...common, entryPoints: [{ in: "www/src/offline/service-worker.ts", out: "sw" }], outdir: staging, format: "iife" });

const page = path.join(staging, "index.html");
let html = await readFile(page, "utf8");
for (const [address, source] of bundles) {
  const output = Object.entries(result.metafile.outputs).find(([, made]) => made.entryPoint === source)?.[0];
  if (output === undefined || !html.includes(`"${address}"`)) {
    throw new Error(`${source} was not bundled, or index.html does not ask for ${address}`);
  }
  const made = `./${path.basename(output)}`;
  html = html.replaceAll(`"${address}"`, `"${made}"`);
  if (address === "./style.css") {
    await writeMethodPage(staging, made);
  }
}
await writeFile(page, html);

// Puts a built page into one HTML file that opens from a disk: `node www/single-file.mjs DIST OUTPUT`. `cargo xtask build
// --single-file` runs it.
//
// Scripts and styles stand in the file and are allowed by their hashes; everything else that the page would fetch is in it as base64,
// in script elements that are no scripts. See www/src/parts/embedded.ts, which reads them there.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

import { common } from "./page-bundle.mjs";

const [dist, output] = process.argv.slice(2);
if (output === undefined) {
  throw new Error("say which folder holds the built page, and where the file goes: run `cargo xtask build --single-file` instead");
}

const read = (name) => readFile(path.join(dist, name), "utf8");

/** The one match of a pattern: a page that is made otherwise than expected must not pass. */
function only(text, pattern, what) {
  const matches = [...text.matchAll(new RegExp(pattern, "g"))];
  if (matches.length !== 1) {
    throw new Error(`${what}: found ${matches.length} times in place of once`);
  }
  return matches[0];
}

/** The text with the one match of a pattern replaced. */
function replaced(text, pattern, by, what) {
  only(text, pattern, what);
  return text.replace(new RegExp(pattern), () => by);
}

const served = await read("index.html");
const scriptTag = only(served, String.raw`<script type="module" src="[^"]+"([^>]*)></script>`, "the page's script");
const attribute = (name) => only(scriptTag[1], `data-${name}="\\./([^"]+)"`, `data-${name}`)[1];

/** Takes `embedded.ts` for `served.ts`, and the glue of the built page for what it imports. */
const parts = {
  name: "parts",
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/parts\/served\.ts$/ }, () => ({ path: path.resolve("www/src/parts/embedded.ts") }));
    onResolve({ filter: /^slo-review:glue$/ }, () => ({ path: path.resolve(dist, attribute("glue")) }));
  },
};

async function bundled(source) {
  const { outputFiles } = await build({
    ...common,
    plugins: [...common.plugins, parts],
    entryPoints: [source],
    write: false,
    format: "iife",
    // The glue's own way of finding the wasm, which is not used.
    logOverride: { "empty-import-meta": "silent" },
  });
  return outputFiles[0].text;
}

const script = await bundled("www/src/single/boot.ts");
const style = await read(only(served, String.raw`<link rel="stylesheet" href="\./([^"]+)">`, "the style sheet")[1]);
for (const [text, forbidden] of [
  [script, /<\/script|<!--/i],
  [style, /<\/style/i],
]) {
  if (forbidden.test(text)) {
    throw new Error(`a script or style sheet holds ${forbidden}, at which an HTML parser would cut it off`);
  }
}
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "connect-src 'none'",
  "img-src data: blob:",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** What the page would fetch, by its address. */
const contents = new Map([
  [attribute("wasm"), await readFile(path.join(dist, attribute("wasm")))],
  [attribute("worker"), Buffer.from(await bundled("www/src/engine/worker.ts"))],
]);
for (const folder of ["sample", "texts"]) {
  for (const name of (await readdir(path.join(dist, folder))).sort()) {
    contents.set(`${folder}/${name}`, await readFile(path.join(dist, folder, name)));
  }
}
const stored = [...contents].map(([name, bytes]) => `<script type="application/octet-stream" data-part="${name}">${bytes.toString("base64")}</script>`);

// The method opens in a tab of its own, in this same file; an empty address leads from there to the review.
const method = await read("method.html");
const title = only(method, "<title>(.*) · slo-review</title>", "the method's title")[1];
const text = replaced(only(method, "<main[^]*</main>", "the method's text")[0], 'href="\\./"', 'href=""', "the way back to the review");

let html = served;
const icon = `data:image/svg+xml;base64,${(await readFile(path.join(dist, "favicon.svg"))).toString("base64")}`;
html = replaced(html, String.raw`(?<=Content-Security-Policy" content=")[^"]*`, policy, "the policy");
html = replaced(html, String.raw`(?<=<link rel="icon" type="image/svg\+xml" href=")[^"]*`, icon, "the icon");
html = replaced(html, String.raw`<link rel="stylesheet"[^>]*>`, `<style>${style}</style>`, "the style sheet");
for (const rel of ["apple-touch-icon", "manifest", "modulepreload", "preload"]) {
  html = replaced(html, String.raw`\s*<link rel="${rel}"[^>]*>`, "", `the link to ${rel}`);
}
html = replaced(
  html,
  String.raw`<li>\s*Load the page again: [^]*?</li>`,
  "<li>Load the page again. If that does not help, the file may have been cut on its way: get it again.</li>",
  "the advice about lost files",
);
html = replaced(html, String.raw`\s*<li>\s*Open the page over [^]*?</li>`, "", "the advice about http");
html = replaced(html, String.raw`(?<=WebAssembly with SIMD) and module workers`, "", "the advice about workers");
html = html.replace(/for this site/g, "for this file");
html = replaced(html, String.raw`<script type="module" src=[^>]*></script>`, "", "the page's script");
html = replaced(
  html,
  "</body>",
  `<template id="method-text" title="${title}">${text}</template>
${stored.join("\n")}
<script type="module"${scriptTag[1]}>${script}</script>
</body>`,
  "the end of the page",
);
await writeFile(output, html);

// What all bundles of the page's scripts and styles have in common.
import { readFile } from "node:fs/promises";

/** The browsers that the page is made for. */
export const target = ["es2022", "chrome111", "firefox115", "safari16.4"];

/** The source with the layout taken out of its templates of HTML and style sheets, which esbuild leaves as they are. */
function tight(source) {
  const sheets = source.replace(/\bcss`[^`]*`/g, (sheet) => sheet.replace(/\s+/g, " ").replace(/ ?([{};]) ?/g, "$1").replace(/([:,]) /g, "$1").replace(/;\}/g, "}"));
  return sheets.replace(/\n\s+/g, "\n");
}

const templates = {
  name: "templates",
  setup: ({ onLoad }) =>
    onLoad({ filter: /www\/src\/.*\.ts$/ }, async ({ path: source }) => ({ contents: tight(await readFile(source, "utf8")), loader: "ts" })),
};

/** How each of them is made. */
export const common = { bundle: true, target, minify: true, legalComments: "none", plugins: [templates], logLevel: "warning" };

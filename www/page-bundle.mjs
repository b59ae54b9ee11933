// What all bundles of the page's scripts and styles have in common.
import { readFile } from "node:fs/promises";

/** The browsers that the page is made for. */
export const target = ["es2022", "chrome111", "firefox115", "safari16.4"];

/** Takes the layout out of the style sheets inside of scripts, which esbuild leaves as they are. */
const styles = {
  name: "styles",
  setup: ({ onLoad }) =>
    onLoad({ filter: /www\/src\/.*\.ts$/ }, async ({ path: source }) => ({
      contents: (await readFile(source, "utf8")).replace(/\bcss`[^`]*`/g, (sheet) => sheet.replace(/\s+/g, " ").replace(/ ?([{};]) ?/g, "$1")),
      loader: "ts",
    })),
};

/** How each of them is made. */
export const common = { bundle: true, target, minify: true, legalComments: "none", plugins: [styles], logLevel: "warning" };

// Makes the page that every "How is this computed?" links to out of docs/method.md, so that the two cannot differ. It is
// plain HTML and needs no script.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Marked } from "marked";

/** The source, in the repository. */
const source = "docs/method.md";

/** The same policy as that of index.html, without what only scripts need. */
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

const marked = new Marked({
  renderer: {
    // "## 3. Availability" is found at #section-3, whatever its title becomes.
    heading({ tokens, depth, text }) {
      const section = /^(\d+)\. /.exec(text)?.[1];
      const id = section === undefined ? "" : ` id="section-${section}"`;
      return `<h${depth}${id}>${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
  },
});

/** Writes method.html beside index.html, with the style sheet of the given address. */
export async function writeMethodPage(staging, stylesheet) {
  const markdown = await readFile(source, "utf8");
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? "The method";
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · slo-review</title>
    <link rel="icon" type="image/svg+xml" href="./favicon.svg">
    <link rel="stylesheet" href="${stylesheet}">
  </head>
  <body>
    <main class="prose">
      <p><a href="./">Back to the review</a></p>
${marked.parse(markdown)}    </main>
  </body>
</html>
`;
  await writeFile(path.join(staging, "method.html"), html);
}

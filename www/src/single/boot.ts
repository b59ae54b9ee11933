/** The first script of the single file: it starts the review, or shows the method where the address asks for it. */

import { startPage } from "../start-page.ts";
import { applyTheme, storedTheme } from "../state/theme.ts";

/** Shows the method, which is in the file as a template, at the section that the address names. */
function showMethod(host: HTMLElement, method: HTMLTemplateElement): void {
  applyTheme(storedTheme());
  document.title = `${method.title} · slo-review`;
  host.replaceChildren(method.content.cloneNode(true));
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

const host = document.getElementById("page");
const method = document.querySelector<HTMLTemplateElement>("template#method-text");
if (host !== null) {
  if (method !== null && /^#(method|section-\d+)$/.test(location.hash)) {
    showMethod(host, method);
  } else {
    void startPage(host);
  }
}

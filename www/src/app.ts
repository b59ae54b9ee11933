import type { Engine } from "./engine/engine.ts";

/** Puts the page into `host`, in place of the text that stood there while everything started. */
export function openPage(host: HTMLElement, engine: Engine): void {
  const heading = document.createElement("h1");
  heading.textContent = `slo-review ${engine.version}`;
  host.replaceChildren(heading);
}

import { LitElement, html, nothing } from "lit";

import type { Controller } from "../state/controller.ts";
import type { Reading } from "../state/store.ts";
import { bytes, shareLeft, speed } from "../text/figures.ts";
import { progressSheet } from "./progress-sheet.ts";
import { sheet } from "./sheet.ts";

/** `<slo-reading>`: how far the reading is, of the file under way and of all, with the button that ends it. */
export class SloReading extends LitElement {
  static override properties = { reading: { attribute: false }, controller: { attribute: false } };

  static override styles = [sheet, progressSheet];

  /** How far it is; nothing is shown without. */
  reading: Reading | undefined;
  /** Ends it. */
  controller!: Controller;

  override render(): unknown {
    const { reading } = this;
    if (reading === undefined) return nothing;
    const { name, read, size, bytesPerSecond, file, files, readOfAll, sizeOfAll } = reading;
    const share = size === 0 ? 0 : read / size;
    const shareOfAll = sizeOfAll === 0 ? 0 : readOfAll / sizeOfAll;
    return html`<section class="panel" aria-label="Reading files">
      <div class="row">
        <p class="name">${name}</p>
        <button class="button" type="button" @click=${(): void => this.controller.cancel()}>Cancel</button>
      </div>
      <p class="row muted">
        <span>${bytes(read)} of ${bytes(size)}</span>
        <span>${shareLeft(share, 0)}${bytesPerSecond > 0 ? html` · ${speed(bytesPerSecond)}` : nothing}</span>
      </p>
      <progress max="1" .value=${share} aria-label="Reading ${name}"></progress>
      ${files < 2
        ? nothing
        : html`<p class="row muted">
              <span>File ${file} of ${files}</span><span>${shareLeft(shareOfAll, 0)} of ${bytes(sizeOfAll)}</span>
            </p>
            <progress max="1" .value=${shareOfAll} aria-label="Reading all files"></progress>`}
    </section>`;
  }
}

customElements.define("slo-reading", SloReading);

import { LitElement, html, nothing } from "lit";

import type { Controller } from "../state/controller.ts";
import type { Asking } from "../state/store.ts";
import { bytes } from "../text/figures.ts";
import { progressSheet } from "./progress-sheet.ts";
import { sheet } from "./sheet.ts";

/** `<slo-asking>`: how far the questions to a Prometheus are, with the button that gives them up. */
export class SloAsking extends LitElement {
  static override properties = { asking: { attribute: false }, controller: { attribute: false } };

  static override styles = [sheet, progressSheet];

  /** How far it is; nothing is shown without. */
  asking: Asking | undefined;
  /** Gives it up. */
  controller!: Controller;

  override render(): unknown {
    const { asking } = this;
    if (asking === undefined) return nothing;
    const { origin, name, request, requests, bytes: came } = asking;
    return html`<section class="panel" aria-label="Asking Prometheus">
      <div class="row">
        <p class="name">${origin}</p>
        <button class="button" type="button" @click=${(): void => this.controller.asker.cancel()}>Cancel</button>
      </div>
      <p class="row muted"><span>Question ${request} of ${requests}: ${name}</span><span>${bytes(came)}</span></p>
      <progress max=${requests} .value=${request - 1} aria-label="Asking ${origin}"></progress>
    </section>`;
  }
}

customElements.define("slo-asking", SloAsking);

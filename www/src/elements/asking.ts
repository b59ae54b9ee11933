import { LitElement, css, html, nothing } from "lit";

import type { Controller } from "../state/controller.ts";
import type { Asking } from "../state/store.ts";
import { bytes } from "../text/figures.ts";
import { sheet } from "./sheet.ts";

/** `<slo-asking>`: how far the questions to a Prometheus are, with the button that gives them up. */
export class SloAsking extends LitElement {
  static override properties = { asking: { attribute: false }, controller: { attribute: false } };

  static override styles = [
    sheet,
    css`
      section.panel {
        padding: var(--space-3) var(--space-4);
        border-color: var(--line-strong);
        background: var(--raised);
        box-shadow: 0 8px 28px var(--shadow);
        font-size: var(--text-s);
      }

      .name {
        overflow: hidden;
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
      }

      progress {
        display: block;
        width: 100%;
        height: 0.5rem;
        margin: var(--space-1) 0 var(--space-1);
        accent-color: var(--accent);
      }
    `,
  ];

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
      <p class="row muted"><span>Question ${request} of ${requests}</span><span>${bytes(came)} so far</span></p>
      <progress max=${requests} .value=${request - 1} aria-label="Asking ${origin}"></progress>
      <p class="muted name">${name}</p>
    </section>`;
  }
}

customElements.define("slo-asking", SloAsking);

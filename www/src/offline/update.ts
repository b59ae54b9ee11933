import { LitElement, css, html, nothing } from "lit";

import { sheet } from "../elements/sheet.ts";

/** `<slo-update>`: says that another version of the page is there, and loads it when its reader wants it. */
export class SloUpdate extends LitElement {
  static override properties = { isReady: { type: Boolean } };

  static override styles = [
    sheet,
    css`
      :host {
        position: fixed;
        z-index: 5;
        bottom: var(--space-4);
        left: var(--space-4);
        max-width: min(25rem, 90vw);
        font-size: var(--text-s);
      }

      section.panel {
        padding: var(--space-3) var(--space-4);
        border-color: var(--line-strong);
        background: var(--raised);
        box-shadow: 0 8px 28px var(--shadow);
      }

      .button {
        margin-top: var(--space-3);
      }
    `,
  ];

  /** Whether another version is ready. */
  isReady = false;

  override render(): unknown {
    return html`<div role="status">
      ${this.isReady
        ? html`<section class="panel">
            <h2>A newer version of this page is ready</h2>
            <p>
              It comes the next time the page is opened. Loaded now, annotations stay, and files that are kept in this browser; drop other
              files again.
            </p>
            <button class="button primary" type="button" @click=${(): void => location.reload()}>Load it now</button>
            <button class="button" type="button" @click=${(): void => void (this.isReady = false)}>Later</button>
          </section>`
        : nothing}
    </div>`;
  }
}

customElements.define("slo-update", SloUpdate);

declare global {
  interface HTMLElementTagNameMap {
    "slo-update": SloUpdate;
  }
}

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
        bottom: var(--space-3);
        left: var(--gutter);
        max-width: 90vw;
        font-size: var(--text-s);
      }

      .panel {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-2) var(--space-3);
        border-color: var(--line-strong);
        background: var(--raised);
        box-shadow: 0 8px 28px var(--shadow);
      }
    `,
  ];

  /** Whether another version is ready. */
  isReady = false;

  override render(): unknown {
    return html`<div role="status">
      ${this.isReady
        ? html`<div class="panel">
            <p><strong>A newer version of this page is ready.</strong> Loading it keeps annotations, and files that this browser keeps.</p>
            <button class="button primary" type="button" @click=${(): void => location.reload()}>Load it now</button>
            <button class="button" type="button" @click=${(): void => void (this.isReady = false)}>Later</button>
          </div>`
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

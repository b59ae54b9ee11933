import { LitElement, css, html } from "lit";

import { BINDINGS, enableKeys, keysEnabled } from "../input/keys.ts";
import { icon } from "./icon.ts";
import { dialogSheet, sheet } from "./sheet.ts";

/** `<slo-keys>`: the dialog that lists the keys, and switches them off. */
export class SloKeys extends LitElement {
  static override properties = { enabled: { state: true } };

  static override styles = [
    sheet,
    dialogSheet,
    css`
      dialog {
        width: min(34rem, calc(100vw - 2rem));
      }

      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: var(--space-2) var(--space-4);
        align-items: baseline;
      }

      kbd {
        display: inline-block;
        min-width: 1.9em;
        padding: 0.1em 0.5em;
        border: 1px solid var(--line-strong);
        border-bottom-width: 2px;
        border-radius: var(--radius-s);
        background: var(--sunken);
        font: var(--text-s) var(--mono);
        text-align: center;
      }

      label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        margin-top: var(--space-4);
        padding-top: var(--space-3);
        border-top: 1px solid var(--line);
        font-size: var(--text-s);
      }

      input {
        width: 1.1em;
        height: 1.1em;
        accent-color: var(--accent);
      }

      p {
        margin-top: var(--space-3);
        font-size: var(--text-s);
      }
    `,
  ];

  /** Whether the keys do anything. */
  enabled = keysEnabled();

  /** Whether the dialog is open. */
  get isOpen(): boolean {
    return this.renderRoot.querySelector("dialog")?.open ?? false;
  }

  /** Opens the dialog, or closes it if it is open. */
  toggle(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (dialog?.open === true) dialog.close();
    else {
      this.enabled = keysEnabled();
      dialog?.showModal();
    }
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title">
      <div class="dialog-head">
        <h2 id="title">Keys</h2>
        <button class="button quiet square" type="button" aria-label="Close" @click=${this.#close}>${icon("close")}</button>
      </div>
      <div class="dialog-body">
        <dl>
          ${BINDINGS.map(
            ({ key, meaning }) =>
              html`<dt><kbd>${key}</kbd></dt>
                <dd>${meaning}</dd>`,
          )}
        </dl>
        <p class="muted">
          On a chart the arrow keys, Home and End read it out. On the slider the arrow keys move by an hour, Page Up and Page Down
          by a day. In the table of incidents the arrow keys go from row to row. In Tune and in your annotations Ctrl+Z undoes and
          Ctrl+Shift+Z redoes.
        </p>
        <label><input type="checkbox" .checked=${this.enabled} @change=${this.#switch} />Single keys do this (except ?)</label>
      </div>
    </dialog>`;
  }

  readonly #switch = (event: Event): void => {
    this.enabled = (event.target as HTMLInputElement).checked;
    enableKeys(this.enabled);
  };

  readonly #close = (): void => {
    this.renderRoot.querySelector("dialog")?.close();
  };
}

customElements.define("slo-keys", SloKeys);

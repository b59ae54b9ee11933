import { LitElement, css, html } from "lit";

import { icon } from "./icon.ts";
import { sheet } from "./sheet.ts";

/** How long the button says that it has copied, in milliseconds. */
const SAID_FOR = 2_000;

/** `<slo-copy>`: a button that puts a text on the clipboard and says so; where the browser refuses, the text is shown to be copied by hand. */
export class SloCopy extends LitElement {
  static override properties = {
    label: { type: String },
    text: { attribute: false },
    outcome: { state: true },
    fallback: { state: true },
  };

  static override styles = [
    sheet,
    css`
      :host {
        display: inline-block;
      }

      textarea {
        display: block;
        width: 100%;
        height: 12rem;
        font: var(--text-s) / 1.4 var(--mono);
      }

      dialog {
        width: min(40rem, 90vw);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--text);
      }
    `,
  ];

  /** What the button says. */
  label = "Copy";
  /** The text, or what fetches it when the button is pressed. */
  text: string | (() => Promise<string>) = "";
  /** What happened at the last press. */
  outcome: "" | "copied" | "failed" = "";
  /** The text that has to be copied by hand. */
  fallback = "";

  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Copies, as a press of the button does. */
  async copy(): Promise<void> {
    clearTimeout(this.#timer);
    let text: string;
    try {
      text = typeof this.text === "string" ? this.text : await this.text();
    } catch {
      this.outcome = "failed";
      return;
    }
    try {
      await navigator.clipboard.writeText(text);
      this.outcome = "copied";
      this.#timer = setTimeout(() => (this.outcome = ""), SAID_FOR);
    } catch {
      this.fallback = text;
      await this.updateComplete;
      this.renderRoot.querySelector("dialog")?.showModal();
      this.renderRoot.querySelector("textarea")?.select();
    }
  }

  readonly #close = (): void => {
    this.renderRoot.querySelector("dialog")?.close();
  };

  override render(): unknown {
    const words = { "": this.label, copied: "Copied", failed: "Could not be made" }[this.outcome];
    return html`
      <button class="button" type="button" @click=${this.copy}>
        ${icon(this.outcome === "copied" ? "done" : "copy")}<span aria-live="polite">${words}</span>
      </button>
      <dialog aria-label="Copy by hand">
        <p>The browser did not let the page use the clipboard. Copy the text from here.</p>
        <textarea readonly aria-label="The text" .value=${this.fallback}></textarea>
        <button class="button" type="button" @click=${this.#close}>Close</button>
      </dialog>
    `;
  }
}

customElements.define("slo-copy", SloCopy);

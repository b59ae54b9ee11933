import { LitElement, css, html, nothing } from "lit";

import { readAddress } from "../prometheus/address.ts";
import { allowedOrigins, buildCommand, mayAsk } from "../prometheus/policy.ts";
import { latest, readSpan } from "../prometheus/span.ts";
import type { Controller } from "../state/controller.ts";
import { utcDigits, windowLength } from "../time/instant.ts";
import { formSheet } from "./form-sheet.ts";
import { icon } from "./icon.ts";
import { dialogSheet, sheet } from "./sheet.ts";
import "./copy.ts";

/** The fields of the form. */
type Field = "address" | "from" | "to" | "authorization";

/** `<slo-live>`: the dialog from which a Prometheus is asked. Fires `command` for the guide. */
export class SloLive extends LitElement {
  static override properties = {
    controller: { attribute: false },
    windowSeconds: { attribute: false },
    fields: { state: true },
    wrong: { state: true },
  };

  static override styles = [
    sheet,
    dialogSheet,
    formSheet,
    css`
      dialog {
        width: min(42rem, calc(100vw - 2rem));
      }

      form {
        margin-top: var(--space-4);
      }

      label.address {
        flex-basis: 100%;
      }

      label input {
        width: 100%;
      }

      .hint {
        flex-basis: 100%;
        color: var(--muted);
        font-size: var(--text-xs);
      }

      .forbidden {
        flex-basis: 100%;
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--warn-line);
        border-radius: var(--radius-s);
        background: var(--warn-soft);
        font-size: var(--text-s);
      }

      .forbidden strong {
        color: var(--warn);
      }

      .command {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        margin: var(--space-2) 0;
      }

      .command code {
        flex: 1 1 auto;
        min-width: 0;
        overflow-wrap: anywhere;
        padding: 0.3em 0.6em;
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--surface);
      }

      .answers {
        display: flex;
        flex-basis: 100%;
        justify-content: end;
        gap: var(--space-2);
      }
    `,
  ];

  /** Asks. */
  controller!: Controller;
  /** How long the SLO's window is. */
  windowSeconds = 0;
  /** What stands in the fields. */
  fields: Readonly<Record<Field, string>> = { address: "", from: "", to: "", authorization: "" };
  /** What is wrong, and in which field. */
  wrong: { readonly field: Field; readonly why: string } | undefined;

  /** The times that the page put into the fields itself. */
  #offered = { from: "", to: "" };

  /** Forgets what was typed. */
  forget(): void {
    this.fields = { address: "", from: "", to: "", authorization: "" };
  }

  /** Opens the dialog, with an address that was dropped or pasted. */
  async show(address?: string): Promise<void> {
    const known = address ?? (this.fields.address || (allowedOrigins()[0] ?? ""));
    this.fields = { ...this.fields, address: known.trim() };
    const { from, to } = this.fields;
    // What the reader has chosen stays.
    if ((from === "" && to === "") || (from === this.#offered.from && to === this.#offered.to)) {
      const span = latest(this.windowSeconds, Date.now());
      this.#offered = { from: utcDigits(span.from, "minute"), to: utcDigits(span.to, "minute") };
      this.fields = { ...this.fields, ...this.#offered };
    }
    this.wrong = undefined;
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector("dialog");
    if (dialog?.open === false) dialog.showModal();
    this.renderRoot.querySelector("input")?.focus();
  }

  override render(): unknown {
    const address = readAddress(this.fields.address);
    const forbidden = address === undefined ? allowedOrigins().length === 0 : !mayAsk(address.origin);
    return html`<dialog aria-labelledby="title">
      <div class="dialog-head">
        <h2 id="title">Ask a Prometheus</h2>
        <button class="button quiet square" type="button" aria-label="Close" @click=${this.#close}>${icon("close")}</button>
      </div>
      <div class="dialog-body">
        <p>
          The page puts the queries of
          <button class="link" type="button" @click=${this.#guide}>“What do I export?”</button> to the server itself, and reads the answers like
          files. Thanos, Mimir and others that speak its HTTP API do as well. Only the queries leave the page.
        </p>
        <form novalidate @submit=${this.#submit}>
          ${this.#input("address", "Address", "https://prometheus.example:9090", "address", "url")}
          ${forbidden ? this.#forbidden(address?.origin) : nothing}
          ${this.#input("from", "From, UTC", "2026-02-12 00:00", "wide")} ${this.#input("to", "To, UTC", "2026-02-26 00:00", "wide")}
          <p class="hint">
            A review looks ${windowLength(this.windowSeconds)} back; with as much again before it, the policy's history is whole.
          </p>
          ${this.#input("authorization", "Authorization, where the server asks for one; it is not kept", "Bearer …", "address", "password")}
          <p class="wrong" id="wrong" role="alert">${this.wrong?.why ?? ""}</p>
          <div class="answers">
            <button class="button" type="button" @click=${this.#close}>Cancel</button>
            <button class="button primary" type="submit" ?disabled=${forbidden}>Ask</button>
          </div>
        </form>
      </div>
    </dialog>`;
  }

  /** What to do where the policy forbids the question. */
  #forbidden(origin: string | undefined): unknown {
    const [allowed] = allowedOrigins();
    const command = buildCommand(origin ?? "https://prometheus.example:9090");
    return html`<div class="forbidden">
      <p>
        <strong>${allowed === undefined ? "This copy of the page asks nobody." : html`This copy of the page may ask ${allowed} only.`}</strong>
        Its content security policy forbids it, so that no data can leave unnoticed. A copy that may ask exactly
        ${origin === undefined ? "your server" : html`<strong>${origin}</strong>`} is built by
      </p>
      <div class="command"><code>${command}</code><slo-copy .text=${command}></slo-copy></div>
      <p>Or save the answers with curl or promtool and drop them here.</p>
    </div>`;
  }

  #input(field: Field, label: string, example: string, kind: string, type: "text" | "url" | "password" = "text"): unknown {
    return html`<label class=${kind}>
      ${label}
      <input
        type=${type}
        maxlength="8000"
        autocomplete="off"
        spellcheck="false"
        placeholder=${example}
        aria-invalid=${this.wrong?.field === field}
        aria-describedby="wrong"
        .value=${this.fields[field]}
        @input=${(event: Event): void => {
          this.fields = { ...this.fields, [field]: (event.target as HTMLInputElement).value };
          this.wrong = undefined;
        }}
      />
    </label>`;
  }

  readonly #close = (): void => {
    this.renderRoot.querySelector("dialog")?.close();
  };

  readonly #guide = (): void => {
    this.#close();
    this.dispatchEvent(new CustomEvent("command", { detail: "guide" }));
  };

  #refuse(field: Field, why: string): void {
    this.wrong = { field, why };
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const address = readAddress(this.fields.address);
    if (address === undefined) return this.#refuse("address", "This is no address of a server. Type it like https://prometheus.example:9090.");
    if (!mayAsk(address.origin)) return;
    const span = readSpan(this.fields.from, this.fields.to);
    if ("why" in span) return this.#refuse(span.field, span.why);
    if (/[^\x20-\x7e]/u.test(this.fields.authorization)) return this.#refuse("authorization", "The authorization has characters that no header can carry.");
    void this.controller.asker.ask(address, this.fields.authorization, span);
    this.#close();
  };
}

customElements.define("slo-live", SloLive);

declare global {
  interface HTMLElementTagNameMap {
    "slo-live": SloLive;
  }
}

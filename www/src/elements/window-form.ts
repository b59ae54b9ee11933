import { LitElement, css, html, nothing } from "lit";

import type { Annotations, Maintenance, Outage } from "../annotations/document.ts";
import type { Controller } from "../state/controller.ts";
import { milliseconds, readTyped, utcDigits } from "../time/instant.ts";
import { formSheet } from "./form-sheet.ts";
import { sheet } from "./sheet.ts";

/** A maintenance window or an outage that is being written: which list it goes to, at which place, and what it says so far. */
export interface WindowDraft {
  readonly list: "maintenance" | "outages";
  readonly at: number;
  readonly entry?: Partial<Outage>;
}

/** The fields, as they stand in the form. */
type Field = "from" | "to" | "reason" | "confirmedBy";

/** `<slo-window-form>`: the form of a maintenance window or an outage. Fires `close` when it is done with. */
export class SloWindowForm extends LitElement {
  static override properties = {
    draft: { attribute: false },
    annotations: { attribute: false },
    controller: { attribute: false },
    fields: { state: true },
    confirmed: { state: true },
    wrong: { state: true },
  };

  static override styles = [
    sheet,
    formSheet,
    css`
      form {
        padding: var(--space-3) var(--space-4);
        border-bottom: 1px solid var(--line);
        background: var(--sunken);
      }

      h3 {
        flex-basis: 100%;
      }
    `,
  ];

  /** What is being written. */
  draft!: WindowDraft;
  /** What the reviewer says so far. */
  annotations!: Annotations;
  /** Takes it. */
  controller!: Controller;
  /** What stands in the fields. */
  fields: Readonly<Record<Field, string>> = { from: "", to: "", reason: "", confirmedBy: "" };
  /** Whether an outage is confirmed. */
  confirmed = false;
  /** What is wrong, and in which field. */
  wrong: { readonly field: Field; readonly why: string } | undefined;

  /** Puts the cursor into the first field. */
  focusFirst(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("draft")) return;
    const { from, to, reason, confirmed, confirmedBy } = this.draft.entry ?? {};
    const digits = (at: string | null | undefined): string => (at ? utcDigits(at) : "");
    this.fields = { from: digits(from), to: digits(to), reason: reason ?? "", confirmedBy: confirmedBy ?? "" };
    this.confirmed = confirmed ?? false;
    this.wrong = undefined;
  }

  override render(): unknown {
    const outage = this.draft.list === "outages";
    const known = this.annotations[this.draft.list][this.draft.at] !== undefined;
    return html`<form @submit=${this.#submit} @keydown=${this.#escape} aria-labelledby="title">
      <h3 id="title">${outage ? "An outage of something outside" : "A maintenance window"}</h3>
      ${this.#input("from", "From, UTC", "2026-02-21 15:00")} ${this.#input("to", "To, UTC; empty until further notice", "2026-02-21 16:00")}
      ${this.#input("reason", "Reason", outage ? "external registry outage" : "platform release")}
      ${outage
        ? html`<label class="tick"><input type="checkbox" .checked=${this.confirmed} @change=${this.#confirm} />Confirmed</label>
            ${this.confirmed ? this.#input("confirmedBy", "By whom or what", "the registry's status page") : nothing}`
        : nothing}
      <button class="button primary" type="submit">${known ? "Change" : "Add"}</button>
      <button class="button quiet" type="button" @click=${this.#close}>Cancel</button>
      <p class="wrong" id="wrong" role="alert">${this.wrong?.why ?? ""}</p>
    </form>`;
  }

  #input(field: Field, label: string, example: string): unknown {
    const isInstant = field === "from" || field === "to";
    return html`<label class=${isInstant ? "" : "wide"}>
      ${label}
      <input
        class=${isInstant ? "instant" : ""}
        maxlength="500"
        autocomplete="off"
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

  readonly #confirm = (event: Event): void => {
    this.confirmed = (event.target as HTMLInputElement).checked;
    this.wrong = undefined;
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.#close();
  };

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };

  #refuse(field: Field, why: string): void {
    this.wrong = { field, why };
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { list, at } = this.draft;
    const { reason, confirmedBy } = this.fields;
    const [from, to] = [readTyped(this.fields.from), readTyped(this.fields.to)];
    const form = "Type it like 2026-02-21 15:00, or with an offset like 2026-02-21T16:00:00+01:00.";
    if (from === undefined) return this.#refuse("from", `The beginning is no time. ${form}`);
    if (to === undefined && this.fields.to.trim() !== "") return this.#refuse("to", `The end is no time. ${form}`);
    if (to !== undefined && milliseconds(to) <= milliseconds(from)) return this.#refuse("to", "It ends before it begins, or at once. Choose a later end.");
    if (list === "outages" && this.confirmed && confirmedBy.trim() === "") {
      return this.#refuse("confirmedBy", "A confirmed outage takes incidents out of the figures. Say who or what confirmed it.");
    }
    const window: Maintenance = { from, ...(to !== undefined && { to }), ...(reason.trim() !== "" && { reason: reason.trim() }) };
    const { annotator } = this.controller;
    if (list === "maintenance") void annotator.edit("maintenance window", list, at, window);
    else void annotator.edit("outage", list, at, { ...window, confirmed: this.confirmed, ...(this.confirmed && { confirmedBy: confirmedBy.trim() }) });
    this.#close();
  };
}

customElements.define("slo-window-form", SloWindowForm);

declare global {
  interface HTMLElementTagNameMap {
    "slo-window-form": SloWindowForm;
  }
}

import { LitElement, css, html, nothing } from "lit";

import type { Annotations, Mitigation } from "../annotations/document.ts";
import type { Review } from "../engine/documents.ts";
import type { Incident } from "../engine/recovery.ts";
import { meant } from "../incident/order.ts";
import type { Controller } from "../state/controller.ts";
import { localDigits, milliseconds, readNear, rfc3339, utcDigits } from "../time/instant.ts";
import { formSheet } from "./form-sheet.ts";
import { sheet } from "./sheet.ts";
import "./instant.ts";

/** `<slo-mitigation>`: when an incident was mitigated, and the form by which the reviewer says so. */
export class SloMitigation extends LitElement {
  static override properties = {
    incident: { attribute: false },
    review: { attribute: false },
    annotations: { attribute: false },
    controller: { attribute: false },
    undoes: { type: String },
    typed: { state: true },
    wrong: { state: true },
  };

  static override styles = [
    sheet,
    formSheet,
    css`
      h3 {
        margin-bottom: var(--space-1);
      }

      p {
        font-size: var(--text-s);
      }

      form {
        margin-top: var(--space-2);
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
    `,
  ];

  /** The incident. */
  incident!: Incident;
  /** The review that it is of. */
  review!: Review;
  /** What the reviewer says. */
  annotations!: Annotations;
  /** Takes what the reviewer says. */
  controller!: Controller;
  /** The change that undoing takes back. */
  undoes: string | undefined;
  /** What stands in the field while it is being edited. */
  typed: string | undefined;
  /** Why the typed time was not taken. */
  wrong = "";

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("incident") && (changed.get("incident") as Incident | undefined)?.mitigatedAt !== this.incident.mitigatedAt) this.#reset();
  }

  /** Puts a time into the field, which is taken with the next press of the button. */
  propose(at: string): void {
    this.typed = utcDigits(rfc3339(Math.round(milliseconds(at) / 1000) * 1000));
    this.wrong = "";
    this.renderRoot.querySelector<HTMLElement>("button[type='submit']")?.focus();
  }

  override render(): unknown {
    const { mitigatedAt, mitigatedBy, statedIn, id } = this.incident;
    const own = this.#own() >= 0;
    const known = mitigatedAt === null ? "" : utcDigits(mitigatedAt);
    const preview = this.typed === undefined ? undefined : readNear(this.typed, this.incident.openedAt);
    return html`<section aria-labelledby="title">
      <h3 id="title">When was it mitigated?</h3>
      <p>
        ${mitigatedAt === null
          ? own
            ? "You say that it is not known, whatever a timeline says."
            : "No loaded file states it, so only half an hour without new evidence shows a recovery."
          : html`<slo-instant .at=${mitigatedAt}></slo-instant>, ${mitigatedBy === "reviewer" ? "stated by you" : html`stated in ${statedIn ?? "a timeline"}`}.`}
      </p>
      <form @submit=${this.#submit}>
        <label>
          Time, UTC, typed or clicked in the chart
          <input
            class="instant"
            autocomplete="off"
            spellcheck="false"
            placeholder=${utcDigits(this.incident.openedAt, "minute")}
            aria-label="Mitigation of ${id}, UTC"
            aria-invalid=${this.wrong !== ""}
            aria-describedby="wrong"
            .value=${this.typed ?? known}
            @input=${this.#type}
            @keydown=${this.#escape}
          />
        </label>
        <button class="button ${this.typed === undefined ? "" : "primary"}" type="submit">${mitigatedAt === null ? "Set" : "Correct"}</button>
        <button class="button" type="button" ?disabled=${own && mitigatedAt === null} @click=${this.#notKnown}>Not known</button>
        <span class="muted">${preview === undefined || localDigits(preview) === "" ? nothing : html`here ${localDigits(preview)}`}</span>
        <p class="wrong" id="wrong" role="alert">${this.wrong}</p>
      </form>
      ${own || this.undoes !== undefined
        ? html`<div class="actions">
            ${own ? html`<button class="button" type="button" @click=${this.#take}>Back to what the files say</button>` : nothing}
            ${this.undoes === undefined
              ? nothing
              : html`<button class="button" type="button" @click=${(): void => this.controller.annotator.undo()}>Undo: ${this.undoes}</button>`}
          </div>`
        : nothing}
    </section>`;
  }

  /** The place of what the reviewer says of this incident's mitigation, or -1. */
  #own(): number {
    const { incidents } = this.review.recovery;
    return this.annotations.mitigations.findLastIndex((entry) => meant(incidents, entry)?.id === this.incident.id);
  }

  #say(what: string, entry: Mitigation | undefined): void {
    const own = this.#own();
    const { mitigations } = this.annotations;
    void this.controller.annotator.edit(`${what} of ${this.incident.id}`, "mitigations", own < 0 ? mitigations.length : own, entry);
    this.#reset();
  }

  #reset(): void {
    this.typed = undefined;
    this.wrong = "";
  }

  readonly #type = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.wrong = "";
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.#reset();
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { class: of, openedAt, mitigatedAt } = this.incident;
    const typed = this.typed ?? (mitigatedAt === null ? "" : utcDigits(mitigatedAt));
    const at = readNear(typed, openedAt);
    this.wrong = at === undefined ? "This is no time. Type it like 2026-02-21 15:12, or 15:12 for the first such time after the opening; without an offset it is UTC." : this.#misplaced(at);
    if (at !== undefined && this.wrong === "") this.#say("mitigation", { class: of, openedAt, mitigatedAt: at });
  };

  /** Why a time cannot be this incident's mitigation; empty where it can. */
  #misplaced(mitigation: string): string {
    const { openedAt, overAt, mitigatedAt } = this.incident;
    const at = milliseconds(mitigation);
    const { asOf } = this.review;
    if (at < milliseconds(openedAt)) return `The incident opened at ${utcDigits(openedAt)} UTC. A mitigation comes at that time or later.`;
    if (asOf !== null && at > milliseconds(asOf)) return `The review is of ${utcDigits(asOf)} UTC, and nothing later counts. Choose an earlier time, or review a later instant.`;
    // Where a mitigation is known, the incident may only have been over so early because of it.
    if (overAt !== null && mitigatedAt === null && at > milliseconds(overAt)) return `The incident was over at ${utcDigits(overAt)} UTC. A mitigation comes before that.`;
    return "";
  }

  readonly #notKnown = (): void => {
    const { class: of, openedAt } = this.incident;
    this.#say("unknown mitigation", { class: of, openedAt, mitigatedAt: null });
  };

  readonly #take = (): void => {
    this.#say("removal of the mitigation", undefined);
  };
}

customElements.define("slo-mitigation", SloMitigation);

import { LitElement, css, html, nothing } from "lit";

import type { Annotations, Note } from "../annotations/document.ts";
import type { Review } from "../engine/documents.ts";
import type { Incident } from "../engine/recovery.ts";
import { meant } from "../incident/order.ts";
import type { Controller } from "../state/controller.ts";
import { formSheet } from "./form-sheet.ts";
import { sheet } from "./sheet.ts";

/** The longest note, in characters. */
const LONGEST = 4_000;

/** `<slo-incident-notes>`: the reviewer's notes on an incident. */
export class SloIncidentNotes extends LitElement {
  static override properties = {
    incident: { attribute: false },
    review: { attribute: false },
    annotations: { attribute: false },
    controller: { attribute: false },
    typed: { state: true },
    edits: { state: true },
  };

  static override styles = [
    sheet,
    formSheet,
    css`
      h3 {
        margin-bottom: var(--space-1);
      }

      li {
        padding: var(--space-1) 0;
        font-size: var(--text-s);
      }

      li p {
        max-height: 12rem;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .actions {
        display: flex;
        gap: var(--space-3);
        font-size: var(--text-xs);
      }

      label {
        flex-basis: 100%;
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
  /** What stands in the field. */
  typed = "";
  /** The place of the note that is being edited; none while a new one is written. */
  edits: number | undefined;

  override willUpdate(changed: Map<string, unknown>): void {
    // The places of notes are others now.
    if (changed.has("annotations") && this.edits !== undefined) this.edits = undefined;
  }

  override render(): unknown {
    const { incidents } = this.review.recovery;
    const own = this.annotations.notes
      .map((note, at) => ({ note, at }))
      .filter(({ note }) => meant(incidents, note)?.id === this.incident.id);
    // A file of annotations that was given as data may hold notes as well; those are not the page's to change.
    const others = this.incident.notes.filter((text) => !own.some(({ note }) => note.text === text));
    return html`<section aria-labelledby="title">
      <h3 id="title">Notes</h3>
      <ul>
        ${others.map((text) => html`<li><p>${text}</p></li>`)}
        ${own.map(
          ({ note, at }) => html`<li>
            <p>${note.text}</p>
            <div class="actions">
              <button class="link" type="button" @click=${(): void => this.#edit(note, at)}>Edit</button>
              <button class="link" type="button" @click=${(): void => this.#say("removal of a note", at, undefined)}>Remove</button>
            </div>
          </li>`,
        )}
      </ul>
      <form @submit=${this.#submit}>
        <label>
          ${this.edits === undefined ? "A new note" : "The note"}
          <textarea
            maxlength=${LONGEST}
            aria-label="Note on ${this.incident.id}"
            .value=${this.typed}
            @input=${(event: Event): string => (this.typed = (event.target as HTMLTextAreaElement).value)}
          ></textarea>
        </label>
        <button class="button" type="submit" ?disabled=${this.typed.trim() === ""}>${this.edits === undefined ? "Add the note" : "Change the note"}</button>
        ${this.edits === undefined ? nothing : html`<button class="button quiet" type="button" @click=${this.#reset}>Leave it</button>`}
      </form>
    </section>`;
  }

  #say(what: string, at: number, note: Note | undefined): void {
    void this.controller.annotator.edit(`${what} on ${this.incident.id}`, "notes", at, note);
    this.#reset();
  }

  #edit(note: Note, at: number): void {
    this.typed = note.text;
    this.edits = at;
    this.renderRoot.querySelector("textarea")?.focus();
  }

  readonly #reset = (): void => {
    this.typed = "";
    this.edits = undefined;
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const text = this.typed.trim();
    if (text === "") return;
    const { class: of, openedAt } = this.incident;
    this.#say("note", this.edits ?? this.annotations.notes.length, { class: of, openedAt, text });
  };
}

customElements.define("slo-incident-notes", SloIncidentNotes);

import { LitElement, html, nothing } from "lit";

import { application } from "../annotations/application.ts";
import { LISTS, size } from "../annotations/document.ts";
import type { ListName, Lists, Maintenance, Mitigation, Note, Outage } from "../annotations/document.ts";
import type { Review } from "../engine/documents.ts";
import { saveText } from "../output/save.ts";
import { undoingOf } from "../input/keys.ts";
import type { Controller } from "../state/controller.ts";
import type { Annotating } from "../state/store.ts";
import { count } from "../text/figures.ts";
import { annotationsSheet } from "./annotations-sheet.ts";
import type { WindowDraft } from "./window-form.ts";
import { icon } from "./icon.ts";
import { sheet } from "./sheet.ts";
import { tableSheet } from "./table-sheet.ts";
import "./instant.ts";
import "./window-form.ts";

/** The file's name. */
const FILE = "annotations.json";

/** Rows of each list that are shown at first: a file may hold thousands. */
const ROWS = 100;

const WORDS: Readonly<Record<ListName, string>> = { mitigations: "Mitigation", outages: "Outage", maintenance: "Maintenance", notes: "Note" };

/**
 * `<slo-annotations>`: everything that the reviewer says, where it applies, and how it is changed, undone, saved and loaded.
 *
 * Fires `pick` to ask for a file, and `incident` (detail: its id) where one is to be shown.
 */
export class SloAnnotations extends LitElement {
  static override properties = {
    review: { attribute: false },
    annotating: { attribute: false },
    controller: { attribute: false },
    service: { type: String },
    sample: { type: Boolean },
    draft: { state: true },
    all: { state: true },
  };

  static override styles = [sheet, tableSheet, annotationsSheet];

  /** The review, for where each applies. */
  review!: Review;
  /** What the reviewer says. */
  annotating!: Annotating;
  /** Takes changes. */
  controller!: Controller;
  /** The service whose annotations these are. */
  service = "";
  /** Whether they are about the sample. */
  sample = false;
  /** The window or outage that is being written. */
  draft: WindowDraft | undefined;
  /** Whether all rows are shown. */
  all = false;

  /** Opens the form for a new outage or window, with what is known of it. */
  async write(draft: WindowDraft): Promise<void> {
    this.draft = draft;
    await this.updateComplete;
    this.scrollIntoView({ block: "nearest" });
    const form = this.renderRoot.querySelector("slo-window-form");
    await form?.updateComplete;
    form?.focusFirst();
  }

  override render(): unknown {
    const { annotations, undoes, redoes, storage } = this.annotating;
    const { annotator } = this.controller;
    const number = size(annotations);
    return html`<section class="panel" tabindex="-1" aria-labelledby="title" @keydown=${this.#key}>
      <div class="head">
        <h2 id="title">Your annotations <span class="muted">${count(number)}</span></h2>
        <button class="button quiet" type="button" aria-disabled=${undoes === undefined} title=${undoes ?? "Nothing to undo"} @click=${(): void => annotator.undo()}>
          ${icon("undo")}Undo
        </button>
        <button class="button quiet" type="button" aria-disabled=${redoes === undefined} title=${redoes ?? "Nothing to redo"} @click=${(): void => annotator.redo()}>
          ${icon("redo")}Redo
        </button>
        <button class="button" type="button" @click=${(): unknown => this.write({ list: "outages", at: annotations.outages.length })}>Add an outage</button>
        <button class="button" type="button" @click=${(): unknown => this.write({ list: "maintenance", at: annotations.maintenance.length })}>
          Add a maintenance window
        </button>
        <button class="button" type="button" @click=${this.#load}>Load a file</button>
        <button class="button" type="button" aria-disabled=${number === 0} @click=${this.#save}>Save as ${FILE}</button>
      </div>
      <p class="where">
        ${storage === ""
          ? html`${this.sample
              ? "What you say of the sample week stays with it."
              : html`What no export states and you do. It is kept in this browser for the service <strong>${this.service}</strong>, also across a reload.`}
              Save it to commit it beside the SLO; the command line reads the same file.`
          : html`<strong class="failed">Not kept across a reload.</strong> ${storage} Save it to a file before you leave.`}
      </p>
      ${this.draft === undefined
        ? nothing
        : html`<slo-window-form .draft=${this.draft} .controller=${this.controller} .annotations=${annotations} @close=${this.#close}></slo-window-form>`}
      ${number === 0
        ? html`<p class="empty muted">Nothing yet. Open an incident to say when it was mitigated or to write a note on it, or add an outage or a maintenance window here.</p>`
        : html`<div class="scroll">
            <table>
              <thead>
                <tr>
                  ${["What", "When", "Says", "Applies to"].map((title) => html`<th scope="col">${title}</th>`)}
                  <th scope="col"><span class="visually-hidden">Change</span></th>
                </tr>
              </thead>
              <tbody>
                ${LISTS.map((list) => annotations[list].slice(0, this.all ? undefined : ROWS).map((entry, at) => this.#row(list, entry, at)))}
              </tbody>
            </table>
          </div>`}
      ${this.all || LISTS.every((list) => annotations[list].length <= ROWS)
        ? nothing
        : html`<p class="empty"><button class="button" type="button" @click=${(): boolean => (this.all = true)}>Show all ${count(number)}</button></p>`}
    </section>`;
  }

  #row<List extends ListName>(list: List, entry: Lists[List], at: number): unknown {
    const { text, none, incident } = application(list, entry, this.review);
    const said = describe(list, entry);
    const name = html`<span class="visually-hidden"> ${WORDS[list].toLowerCase()} ${at + 1}</span>`;
    return html`<tr class=${none ? "none" : ""}>
      <th scope="row">${WORDS[list]}</th>
      <td class="when">${said.when}</td>
      <td class="says">${said.says}</td>
      <td class="applies">${text}</td>
      <td class="more">
        ${list === "outages" || list === "maintenance"
          ? html`<button class="link" type="button" @click=${(): unknown => this.write({ list, at, entry: entry as Maintenance })}>Edit${name}</button>`
          : incident === undefined
            ? nothing
            : html`<button class="link" type="button" @click=${(): unknown => this.#show(incident)}>Show${name}</button>`}
        <button class="link" type="button" @click=${(): unknown => this.#remove(list, at)}>Remove${name}</button>
      </td>
    </tr>`;
  }

  async #remove(list: ListName, at: number): Promise<void> {
    if (this.draft?.list === list) this.draft = undefined;
    await this.controller.annotator.edit(`removal of ${WORDS[list].toLowerCase()} ${at + 1}`, list, at, undefined);
    // The button is gone with its row; the keys of undoing are to work at once.
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("section")?.focus();
  }

  #show(id: string): void {
    this.dispatchEvent(new CustomEvent("incident", { detail: id, bubbles: true, composed: true }));
  }

  readonly #close = (): void => {
    this.draft = undefined;
    this.renderRoot.querySelector<HTMLElement>("section")?.focus();
  };

  readonly #load = (): void => {
    this.dispatchEvent(new CustomEvent("pick", { detail: "files", bubbles: true, composed: true }));
  };

  readonly #save = (): void => {
    if (size(this.annotating.annotations) === 0) return;
    saveText(FILE, this.controller.annotator.text, "application/json");
  };

  readonly #key = (event: KeyboardEvent): void => {
    const way = undoingOf(event);
    if (way !== undefined) this.controller.annotator[way]();
  };
}

/** When an entry is, and what it says. */
function describe<List extends ListName>(list: List, entry: Lists[List]): { readonly when: unknown; readonly says: unknown } {
  const instant = (at: string): unknown => html`<slo-instant .at=${at} precision="minute"></slo-instant>`;
  if (list === "notes") {
    const { openedAt, text } = entry as Note;
    return { when: instant(openedAt), says: text };
  }
  if (list === "mitigations") {
    const { openedAt, mitigatedAt, class: of } = entry as Mitigation;
    return { when: mitigatedAt === null ? "not known" : html`<slo-instant .at=${mitigatedAt}></slo-instant>`, says: html`${of}, opened ${instant(openedAt)}` };
  }
  const { from, to, reason, confirmed, confirmedBy } = entry as Partial<Outage> & Maintenance;
  const when = html`${instant(from)}<br />${to ? html`to ${instant(to)}` : "until further notice"}`;
  const trust = list === "outages" ? html`<span class="muted">· ${confirmed ? `confirmed${confirmedBy ? ` by ${confirmedBy}` : ""}` : "not confirmed"}</span>` : nothing;
  return { when, says: html`${reason || html`<span class="muted">no reason given</span>`} ${trust}` };
}

customElements.define("slo-annotations", SloAnnotations);

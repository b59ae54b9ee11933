import { LitElement, html, nothing } from "lit";

import type { Review } from "../engine/documents.ts";
import { undoingOf } from "../input/keys.ts";
import { saveText } from "../output/save.ts";
import { methodAddress } from "../parts/served.ts";
import type { Controller } from "../state/controller.ts";
import type { Tuning } from "../state/tuner.ts";
import { groups } from "../tuning/label.ts";
import type { Group } from "../tuning/label.ts";
import { incidentOf, isToday, keyOf, leftOutName } from "../tuning/trial.ts";
import { icon } from "./icon.ts";
import { sheet } from "./sheet.ts";
import { figure } from "./tune-figure.ts";
import { outcome, rowsOf } from "./tune-outcome.ts";
import type { Row } from "./tune-outcome.ts";
import { tuneSheet } from "./tune-sheet.ts";

const TITLES: Readonly<Record<Group["kind"], string>> = { objective: "Objective and recovery", policy: "Error budget policy", alert: "" };

/** `<slo-tune>`: other figures of the SLO tried over the loaded data, beside today's; kept, compared, and written out. */
export class SloTune extends LitElement {
  static override properties = { tuning: { attribute: false }, review: { attribute: false }, controller: { attribute: false }, wrong: { state: true } };

  static override styles = [sheet, tuneSheet];

  /** What is tried. */
  tuning!: Tuning;
  /** The review of the same instant. */
  review!: Review;
  /** Takes what is tried. */
  controller!: Controller;
  /** Why a variant cannot be kept. */
  wrong = "";

  override render(): unknown {
    const { isOpen, undoes, redoes, trial } = this.tuning;
    const { tuner } = this.controller;
    const history = (way: "undo" | "redo", word: string, what: string | undefined): unknown =>
      html`<button class="button quiet" type="button" aria-disabled=${what === undefined} title=${what ?? `Nothing to ${way}`} @click=${(): void => tuner.step(way)}>
        ${icon(way)}${word}
      </button>`;
    return html`<section class="panel" tabindex="-1" aria-labelledby="title" @keydown=${this.#key}>
      <div class="head">
        <h2 id="title">Tune</h2>
        <p>What other thresholds, windows and objectives would have meant over all loaded data. <a class="link" href=${methodAddress(11)} target="_blank" rel="noopener">How?</a></p>
        ${isOpen
          ? html`${history("undo", "Undo", undoes)}${history("redo", "Redo", redoes)}
              <button class="button" type="button" aria-disabled=${isToday(trial)} @click=${(): void => tuner.load(undefined)}>Back to today</button>`
          : nothing}
        <button class="button" type="button" aria-expanded=${isOpen} @click=${(): void => tuner.open(!isOpen)}>
          ${isOpen ? "Close" : "Try other figures"}${icon(isOpen ? "up" : "down")}
        </button>
      </div>
      ${isOpen ? this.#bench() : nothing}
    </section>`;
  }

  #bench(): unknown {
    const { tuning } = this;
    const rows = rowsOf(tuning);
    return html`${this.#leftOut()}
      ${tuning.refused?.id === "" ? html`<p class="out wrong" role="alert">Refused: ${tuning.refused.words.join(" ")}</p>` : nothing} ${this.#kept()}
      ${groups(tuning.tunables).map((group) => this.#group(group, rows))}`;
  }

  #leftOut(): unknown {
    const { leftOut } = this.tuning.trial;
    return html`<div class="out">
      ${leftOut.length === 0
        ? html`<span class="muted">An incident and a failed job can be left out as if they had not been: at its timeline, and in the list of jobs.</span>`
        : html`As if without
            ${leftOut.map(
              (left) => html`<span class="chip" data-left=${keyOf(left)}
                >${leftOutName(left)}${"incident" in left && incidentOf(this.review, left) === undefined ? html` <span class="muted">(not in this data)</span>` : nothing}
                <button class="button quiet" type="button" @click=${(): void => this.controller.tuner.toggle(left)}>
                  ${icon("close")}<span class="visually-hidden">Take back ${leftOutName(left)}</span>
                </button></span
              >`,
            )}
            <span class="muted">No file can say so; what is left out is not written out.</span>`}
    </div>`;
  }

  #kept(): unknown {
    const { trial, variants, storage, refused } = this.tuning;
    const { tuner } = this.controller;
    const nothingTried = isToday(trial);
    const unchanged = Object.keys(trial.changes).length === 0;
    return html`<div class="kept">
      <form @submit=${this.#keep}>
        <input type="text" name="name" aria-label="Name of the variant" placeholder="Name of a variant" maxlength="60" autocomplete="off" />
        <button class="button" aria-disabled=${nothingTried || refused !== undefined}>Keep as a variant</button>
      </form>
      ${variants.map(
        (variant) => html`<span class="chip" data-variant=${variant.name}
          >${variant.name}
          <button class="button quiet" type="button" @click=${(): void => tuner.load(variant)}>Try<span class="visually-hidden"> ${variant.name}</span></button>
          <button class="button quiet" type="button" @click=${(): void => tuner.remove(variant.name)}>
            ${icon("close")}<span class="visually-hidden">Remove ${variant.name}</span>
          </button></span
        >`,
      )}
      ${this.wrong === "" ? nothing : html`<span class="wrong" role="alert">${this.wrong}</span>`}
      ${storage === "" ? nothing : html`<span class="wrong">Not kept across a reload. ${storage}</span>`}
      <span>
        <button class="button" type="button" aria-disabled=${unchanged} @click=${(): unknown => this.#save(false)}>Save as SLO file</button>
        <button class="button" type="button" aria-disabled=${unchanged} @click=${(): unknown => this.#save(true)}>Save as Prometheus rules</button>
        <button class="button" type="button" aria-disabled=${unchanged} @click=${this.#adopt}>Use this SLO</button>
      </span>
    </div>`;
  }

  #group(group: Group, rows: readonly Row[]): unknown {
    const title = TITLES[group.kind] || group.alert;
    return html`<div class="group" role="group" aria-label=${title}>
      <div><h3>${title}</h3>
        ${group.tunables.map((tunable) => figure(tunable, this.tuning, this.controller.tuner))}</div>
      <div class="scroll">${outcome(group, rows)}</div>
    </div>`;
  }

  readonly #keep = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isToday(this.tuning.trial)) return;
    const field = (event.target as HTMLFormElement).elements.namedItem("name") as HTMLInputElement;
    this.wrong = this.controller.tuner.keep(field.value.trim());
    if (this.wrong === "") field.value = "";
  };

  async #save(asRules: boolean): Promise<void> {
    const { tuner } = this.controller;
    if (Object.keys(this.tuning.trial.changes).length === 0) return;
    const text = await tuner.text(asRules);
    saveText(asRules ? tuner.fileName.replace(/\.\w+$/u, "-rules.yaml") : tuner.fileName, text, "application/yaml");
  }

  readonly #adopt = (): void => {
    if (Object.keys(this.tuning.trial.changes).length > 0) void this.controller.tuner.adopt();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const way = undoingOf(event);
    if (way !== undefined) this.controller.tuner.step(way);
  };
}

customElements.define("slo-tune", SloTune);

import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Review } from "../engine/documents.ts";
import type { Incident } from "../engine/recovery.ts";
import { worstFirst } from "../incident/order.ts";
import type { Controller } from "../state/controller.ts";
import type { Theme } from "../state/theme.ts";
import { incidentJudgement } from "../state/tone.ts";
import type { Annotations } from "../annotations/document.ts";
import { NO_FIGURE, count, counted } from "../text/figures.ts";
import { bothClocks, milliseconds, took, utcDigits } from "../time/instant.ts";
import type { Trial } from "../tuning/trial.ts";
import { toneIcon } from "./icon.ts";
import { incidentsSheet } from "./incidents-sheet.ts";
import { rowOpener, rowOpeners } from "./row-opener.ts";
import { rowsSheet } from "./rows-sheet.ts";
import { sheet } from "./sheet.ts";
import { tableSheet } from "./table-sheet.ts";
import "./incident.ts";
import "./instant.ts";

/** Rows that are shown at first: the list is as long as the data is bad. */
const ROWS = 50;

const COLUMNS = 9;

/** The formats whose texts say why a job failed. */
const WITH_TEXTS = ["logs", "loki", "runtime-errors", "runtime-deploy-tasks", "jobs-table"];

/** `<slo-incidents>`: the incidents, open ones and the worst on top. Each opens to its own timeline. */
export class SloIncidents extends LitElement {
  static override properties = {
    review: { attribute: false },
    annotations: { attribute: false },
    controller: { attribute: false },
    theme: { type: String },
    undoes: { type: String },
    trial: { attribute: false },
    opened: { state: true },
    all: { state: true },
  };

  static override styles = [sheet, tableSheet, rowsSheet, incidentsSheet];

  /** The review whose incidents are shown. */
  review!: Review;
  /** What the reviewer says. */
  annotations!: Annotations;
  /** Takes what the reviewer says, and gives the charts. */
  controller!: Controller;
  /** The charts' colours. */
  theme: Theme = "light";
  /** The change that undoing takes back. */
  undoes: string | undefined;
  /** What is tried: whether an incident is left out. */
  trial!: Trial;
  /** The incidents that are open to their timelines, by their ids. */
  opened: ReadonlySet<string> = new Set();
  /** Whether all rows are shown. */
  all = false;

  /** Opens an incident to its timeline and puts it into view. */
  async show(id: string): Promise<void> {
    this.all ||= worstFirst(this.review.recovery.incidents).findIndex((incident) => incident.id === id) >= ROWS;
    this.opened = new Set([...this.opened, id]);
    await this.updateComplete;
    const button = rowOpeners(this.renderRoot).find(({ dataset }) => dataset["id"] === id);
    button?.scrollIntoView({ block: "center" });
    button?.focus();
  }

  override render(): unknown {
    const { incidents } = this.review.recovery;
    const ordered = worstFirst(incidents);
    const shown = this.all ? ordered : ordered.slice(0, ROWS);
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <h2 id="title">Incidents <span class="muted">${count(incidents.length)}</span></h2>
        ${incidents.length === 0 ? nothing : html`<p class="muted">open ones first, then the longest</p>`}
      </div>
      ${incidents.length === 0 ? this.#empty() : this.#table(shown)}
      ${shown.length === ordered.length
        ? nothing
        : html`<p class="rest">
            <button class="button" type="button" @click=${(): boolean => (this.all = true)}>Show all ${count(ordered.length)}</button>
          </p>`}
      ${this.#strays()}
    </section>`;
  }

  #table(incidents: readonly Incident[]): unknown {
    const { targetSeconds } = this.review.recovery;
    const duration = targetSeconds === null ? "Duration" : `Duration, at most ${took(targetSeconds)}`;
    return html`<div class="scroll">
      <table>
        <caption class="visually-hidden">
          Incidents: open ones first, then the longest. Times are UTC, with the time since the opening below.
        </caption>
        <thead>
          <tr>
            ${["State", "Class", "Opened", "Mitigated", "Recovered", "Verified", duration, "Excluded"].map((title) => html`<th scope="col">${title}</th>`)}
            <th scope="col"><span class="visually-hidden">Timeline</span></th>
          </tr>
        </thead>
        ${repeat(incidents, ({ id }) => id, (incident) => this.#incident(incident))}
      </table>
    </div>`;
  }

  #incident(incident: Incident): unknown {
    const { id, openedAt, mitigatedAt, recoveredAt, verifiedAt, verification, difference } = incident;
    const { tone, word } = incidentJudgement(incident);
    const isOpen = this.opened.has(id);
    const reported = incident.source === "reported";
    return html`<tbody data-tone=${tone} data-id=${id} class=${isOpen ? "is-open" : ""}>
      <tr>
        <td class="state">
          ${toneIcon(tone)} <span>${word}</span>${this.#beforeWindow(incident) ? html`<span class="below">before the window</span>` : nothing}
        </td>
        <th scope="row">${incident.class}<span class="below">${id}${reported ? ", reported" : ""}</span></th>
        <td><slo-instant stacked .at=${openedAt}></slo-instant></td>
        <td>${mitigatedAt === null ? html`<span class="muted">not known</span>` : since(mitigatedAt, openedAt)}${mitigatedBy(incident)}</td>
        <td>${recoveredAt === null ? html`<span class="muted">not yet</span>` : since(recoveredAt, openedAt)}</td>
        <td>
          ${verifiedAt === null ? html`<span class="muted">${reported ? NO_FIGURE : "not yet"}</span>` : since(verifiedAt, openedAt)}${verification === "pending"
            ? html`<span class="below">half hour not over</span>`
            : nothing}
        </td>
        <td class="duration">${this.#durations(incident)}</td>
        <td>${this.#excluded(incident)}</td>
        <td class="more">${rowOpener(id, "Timeline", this.opened, (opened) => (this.opened = opened))}</td>
      </tr>
      ${difference === null
        ? nothing
        : html`<tr class="difference">
            <td></td>
            <td colspan=${COLUMNS - 1}><p>${difference}</p></td>
          </tr>`}
      ${isOpen
        ? html`<tr class="opened">
            <td colspan=${COLUMNS}>
              <slo-incident
                .incident=${incident}
                .review=${this.review}
                .annotations=${this.annotations}
                .controller=${this.controller}
                .theme=${this.theme}
                .undoes=${this.undoes}
                .trial=${this.trial}
              ></slo-incident>
            </td>
          </tr>`
        : nothing}
    </tbody>`;
  }

  /** The literal duration, and the verified one beside it where that is another. */
  #durations(incident: Incident): unknown {
    const { durationSeconds, verifiedSeconds, ageSeconds } = incident;
    if (durationSeconds === null) return this.#bar("open for", ageSeconds ?? 0);
    if (verifiedSeconds === null || verifiedSeconds === durationSeconds) return this.#bar("", durationSeconds);
    return [this.#bar("literal", durationSeconds), this.#bar("verified", verifiedSeconds)];
  }

  /** A duration with its bar; the mark in the middle is the target, and a longer one than twice that fills it. */
  #bar(label: string, seconds: number): unknown {
    const { targetSeconds } = this.review.recovery;
    const share = targetSeconds === null || targetSeconds === 0 ? undefined : Math.min(seconds / targetSeconds / 2, 1);
    return html`<div class="took" data-over=${share !== undefined && seconds > (targetSeconds ?? 0)}>
      <span>${label === "" ? nothing : html`<span class="muted">${label}</span> `}${took(seconds)}</span>
      ${share === undefined
        ? nothing
        : html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="ground" width="100" height="8"></rect>
            <rect class="fill" width=${(share * 100).toFixed(1)} height="8"></rect>
            <rect class="target" x="49.2" width="1.6" height="8"></rect>
          </svg>`}
    </div>`;
  }

  #excluded({ excluded, outages }: Incident): unknown {
    if (excluded !== null) return excluded;
    if (outages.some(({ confirmed }) => !confirmed)) return html`<span class="muted">no: the outage is not confirmed</span>`;
    return html`<span class="muted">no</span>`;
  }

  #beforeWindow({ recoveredAt }: Incident): boolean {
    const { window: reviewed } = this.review;
    return recoveredAt !== null && reviewed !== null && milliseconds(recoveredAt) <= milliseconds(reviewed.from);
  }

  /** Why there are none: no failure, no text that says why jobs failed, or no text that tells of an incident. */
  #empty(): unknown {
    const { jobs, data } = this.review;
    if (jobs.failed === 0) return html`<p class="empty">No job in scope failed, so there is no incident and no recovery to measure. That is no data, not zero.</p>`;
    const read = data.files.some(({ format }) => WITH_TEXTS.includes(format));
    return html`<div class="empty">
      <p>
        ${read
          ? "No failure shows the signature of a class that opens an incident, so there is no recovery to measure. That is no data, not zero."
          : html`${counted(jobs.failed, "job")} failed, and no loaded file says why: Kubernetes keeps no output of a job. Without such texts no incident can be
            told from a single failure.`}
      </p>
      <p class="muted">
        ${read ? "More texts may tell more." : "What would tell:"} the logs of the worker and the control plane, the control plane's runtime errors and deploy
        tasks, a table of jobs with messages, an incident timeline.
        <button class="link" type="button" @click=${this.#guide}>How to export them</button>
      </p>
    </div>`;
  }

  #strays(): unknown {
    const { strayMitigations } = this.review.recovery;
    if (strayMitigations.length === 0) return nothing;
    return html`<details class="strays">
      <summary>${counted(strayMitigations.length, "mitigation belongs", "mitigations belong")} to no incident</summary>
      <ul>
        ${strayMitigations.map(
          ({ at, class: of, file, why }) => html`<li>
            <slo-instant .at=${at}></slo-instant>, ${of ?? "no class"}, <span class="muted">${file === "annotations" ? "stated by you" : file}</span>: ${why}
          </li>`,
        )}
      </ul>
    </details>`;
  }

  readonly #guide = (): void => {
    this.dispatchEvent(new CustomEvent("command", { detail: "guide", bubbles: true, composed: true }));
  };
}

/** The time of day, with the date where it is another than the opening's, and below how long after the opening it was. */
function since(at: string, openedAt: string): unknown {
  const [digits, opened] = [utcDigits(at), utcDigits(openedAt)];
  const shown = digits.slice(0, 10) === opened.slice(0, 10) ? digits.slice(11) : digits.slice(5);
  const after = (milliseconds(at) - milliseconds(openedAt)) / 1000;
  return html`<time datetime=${at} title=${bothClocks(`${digits} UTC`, at)}>${shown}</time><span class="below">${after === 0 ? "at once" : `+${took(after)}`}</span>`;
}

function mitigatedBy({ mitigatedBy: who }: Incident): unknown {
  return who === "reviewer" ? html`<span class="below yours">stated by you</span>` : nothing;
}

customElements.define("slo-incidents", SloIncidents);

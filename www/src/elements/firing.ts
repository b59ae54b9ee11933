import { LitElement, css, html, nothing } from "lit";

import type { FiringJob, FiringJobs } from "../engine/alerts.ts";
import type { Review } from "../engine/documents.ts";
import type { Controller } from "../state/controller.ts";
import type { Theme } from "../state/theme.ts";
import { NO_FIGURE, count, counted } from "../text/figures.ts";
import { took } from "../time/instant.ts";
import { sheet } from "./sheet.ts";
import { tableSheet } from "./table-sheet.ts";
import "./chart.ts";
import "./instant.ts";

/** Rows that are shown at first, and with each "show more". */
const ROWS = 10;

const COLUMNS = ["Failed", "Kind", "Namespace", "Job", "Class", "Reason", "Ran for", "Incident"];

/** `<slo-firing>`: one firing of an alert, looked at closely, with the failures that caused it. */
export class SloFiring extends LitElement {
  static override properties = {
    alert: { type: String },
    from: { type: String },
    review: { attribute: false },
    controller: { attribute: false },
    theme: { type: String },
    limit: { state: true },
    jobs: { state: true },
  };

  static override styles = [
    sheet,
    tableSheet,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
      }

      slo-chart {
        --plot-height: clamp(9.5rem, 20vh, 13rem);
      }

      .panel {
        padding-bottom: var(--space-2);
      }

      tbody tr:last-child > * {
        border-bottom: 0;
      }

      p {
        padding: 0 var(--space-4);
      }
    `,
  ];

  /** The alert's name. */
  alert = "";
  /** The firing's first instant. */
  from = "";
  /** The review that the firing is of. */
  review!: Review;
  /** Gives the chart and the failures. */
  controller!: Controller;
  /** The chart's colours. */
  theme: Theme = "light";
  /** How many failures are shown. */
  limit = ROWS;
  /** The failures, once they are there. */
  jobs: FiringJobs | undefined;

  #wish = 0;

  override updated(changed: Map<string, unknown>): void {
    if (["alert", "from", "review", "limit"].some((name) => changed.has(name))) void this.#fetch();
  }

  override render(): unknown {
    const { jobs, alert, from, review, controller, theme } = this;
    return html`<slo-chart kind="firings" .subject=${`${alert}@${from}`} .review=${review} .controller=${controller} .theme=${theme}></slo-chart>
      <div class="panel">${jobs === undefined ? html`<p class="muted">The failures are being listed…</p>` : this.#table(jobs)}</div>`;
  }

  #table({ total, rows }: FiringJobs): unknown {
    if (total === 0) return html`<p class="muted">A timeline reports what made it fire; no loaded failure tells of it.</p>`;
    const more = Math.min(ROWS, total - rows.length);
    return html`<div class="scroll">
        <table>
          <caption class="visually-hidden">The failures that made the alert fire, newest first</caption>
          <thead>
            <tr>
              ${COLUMNS.map((title) => html`<th scope="col">${title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#row(row))}
          </tbody>
        </table>
      </div>
      ${more <= 0
        ? nothing
        : html`<p>
            <button class="button" type="button" @click=${(): unknown => (this.limit += ROWS)}>Show ${count(more)} more</button>
            <span class="muted">of ${counted(total, "failure")}</span>
          </p>`}`;
  }

  #row({ at, kind, namespace, name, class: of, reason, durationSeconds, incident }: FiringJob): unknown {
    const show = (event: Event): void => {
      event.currentTarget?.dispatchEvent(new CustomEvent("incident", { detail: incident, bubbles: true, composed: true }));
    };
    return html`<tr>
      <td><slo-instant stacked .at=${at}></slo-instant></td>
      <td>${kind || NO_FIGURE}</td>
      <td>${namespace || NO_FIGURE}</td>
      <td class="name">${name}</td>
      <td>${of || NO_FIGURE}</td>
      <td>${reason || html`<span class="muted">none given</span>`}</td>
      <td>${durationSeconds === null ? NO_FIGURE : took(durationSeconds)}</td>
      <td>${incident === null ? html`<span class="muted">none</span>` : html`<button class="link" type="button" @click=${show}>${incident}</button>`}</td>
    </tr>`;
  }

  async #fetch(): Promise<void> {
    this.#wish += 1;
    const wish = this.#wish;
    const { alert, from, limit } = this;
    const { asOf } = this.review;
    if (asOf === null) return;
    try {
      const jobs = await this.controller.firingJobs(alert, from, asOf, limit);
      if (wish === this.#wish) this.jobs = jobs;
    } catch {
      // The engine says what stopped it; the rows that were listed before stay.
    }
  }
}

customElements.define("slo-firing", SloFiring);

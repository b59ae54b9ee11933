import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { firingFirst } from "../alert/order.ts";
import { judged, peak, sent } from "../alert/wording.ts";
import type { Alert, AlertState, Firing } from "../engine/alerts.ts";
import type { Review } from "../engine/documents.ts";
import type { Controller } from "../state/controller.ts";
import type { Theme } from "../state/theme.ts";
import { alertJudgement } from "../state/tone.ts";
import { NO_FIGURE, count, counted } from "../text/figures.ts";
import { milliseconds, took, utcDigits, windowLength } from "../time/instant.ts";
import { alertsSheet } from "./alerts-sheet.ts";
import { documentLink } from "./document-link.ts";
import { how } from "./how.ts";
import { toneIcon } from "./icon.ts";
import { withIncident } from "./incident-link.ts";
import { rowOpener } from "./row-opener.ts";
import { rowsSheet } from "./rows-sheet.ts";
import { sheet } from "./sheet.ts";
import { tableSheet } from "./table-sheet.ts";
import "./chart.ts";
import "./firing.ts";
import "./instant.ts";

const COLUMNS = ["State", "Alert", "Now", "Budget share", "Last fired", "In the window", "What to do"];

/** Firings that are shown at first, the newest: a noisy alert has hundreds. */
const FIRINGS = 20;

/** Keys that are listed as they stand; more are folded. */
const KEYS = 6;

/** `<slo-alerts>`: the SLO's alerts replayed over the data, what fires on top. Each opens to its firings and how good it was. */
export class SloAlerts extends LitElement {
  static override properties = {
    review: { attribute: false },
    controller: { attribute: false },
    theme: { type: String },
    opened: { state: true },
    causes: { state: true },
    all: { state: true },
  };

  static override styles = [sheet, tableSheet, rowsSheet, alertsSheet];

  /** The review whose alerts are shown. */
  review!: Review;
  /** Gives the charts and the failures behind a firing. */
  controller!: Controller;
  /** The charts' colours. */
  theme: Theme = "light";
  /** The alerts that are open to their firings, by their names. */
  opened: ReadonlySet<string> = new Set();
  /** The firings that are open to what caused them, as `name@from`. */
  causes: ReadonlySet<string> = new Set();
  /** The alerts whose firings are all shown. */
  all: ReadonlySet<string> = new Set();

  override render(): unknown {
    const { alerts } = this.review;
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <h2 id="title">Alerts <span class="muted">${count(alerts.length)}</span></h2>
        ${alerts.length === 0 ? nothing : html`<p class="muted">${this.#summary()}</p>`}
      </div>
      ${alerts.length === 0
        ? html`<p class="empty">The SLO file has no alert rules, so none can be replayed. A document of the kind <code>AlertRules</code> adds them.</p>`
        : this.#table()}
    </section>`;
  }

  /** How many stand how, and what they sent in the window. */
  #summary(): string {
    const { alerts, slo } = this.review;
    const standing = (state: AlertState): string => count(alerts.filter((alert) => alert.state === state).length);
    const all = (severity: Alert["severity"]): string => {
      const number = alerts.reduce((sum, alert) => sum + (alert.severity === severity ? alert.sentInWindow : 0), 0);
      return counted(number, severity);
    };
    return `${standing("firing")} firing, ${standing("notEvaluable")} cannot be told, ${standing("inactive")} inactive; ${all("page")} and ${all("ticket")} sent in ${windowLength(slo.windowSeconds)}`;
  }

  #table(): unknown {
    return html`<div class="scroll">
      <table>
        <caption class="visually-hidden">
          Alerts at the reviewed instant: what fires first, then what cannot be told, then the rest.
        </caption>
        <thead>
          <tr>
            ${COLUMNS.map((title) => html`<th scope="col">${title}</th>`)}
            <th scope="col"><span class="visually-hidden">Firings</span></th>
          </tr>
        </thead>
        ${repeat(firingFirst(this.review.alerts), ({ name }) => name, (alert) => this.#alert(alert))}
      </table>
    </div>`;
  }

  #alert(alert: Alert): unknown {
    const { name, severity, state, condition, now, budgetShare, lastFired, firedInWindow, sentInWindow, reason, action, runbook } = alert;
    const { tone, word } = alertJudgement(alert);
    const isOpen = this.opened.has(name);
    return html`<tbody data-tone=${tone} data-id=${name} class=${isOpen ? "is-open" : ""}>
      <tr>
        <td class="state">${toneIcon(tone)} <span>${word}</span><span class="below">${severity}</span></td>
        <th scope="row">
          <span class="name">${name.split(/(?<=_)/u).map((part) => html`${part}<wbr />`)}</span>
          <p class="condition">${condition}</p>
          ${state !== "notEvaluable" ? nothing : html`<p class="why">${withIncident(reason, this.review)}</p>`}
        </th>
        <td class="now">${now}</td>
        <td>${budgetShare === null ? NO_FIGURE : `${Math.round(budgetShare * 100)}%`}</td>
        <td>${lastFired === null ? html`<span class="muted">never</span>` : html`<slo-instant stacked .at=${lastFired}></slo-instant>`}</td>
        <td>${counted(firedInWindow, "firing")}<span class="below">${sent(alert, sentInWindow)}</span></td>
        <td class="action">
          ${action === "" && runbook === "" ? html`<span class="muted">not stated</span>` : nothing}${action === "" ? nothing : html`<p>${action}</p>`}${runbook === ""
            ? nothing
            : html`<p class="runbook">${documentLink(runbook)}</p>`}
        </td>
        <td class="more">${rowOpener(name, "Firings", this.opened, (opened) => (this.opened = opened))}</td>
      </tr>
      ${isOpen
        ? html`<tr class="opened">
            <td colspan=${COLUMNS.length + 1}>
              <div class="history" role="region" aria-label="Firings of ${name}">
                ${state === "notEvaluable" ? nothing : html`<p>${reason}</p>`}
                <p class="judged">${judged(alert)} ${how("alerts", name)}</p>
                <slo-chart class="firings" kind="firings" .subject=${name} .review=${this.review} .controller=${this.controller} .theme=${this.theme}></slo-chart>
                ${this.#firings(alert)}
              </div>
            </td>
          </tr>`
        : nothing}
    </tbody>`;
  }

  #firings(alert: Alert): unknown {
    const { firings, name } = alert;
    if (firings.length === 0) return nothing;
    const newest = firings.toReversed();
    const shown = this.all.has(name) ? newest : newest.slice(0, FIRINGS);
    const calls = firings.some(({ notifications }) => notifications.length > 0);
    const titles = ["From", "To", "For", "Worst", "Silenced", ...(calls ? [`One ${alert.severity} each about`] : [])];
    return html`<table class="firings">
        <thead>
          <tr>
            ${titles.map((title) => html`<th scope="col">${title}</th>`)}
            <th scope="col"><span class="visually-hidden">Why</span></th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((firing) => this.#firing(alert, firing, titles.length + 1))}
        </tbody>
      </table>
      ${shown.length === newest.length
        ? nothing
        : html`<button class="button" type="button" @click=${(): unknown => (this.all = new Set([...this.all, name]))}>Show all ${count(newest.length)}</button>`}`;
  }

  #firing(alert: Alert, firing: Firing, columns: number): unknown {
    const { from, to, silenced, notifications } = firing;
    const key = `${alert.name}@${from}`;
    const isOpen = this.causes.has(key);
    const toggle = (): void => {
      const causes = new Set(this.causes);
      if (!causes.delete(key)) causes.add(key);
      this.causes = causes;
    };
    const until = to ?? this.review.asOf ?? from;
    const list = html`<ul>
      ${notifications.map((key) => html`<li class="name">${key}</li>`)}
    </ul>`;
    return html`<tr>
      <td><slo-instant stacked .at=${from}></slo-instant></td>
      <td>${to === null ? html`<strong>still</strong>` : html`<slo-instant stacked .at=${to}></slo-instant>`}</td>
      <td>${took((milliseconds(until) - milliseconds(from)) / 1000)}</td>
      <td>${peak(alert, firing)}</td>
      <td>
        ${silenced.length === 0
          ? html`<span class="muted">no</span>`
          : silenced.map((part) => html`<p>${utcDigits(part.from)} to ${part.to === null ? "still" : utcDigits(part.to)} UTC</p>`)}
      </td>
      ${columns > 6
        ? html`<td class="keys">
            ${notifications.length <= KEYS
              ? list
              : html`<details>
                  <summary>${counted(notifications.length, "key")}</summary>
                  ${list}
                </details>`}
          </td>`
        : nothing}
        <td class="more">
          <button class="link" type="button" aria-expanded=${isOpen} @click=${toggle}>
            ${isOpen ? "Hide" : "Why?"}<span class="visually-hidden"> of the firing from ${utcDigits(from)}</span>
          </button>
        </td>
      </tr>
      ${isOpen
        ? html`<tr class="cause">
            <td colspan=${columns}>
              <slo-firing .alert=${alert.name} .from=${from} .review=${this.review} .controller=${this.controller} .theme=${this.theme}></slo-firing>
            </td>
          </tr>`
        : nothing}`;
  }
}

customElements.define("slo-alerts", SloAlerts);

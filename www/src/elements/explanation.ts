import { LitElement, css, html } from "lit";

import { judged } from "../alert/wording.ts";
import type { Review } from "../engine/documents.ts";
import { methodAddress } from "../parts/served.ts";
import { NO_FIGURE, count, exactShare, shareLeft, shareSpent, signed } from "../text/figures.ts";
import { fetchText } from "../text/document.ts";
import { milliseconds, took, windowLength } from "../time/instant.ts";
import type { Asked } from "./how.ts";
import { icon } from "./icon.ts";
import { dialogSheet, sheet } from "./sheet.ts";

/** The figures that can be explained. */
export type Topic = "availability" | "budget" | "failures" | "mttr" | "failed" | "coverage" | "alerts" | "rollback" | "operations";

/**
 * An explanation: the rule in words, the formula with its numbers, and the section of the method that fixes it. Notes on it are in
 * `www/texts/notes.json`, which is read when they are wanted.
 */
interface Explanation {
  readonly title: string;
  readonly rule: string;
  readonly formulas: readonly string[];
  readonly section: number;
  readonly about: string;
}

function ratio(value: number | null, digits: number): string {
  return value === null ? "no data" : String(Number(value.toFixed(digits)));
}

function availability({ availability: sli, slo }: Review): Explanation {
  const interval = sli.confidence;
  return {
    title: "Availability",
    rule: `Every counted job in scope that ended in the last ${windowLength(slo.windowSeconds)} is one event, good if it completed and bad if it failed.`,
    formulas: [
      "ratio = good / (good + bad)",
      sli.total === 0 ? "no events: no data" : `= ${count(sli.good)} / (${count(sli.good)} + ${count(sli.bad)}) = ${ratio(sli.ratio, 6)}, shown ${sli.shown ?? NO_FIGURE}`,
      `objective met: good × 10⁹ ≥ ${count(Math.round(slo.target * 1e9))} × total, in whole numbers`,
      interval === null ? "" : `95% Wilson interval: ${shareLeft(interval.low, 3)} to ${shareLeft(interval.high, 3)}`,
    ],
    section: 3,
    about: "availability",
  };
}

function budget({ budget: figures, availability: sli, slo }: Review): Explanation {
  return {
    title: "Error budget left",
    rule: "The objective leaves a budget: the share of events that may fail.",
    formulas: [
      `budget = 1 − ${exactShare(slo.target)} = ${exactShare(figures.fraction)}`,
      "spent = bad / (budget × total), left = 1 − spent",
      figures.spent === null ? "no events: no data" : `= ${count(sli.bad)} / (${figures.fraction} × ${count(sli.total)}) = ${ratio(figures.spent, 6)}, left ${shareLeft(figures.remaining, 2)}`,
      figures.spent3d === null ? "" : `spent in 3 days = bad of 3 days / (budget × total of the window) = ${shareSpent(figures.spent3d, 2)}`,
    ],
    section: 4,
    about: "error budget",
  };
}

function failures({ budget: figures, availability: sli }: Review): Explanation {
  return {
    title: "Failures left",
    rule: "How many more failures the events of this window can take before the budget is spent.",
    formulas: [
      `allowed = ⌊budget × total⌋ = ⌊${figures.fraction} × ${count(sli.total)}⌋ = ${count(figures.failuresAllowed)}`,
      `left = allowed − bad = ${count(figures.failuresAllowed)} − ${count(sli.bad)} = ${signed(figures.failuresLeft)}`,
    ],
    section: 4,
    about: "error budget",
  };
}

/** Terms of a sum that are spelled out. */
const MOST_TERMS = 12;

function mttr({ recovery, window: reviewed, slo }: Review): Explanation {
  const { mttr: figures, targetSeconds, incidents } = recovery;
  const from = reviewed === null ? Number.NaN : milliseconds(reviewed.from);
  const durations = incidents.flatMap(({ recoveredAt, durationSeconds, excluded }) =>
    recoveredAt !== null && durationSeconds !== null && excluded === null && milliseconds(recoveredAt) > from ? [durationSeconds] : [],
  );
  const more = durations.length - MOST_TERMS;
  const sum = `${durations.slice(0, MOST_TERMS).map((seconds) => `${seconds} s`).join(" + ")}${more > 0 ? ` + ${more} more` : ""}`;
  const excluded = incidents.filter((incident) => incident.excluded !== null).length;
  return {
    title: "Mean time to recovery",
    rule: `The mean of the durations of the incidents that recovered in the last ${windowLength(slo.windowSeconds)}, those that an outage excludes left out.`,
    formulas: [
      "duration = recovered − opened, mean = sum of durations / count",
      figures.meanSeconds === null ? "no incident recovered in the window: no data" : `= (${sum}) / ${count(figures.count)} = ${ratio(figures.meanSeconds, 3)} s, shown ${took(figures.meanSeconds)}`,
      targetSeconds === null ? "" : `within the target: duration ≤ ${targetSeconds} s, exactly as long is within it${figures.withinTarget === null ? "" : `; ${shareLeft(figures.withinTarget)} are`}`,
      `${count(figures.open)} open, ${count(excluded)} excluded of ${count(incidents.length)} in all loaded time`,
    ],
    section: 7,
    about: "incidents and recovery",
  };
}

function failed({ jobs }: Review): Explanation {
  const kinds = Object.entries(jobs.byKind);
  return {
    title: "Failed jobs",
    rule: "All jobs in scope that failed, of every kind and over all loaded time up to the reviewed instant.",
    formulas: [
      `in scope ${count(jobs.inScope)} of ${count(jobs.total)} jobs`,
      `succeeded ${count(jobs.succeeded)}, failed ${count(jobs.failed)}, running ${count(jobs.running)}, pending ${count(jobs.pending)}, suspended ${count(jobs.suspended)}, aborted ${count(jobs.aborted)}, malformed ${count(jobs.malformed)}`,
      kinds.map(([kind, number]) => `${kind} ${count(number)}`).join(", "),
    ],
    section: 2,
    about: "jobs",
  };
}

function coverage({ data, slo }: Review): Explanation {
  return {
    title: "Coverage of the window",
    rule: "How much of the window the loaded files show.",
    formulas: [
      `coverage = covered time in the window / ${windowLength(slo.windowSeconds)} = ${shareLeft(data.coverage, 2)}`,
    ],
    section: 3,
    about: "coverage",
  };
}

function alerts({ alerts: all, slo }: Review, name: string): Explanation {
  const alert = all.find((one) => one.name === name);
  const figures = alert?.judgement;
  return {
    title: name,
    rule: "The alert is replayed over all loaded data: it fires from the instant at which its condition holds until it does not hold any more, to the millisecond.",
    formulas: [
      alert === undefined ? "the SLO file has no such alert any more" : `fires when ${alert.condition}; now ${alert.now}`,
      alert === undefined ? "" : judged(alert),
      figures?.longestDelaySeconds == null ? "" : `longest delay ${took(figures.longestDelaySeconds)}`,
      alert === undefined || alert.budgetShare === null
        ? ""
        : `share of the budget = factor × long window / ${windowLength(slo.windowSeconds)} = ${exactShare(alert.budgetShare)}, gone when a burn of just the factor has lasted for the long window`,
    ],
    section: 8,
    about: "alerts",
  };
}

function rollback({ rollback: triggers }: Review): Explanation {
  return {
    title: "Rollback",
    rule: "The SLO file's rollback plan names what speaks for a rollback.",
    formulas: triggers.map(({ trigger, value, reason }) => `${trigger} = ${value === "notEvaluable" ? "cannot be told" : value ? "yes" : "no"}: ${reason}`),
    section: 8,
    about: "alerts",
  };
}

function operations({ operations: figures, slo }: Review): Explanation {
  const share = (failed: number, ended: number): string => (ended === 0 ? "no build ended: no data" : `${count(failed)} / ${count(ended)} = ${exactShare(failed / ended)}`);
  return {
    title: "Operations",
    rule: "Figures of the pipeline's work up to the reviewed instant, of jobs in scope and without those that maintenance excludes.",
    formulas: [
      `95th percentile = the least duration that at least 95% of the builds that succeeded in ${windowLength(slo.windowSeconds)} do not exceed${figures.buildP95Seconds === null ? ": no data" : ` = ${figures.buildP95Seconds} s`}`,
      `failed share = failed / ended builds: over 15 minutes ${share(figures.failedLast15m, figures.endedLast15m)}, over 1 hour ${share(figures.failedLast1h, figures.endedLast1h)}`,
      `started = build and mirror jobs whose start lies in the last 15 minutes = ${figures.startedLast15m === null ? "no data" : count(figures.startedLast15m)}`,
    ],
    section: 10,
    about: "operations",
  };
}

const EXPLAIN: Readonly<Record<Topic, (review: Review, subject: string) => Explanation>> = {
  availability,
  budget,
  failures,
  mttr,
  failed,
  coverage,
  alerts,
  rollback,
  operations,
};

/** `<slo-explanation>`: the dialog that says how a figure is computed, with the numbers of this review. */
export class SloExplanation extends LitElement {
  static override properties = { review: { attribute: false }, asked: { state: true }, notes: { state: true } };

  static override styles = [
    sheet,
    dialogSheet,
    css`
      .formula {
        margin: var(--space-3) 0;
        padding: var(--space-3) var(--space-4);
        border-inline-start: 3px solid var(--accent);
        background: var(--sunken);
        font: var(--text-s) / 1.7 var(--mono);
      }

      .dialog-body li {
        margin-top: var(--space-2);
        font-size: var(--text-s);
      }

      .dialog-body .link {
        display: inline-block;
        margin-top: var(--space-4);
      }
    `,
  ];

  /** The review whose numbers are put in. */
  review: Review | undefined;
  /** The figure that is explained. */
  asked: Asked = { topic: "availability", subject: "" };

  /** Notes on the figures, once they are loaded. */
  notes: Readonly<Partial<Record<Topic, readonly string[]>>> = {};

  /** Opens the dialog. */
  async show(asked: Asked): Promise<void> {
    this.asked = asked;
    try {
      this.notes = await fetchText("notes.json");
    } catch {
      // Without its host the page explains the figure all the same, and the method says the rest.
    }
    await this.updateComplete;
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  override render(): unknown {
    const { topic, subject } = this.asked;
    const explanation = this.review === undefined ? undefined : EXPLAIN[topic](this.review, subject);
    return html`<dialog aria-labelledby="title">
      <div class="dialog-head">
        <h2 id="title">How is this computed? ${explanation?.title ?? ""}</h2>
        <button class="button quiet square" type="button" aria-label="Close" @click=${this.#close}>${icon("close")}</button>
      </div>
      ${explanation === undefined
        ? html`<div class="dialog-body"><p>There is no review yet.</p></div>`
        : html`<div class="dialog-body">
            <p>${explanation.rule}</p>
            <div class="formula">${explanation.formulas.filter((line) => line !== "").map((line) => html`<p>${line}</p>`)}</div>
            <ul>
              ${this.notes[topic]?.map((note) => html`<li>${note}</li>`)}
            </ul>
            <a class="link" href=${methodAddress(explanation.section)} target="_blank" rel="noopener"
              >The method, section ${explanation.section}: ${explanation.about}</a
            >
          </div>`}
    </dialog>`;
  }

  readonly #close = (): void => {
    this.renderRoot.querySelector("dialog")?.close();
  };
}

customElements.define("slo-explanation", SloExplanation);

import { LitElement, css, html, nothing } from "lit";

import type { RollbackPlan, RollbackTrigger } from "../engine/alerts.ts";
import type { Review } from "../engine/documents.ts";
import { triggerJudgement } from "../state/tone.ts";
import { count } from "../text/figures.ts";
import { windowLength } from "../time/instant.ts";
import { documentLink } from "./document-link.ts";
import { how } from "./how.ts";
import { toneIcon } from "./icon.ts";
import { withIncident } from "./incident-link.ts";
import { rowsSheet } from "./rows-sheet.ts";
import { sheet } from "./sheet.ts";

/** `<slo-rollback>`: whether something speaks for a rollback, and beside it the plan: its steps in order and the check after it. */
export class SloRollback extends LitElement {
  static override properties = { review: { attribute: false }, plan: { attribute: false } };

  static override styles = [
    sheet,
    rowsSheet,
    css`
      .columns {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        font-size: var(--text-s);
      }

      .columns > div {
        padding: var(--space-3) var(--space-4);
      }

      .columns > div + div {
        border-inline-start: 1px solid var(--line);
      }

      .columns > div:only-child {
        grid-column: 1 / -1;
      }

      li {
        display: grid;
        grid-template-columns: 10em minmax(0, 1fr);
        gap: 0 var(--space-3);
        padding: var(--space-2) 0;
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }

      h3 {
        margin-bottom: var(--space-2);
      }

      .name {
        font-family: var(--mono);
      }

      .head .link {
        margin-inline-start: auto;
      }

      @media (max-width: 60rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /** The review whose triggers are shown. */
  review!: Review;
  /** What the SLO file says to do. */
  plan: RollbackPlan | undefined;

  override render(): unknown {
    const { rollback } = this.review;
    const pulled = rollback.filter(({ value }) => value === true).length;
    const unknown = rollback.filter(({ value }) => value === "notEvaluable").length;
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <h2 id="title">Rollback</h2>
        <p class="muted">${count(pulled)} of ${count(rollback.length)} triggers speak for it${unknown === 0 ? "" : `, ${count(unknown)} cannot be told`}</p>
        ${how("rollback", "", "Rollback")}
      </div>
      <div class="columns">
        <div>
          <h3>Does anything speak for it?</h3>
          <ul>
            ${rollback.map((trigger) => this.#trigger(trigger))}
          </ul>
        </div>
        ${this.#plan()}
      </div>
    </section>`;
  }

  #trigger({ trigger, value, reason }: RollbackTrigger): unknown {
    const { tone, word } = triggerJudgement(value);
    return html`<li data-tone=${tone}>
      <span class="state">${toneIcon(tone)} ${word}</span>
      <div>
        <p class="name">${trigger}</p>
        <p>${withIncident(reason, this.review)}</p>
      </div>
    </li>`;
  }

  #plan(): unknown {
    const { plan } = this;
    if (plan === undefined || plan.steps.length === 0) return nothing;
    const { steps, check, document } = plan;
    return html`<div>
      <h3>If so, in this order</h3>
      <ol>
        ${steps.map(({ name, text }, place) => html`<li><strong>${place + 1}. ${name}</strong><p>${text}</p></li>`)}
        ${check === null ? nothing : html`<li><strong>Then check for ${windowLength(check.windowSeconds)}</strong><p>${check.text}</p></li>`}
      </ol>
      ${document === "" ? nothing : html`<p class="muted">The plan: ${documentLink(document)}</p>`}
    </div>`;
  }
}

customElements.define("slo-rollback", SloRollback);

import { LitElement, css, html, nothing } from "lit";

import type { Review, SloView } from "../engine/documents.ts";
import type { Controller } from "../state/controller.ts";
import { policyJudgement } from "../state/tone.ts";
import { shareLeft } from "../text/figures.ts";
import { duration, milliseconds, windowLength } from "../time/instant.ts";
import type { SloCopy } from "./copy.ts";
import { icon, toneIcon } from "./icon.ts";
import { sheet } from "./sheet.ts";
import "./instant.ts";

/** `<slo-verdict>`: the policy state as a sentence with its numbers, since when, until when, and what follows from it. */
export class SloVerdict extends LitElement {
  static override properties = {
    review: { attribute: false },
    slo: { attribute: false },
    controller: { attribute: false },
  };

  static override styles = [
    sheet,
    css`
      section.panel {
        display: grid;
        grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr);
        border-color: var(--tone-line);
        overflow: hidden;
      }

      .state {
        padding: var(--space-4) var(--space-5);
      }

      .eyebrow {
        color: var(--muted);
        font-size: var(--text-s);
      }

      h2 {
        display: flex;
        align-items: center;
        gap: 0.4em;
        margin: var(--space-1) 0 var(--space-2);
        color: var(--tone);
        font-size: var(--text-2xl);
        font-weight: 700;
        letter-spacing: -0.01em;
        line-height: 1.1;
      }

      h2 .icon {
        width: 0.95em;
        height: 0.95em;
      }

      .badge {
        display: inline-flex;
        align-items: center;
        padding: 0.15em 0.6em;
        border: 1px dashed var(--warn);
        border-radius: 99px;
        color: var(--warn);
        font-size: var(--text-s);
        font-weight: 600;
        letter-spacing: 0;
      }

      .sentence {
        max-width: 62ch;
        font-size: var(--text-l);
        line-height: 1.4;
        text-wrap: pretty;
      }

      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.2rem var(--space-4);
        margin-top: var(--space-3);
        font-size: var(--text-s);
      }

      dt {
        color: var(--muted);
      }

      .follows {
        display: grid;
        grid-template-columns: 1fr 1fr;
        grid-template-rows: 1fr auto;
        border-inline-start: 1px solid var(--tone-line);
        background: var(--tone-soft);
      }

      .follows > div:not(.actions) {
        padding: var(--space-4);
      }

      .follows > div + div:not(.actions) {
        border-inline-start: 1px solid var(--tone-line);
      }

      h3 {
        display: flex;
        align-items: center;
        gap: 0.4em;
        margin-bottom: var(--space-1);
      }

      .follows p {
        font-size: var(--text-m);
        text-wrap: pretty;
      }

      .actions {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-4);
        border-top: 1px solid var(--tone-line);
      }

      .note {
        margin-top: var(--space-3);
        padding: var(--space-2) var(--space-3);
        border: 1px dashed var(--warn-line);
        border-radius: var(--radius-s);
        background: var(--warn-soft);
        font-size: var(--text-s);
      }

      @media (max-width: 60rem) {
        section.panel {
          grid-template-columns: minmax(0, 1fr);
        }

        .follows {
          border-top: 1px solid var(--tone-line);
          border-inline-start: 0;
        }
      }
    `,
  ];

  /** The review to show. */
  review!: Review;
  /** The SLO, for its service's name. */
  slo: SloView | undefined;
  /** Makes the reports. */
  controller!: Controller;

  /** Copies the verdict as a press of its button does. */
  copyText(): void {
    const button = this.renderRoot.querySelector("slo-copy") as SloCopy | null;
    void button?.copy();
  }

  override render(): unknown {
    const { policy, data, window: reviewed, slo } = this.review;
    const { tone, word } = policyJudgement(policy.state);
    const provisional = policy.provisional && policy.state !== "noData";
    const service = this.slo?.displayName || slo.service;
    return html`<section class="panel" data-tone=${tone} data-state=${policy.state} aria-labelledby="state">
      <div class="state">
        <p class="eyebrow">Error budget policy of ${service} over ${windowLength(slo.windowSeconds)}</p>
        <h2 id="state">
          ${toneIcon(tone)} <span>${word}</span> ${provisional ? html`<span class="badge">provisional</span>` : nothing}
        </h2>
        <p class="sentence">${policy.sentence}</p>
        <dl>
          ${policy.since === null
            ? nothing
            : html`<dt>Since</dt>
                <dd><slo-instant .at=${policy.since}></slo-instant>${this.#ago(policy.since)}</dd>`}
          ${this.#lifts()}
          ${reviewed === null
            ? nothing
            : html`<dt>Window</dt>
                <dd>
                  <slo-instant .at=${reviewed.from} precision="minute"></slo-instant> to
                  <slo-instant .at=${reviewed.to} precision="minute"></slo-instant>
                </dd>`}
        </dl>
        ${provisional
          ? html`<p class="note">
              <strong>Provisional:</strong> the data covers ${shareLeft(data.coverage)} of the window, under 90%. More of the week may
              change the state. Add the missing days before you decide on it.
            </p>`
          : nothing}
      </div>
      <div class="follows">
        <div>
          <h3>${icon("allowed")}Allowed</h3>
          <p>${policy.allowed}</p>
        </div>
        <div>
          <h3>${icon("blocked")}Blocked</h3>
          <p>${policy.blocked}</p>
        </div>
        <div class="actions">
          <slo-copy label="Copy as text" .text=${(): Promise<string> => this.controller.report("text")}></slo-copy>
          <slo-copy label="Copy as Markdown" .text=${(): Promise<string> => this.controller.report("markdown")}></slo-copy>
        </div>
      </div>
    </section>`;
  }

  #ago(since: string): unknown {
    const { asOf } = this.review;
    if (asOf === null) return nothing;
    return html`<span class="muted"> · for ${duration((milliseconds(asOf) - milliseconds(since)) / 1000)}</span>`;
  }

  #lifts(): unknown {
    const { policy, asOf } = this.review;
    if (policy.liftsAt === null || asOf === null) {
      return policy.lifts ? html`<dt>Lifts</dt><dd>${policy.lifts}</dd>` : nothing;
    }
    return html`<dt>Lifts by itself</dt>
      <dd>
        <slo-instant .at=${policy.liftsAt}></slo-instant>
        <span class="muted">
          · in ${duration((milliseconds(policy.liftsAt) - milliseconds(asOf)) / 1000)}, if nothing else happens</span
        >
      </dd>`;
  }
}

customElements.define("slo-verdict", SloVerdict);

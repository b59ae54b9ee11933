import { LitElement, css, html, nothing } from "lit";

import type { Review } from "../engine/documents.ts";
import {
  availabilityJudgement,
  budgetJudgement,
  coverageJudgement,
  failuresJudgement,
  mttrJudgement,
} from "../state/tone.ts";
import type { Judgement } from "../state/tone.ts";
import { NO_FIGURE, count, counted, exactShare, shareLeft, shareSpent, signed } from "../text/figures.ts";
import { clock, took, windowLength } from "../time/instant.ts";
import type { Topic } from "./explanation.ts";
import { how } from "./how.ts";
import { toneIcon } from "./icon.ts";
import { sheet } from "./sheet.ts";

/** One tile's content. */
interface Tile {
  readonly topic: Topic;
  readonly title: string;
  readonly figure: string;
  readonly unit?: string;
  readonly judgement: Judgement | undefined;
  readonly lines: readonly unknown[];
}

/**
 * `<slo-tiles>`: the six figures of the review with their counts.
 *
 * Fires `explain` (detail: an `Asked`) when a tile is asked how it is computed, and `list` (detail: a list of jobs) when its
 * jobs are asked for.
 */
export class SloTiles extends LitElement {
  static override properties = { review: { attribute: false } };

  static override styles = [
    sheet,
    css`
      ul {
        display: grid;
        grid-template-columns: 1.15fr 1fr 0.98fr 0.95fr 0.98fr 1.1fr;
        gap: var(--space-3);
      }

      li {
        display: flex;
        flex-direction: column;
        padding: var(--space-3);
        overflow: hidden;
      }

      h3 {
        color: var(--muted);
        font-size: var(--text-s);
        font-weight: 550;
      }

      .figure {
        display: flex;
        align-items: baseline;
        gap: 0.35em;
        font-size: var(--text-2xl);
        font-weight: 650;
        letter-spacing: -0.02em;
        line-height: 1.2;
        white-space: nowrap;
      }

      .unit {
        color: var(--muted);
        font-size: var(--text-s);
        font-weight: 400;
        letter-spacing: 0;
      }

      .word {
        display: flex;
        align-items: center;
        gap: 0.4em;
        margin-bottom: var(--space-2);
        color: var(--tone, var(--muted));
        font-size: var(--text-s);
        font-weight: 600;
      }

      .lines {
        display: grid;
        gap: 0.1rem;
        font-size: var(--text-s);
        line-height: 1.4;
      }

      .how {
        margin-top: auto;
        padding-top: var(--space-2);
        font-size: var(--text-xs);
      }

      @media (max-width: 60rem) {
        ul {
          grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
        }
      }
    `,
  ];

  /** The review to show. */
  review!: Review;

  override render(): unknown {
    return html`<section aria-label="Figures">
      <ul>
        ${this.#tiles().map(
          (tile) => html`<li class="panel" id=${tile.topic} data-tone=${tile.judgement?.tone ?? "none"}>
            <h3>${tile.title}</h3>
            <p class="figure">
              <span class="value">${tile.figure}</span>${tile.unit === undefined ? nothing : html`<span class="unit">${tile.unit}</span>`}
            </p>
            ${tile.judgement === undefined
              ? nothing
              : html`<p class="word">${toneIcon(tile.judgement.tone)}<span>${tile.judgement.word}</span></p>`}
            <div class="lines">${tile.lines.map((line) => (line === nothing ? nothing : html`<p>${line}</p>`))}</div>
            <p class="how">${how(tile.topic, "", tile.title)}</p>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #tiles(): readonly Tile[] {
    return [this.#availability(), this.#budget(), this.#failures(), this.#mttr(), this.#jobs(), this.#coverage()];
  }

  #availability(): Tile {
    const { availability: sli, slo } = this.review;
    const objective = exactShare(slo.target);
    const none = sli.total === 0;
    const { confidence, withoutExclusions: all } = sli;
    return {
      topic: "availability",
      title: `Availability, objective ${objective}`,
      figure: sli.shown ?? NO_FIGURE,
      judgement: availabilityJudgement(this.review),
      lines: [
        none ? "No counted job ended in the window." : `${count(sli.good)} of ${count(sli.total)} good, ${count(sli.bad)} bad`,
        confidence === null
          ? nothing
          : html`<span class="muted">95% interval ${shareLeft(confidence.low, 2)} to ${shareLeft(confidence.high, 2)}</span>`,
        sli.lowVolume && !none ? html`<strong>Low volume:</strong> one failure alone overspends the budget.` : nothing,
        sli.excluded === 0
          ? nothing
          : html`<button class="link" type="button" @click=${(): void => this.#list("excluded")}>${counted(sli.excluded, "job")} excluded</button
              >${all?.shown ? html`; with them ${all.shown} (${count(all.good)} of ${count(all.total)})` : nothing}`,
      ],
    };
  }

  #budget(): Tile {
    const { budget } = this.review;
    return {
      topic: "budget",
      title: "Error budget left",
      figure: shareLeft(budget.remaining, 2),
      judgement: budgetJudgement(this.review),
      lines:
        budget.spent === null
          ? ["Without events nothing is spent and nothing is left."]
          : [
              `${shareSpent(budget.spent, 2)} spent in ${windowLength(this.review.slo.windowSeconds)}`,
              html`<span class="muted">${shareSpent(budget.spent3d, 2)} in the last 3 days</span>`,
            ],
    };
  }

  #failures(): Tile {
    const { budget, availability } = this.review;
    const none = availability.total === 0;
    return {
      topic: "failures",
      title: "Failures left",
      figure: none ? NO_FIGURE : signed(budget.failuresLeft),
      judgement: failuresJudgement(this.review),
      lines: none
        ? ["Without events there is no allowance."]
        : [
            `${count(budget.failuresAllowed)} allowed, ${count(availability.bad)} happened`,
            html`<span class="muted">among ${counted(availability.total, "event")} of the window</span>`,
          ],
    };
  }

  #mttr(): Tile {
    const { mttr, targetSeconds, incidents } = this.review.recovery;
    const excluded = incidents.filter((incident) => incident.excluded !== null).length;
    const { count: number, open, meanSeconds, medianSeconds, maxSeconds, withinTarget } = mttr;
    const [figure, unit] = meanSeconds === null ? [NO_FIGURE, undefined] : clock(meanSeconds);
    return {
      topic: "mttr",
      title: targetSeconds === null ? "Mean time to recovery" : `MTTR, target ${took(targetSeconds)}`,
      figure,
      ...(unit !== undefined && { unit }),
      judgement: mttrJudgement(this.review),
      lines: [
        number === 0 && open === 0 ? "No incident that counts recovered in the window" : `${count(number)} recovered, ${count(open)} open`,
        withinTarget === null || targetSeconds === null ? nothing : `${shareLeft(withinTarget)} within ${took(targetSeconds)}`,
        medianSeconds === null || maxSeconds === null || number < 2
          ? nothing
          : html`<span class="muted">median ${took(medianSeconds)}, longest ${took(maxSeconds)}</span>`,
        excluded === 0 ? nothing : html`<span class="muted">${count(excluded)} excluded, in all loaded time</span>`,
      ],
    };
  }

  #jobs(): Tile {
    const { jobs, availability } = this.review;
    return {
      topic: "failed",
      title: "Failed jobs",
      figure: jobs.inScope === 0 ? NO_FIGURE : count(jobs.failed),
      ...(jobs.inScope === 0 ? {} : { unit: `of ${count(jobs.inScope)} in scope` }),
      judgement: undefined,
      lines: [
        html`<span class="muted">all kinds, all loaded time</span>`,
        html`<button class="link" type="button" @click=${(): void => this.#list("failed")}>In the window</button>: ${count(availability.bad)} that
          count`,
        jobs.stuck === 0
          ? html`<span class="muted">No job is stuck</span>`
          : html`<button class="link" type="button" @click=${(): void => this.#list("stuck")}>${counted(jobs.stuck, "job")} stuck</button> for
              over 30 min`,
      ],
    };
  }

  #coverage(): Tile {
    const { data, asOf, slo, jobs } = this.review;
    return {
      topic: "coverage",
      title: "Coverage of the window",
      figure: asOf === null ? NO_FIGURE : shareLeft(data.coverage),
      judgement: coverageJudgement(this.review),
      lines: [
        asOf === null ? "Nothing is loaded." : `of ${windowLength(slo.windowSeconds)}; under 90% is provisional`,
        ...jobs.sources.map((source) => html`<span class="muted">${source}</span>`),
      ],
    };
  }

  #list(list: "failed" | "excluded" | "stuck"): void {
    this.dispatchEvent(new CustomEvent("list", { detail: list, bubbles: true, composed: true }));
  }
}

customElements.define("slo-tiles", SloTiles);

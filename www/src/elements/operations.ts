import { LitElement, css, html, nothing } from "lit";

import type { Review } from "../engine/documents.ts";
import { NO_FIGURE, count, counted, shareSpent } from "../text/figures.ts";
import { took, windowLength } from "../time/instant.ts";
import { how } from "./how.ts";
import { rowsSheet } from "./rows-sheet.ts";
import { sheet } from "./sheet.ts";

/** `<slo-operations>`: how the pipeline works at the reviewed instant, in a row of figures. */
export class SloOperations extends LitElement {
  static override properties = { review: { attribute: false } };

  static override styles = [
    sheet,
    rowsSheet,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
        gap: var(--space-3) var(--space-4);
        padding: var(--space-3) var(--space-4);
        font-size: var(--text-s);
      }

      dt,
      .below {
        color: var(--muted);
        overflow-wrap: anywhere;
        white-space: normal;
      }

      .value {
        font-size: var(--text-l);
        font-weight: 650;
      }

      .head .link {
        margin-inline-start: auto;
      }
    `,
  ];

  /** The review to show. */
  review!: Review;

  override render(): unknown {
    const { operations, slo } = this.review;
    const { buildP95Seconds: p95, startedLast15m: started, failedRatioLast15m: quarter, failedRatioLast1h: hour } = operations;
    const length = windowLength(slo.windowSeconds);
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <h2 id="title">Operations</h2>
        <p class="muted">at the reviewed instant</p>
        ${how("operations", "", "Operations")}
      </div>
      <dl>
        ${figure("Build time, 95th percentile", p95 === null ? undefined : took(p95), p95 === null ? "no build succeeded" : `of the ${counted(operations.buildsSucceeded, "build")} that succeeded`, `in ${length}`)}
        ${figure("Started", started === null ? undefined : counted(started, "job"), "in 15 minutes")}
        ${[
          [quarter, operations.failedLast15m, operations.endedLast15m, "in 15 minutes"] as const,
          [hour, operations.failedLast1h, operations.endedLast1h, "in 1 hour"] as const,
        ].map(([share, failed, ended, over]) =>
          figure("Failed builds", share === null ? undefined : shareSpent(share), share === null ? "no build ended" : `${count(failed)} of the ${count(ended)} that ended`, over),
        )}
        ${operations.evidence.map(({ class: of, last15m, last1h, inWindow }) =>
          figure(`Evidence of ${of}`, counted(inWindow, "piece"), `in ${length}`, `${count(last1h)} in 1 hour, ${count(last15m)} in 15 minutes`),
        )}
      </dl>
    </section>`;
  }
}

/** A figure with what it is of. Without one it says that there is no data. */
function figure(title: string, value: string | undefined, ...of: readonly string[]): unknown {
  return html`<div>
    <dt>${title}</dt>
    <dd>
      <span class="value">${value ?? NO_FIGURE}</span>${value === undefined ? " No data" : nothing}${of.map((line) => html`<span class="below">${line}</span>`)}
    </dd>
  </div>`;
}

customElements.define("slo-operations", SloOperations);

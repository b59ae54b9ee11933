import { LitElement, css, html, nothing } from "lit";

import type { Review } from "../engine/documents.ts";
import { count, counted } from "../text/figures.ts";
import { toneIcon } from "./icon.ts";
import { sheet } from "./sheet.ts";

/** `<slo-scope>`: shown where jobs were read and none is in scope: how many, of which namespaces, and what the pattern is. */
export class SloScope extends LitElement {
  static override properties = { review: { attribute: false } };

  static override styles = [
    sheet,
    css`
      section.panel {
        padding: var(--space-4) var(--space-5);
        border-color: var(--warn-line);
      }

      h2 {
        display: flex;
        align-items: center;
        gap: 0.5em;
        margin-bottom: var(--space-2);
      }

      p {
        max-width: 75ch;
      }

      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        margin: var(--space-3) 0;
      }

      li {
        padding: 0.15em 0.6em;
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--sunken);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** The review. */
  review!: Review;

  override render(): unknown {
    const { jobs, data } = this.review;
    if (jobs.total === 0 || jobs.inScope > 0) return nothing;
    return html`<section class="panel" data-tone="warn" aria-labelledby="title">
      <h2 id="title">${toneIcon("warn")}None of the ${counted(jobs.total, "job")} is in scope</h2>
      <p>
        ${counted(jobs.total, "job was", "jobs were")} read. The SLO covers namespaces that match
        <code>${data.scopePattern}</code>, and the jobs are in ${data.namespaces.length === 1 ? "this namespace" : "these namespaces"}:
      </p>
      <ul>
        ${data.namespaces.map(({ name, jobs: number }) => html`<li><code>${name || "(none)"}</code> ${count(number)}</li>`)}
      </ul>
      <p>
        If these are the right jobs, drop an SLO file whose scope matches them. If not, export from the cluster that runs the slots.
      </p>
    </section>`;
  }
}

customElements.define("slo-scope", SloScope);

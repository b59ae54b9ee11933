import { LitElement, css, html, nothing } from "lit";

import type { Problem } from "../engine/problem.ts";
import type { Controller } from "../state/controller.ts";
import type { ProblemCard } from "../state/store.ts";
import { count } from "../text/figures.ts";
import { place } from "./files.ts";
import { icon, toneIcon } from "./icon.ts";
import { sheet } from "./sheet.ts";

/** `<slo-problems>`: a card for everything that went wrong: what was read, where it broke, and what to do. */
export class SloProblems extends LitElement {
  static override properties = { problems: { attribute: false }, controller: { attribute: false } };

  static override styles = [
    sheet,
    css`
      ul {
        display: grid;
        gap: var(--space-2);
      }

      .card.panel {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--space-1) var(--space-2);
        padding: var(--space-3) var(--space-3) var(--space-3) var(--space-4);
        border-color: var(--bad-line);
        background: var(--raised);
        box-shadow: 0 8px 28px var(--shadow);
        font-size: var(--text-s);
      }

      .card > .icon {
        margin-top: 0.15em;
      }

      .text {
        display: grid;
        gap: var(--space-1);
        overflow-wrap: anywhere;
      }

      .all {
        display: flex;
        justify-content: end;
        margin-bottom: var(--space-2);
      }

      .path {
        font-family: var(--mono);
      }

      .close {
        align-self: start;
        min-height: 1.6rem;
        width: 1.6rem;
      }
    `,
  ];

  /** The problems, oldest first. */
  problems: readonly ProblemCard[] = [];
  /** Dismisses them. */
  controller!: Controller;

  override render(): unknown {
    if (this.problems.length === 0) return nothing;
    return html`<section aria-label="Problems">
      ${this.problems.length < 2
        ? nothing
        : html`<div class="all">
            <button class="button" type="button" @click=${(): void => this.controller.dismissAll()}>
              Dismiss all ${count(this.problems.length)}
            </button>
          </div>`}
      <ul>
        ${[...this.problems].reverse().map(
          ({ id, problem }) => html`<li class="card panel" data-tone="bad" data-code=${problem.type === "slo" ? "slo-refused" : problem.code}>
            ${toneIcon("bad")}
            <div class="text" role="alert">${this.#text(problem)}</div>
            <button
              class="button quiet square close"
              type="button"
              aria-label="Dismiss the problem with ${problem.file ?? "the page"}"
              @click=${(): void => this.controller.dismiss(id)}
            >
              ${icon("close")}
            </button>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #text(problem: Problem): unknown {
    if (problem.type === "slo") {
      return html`<h3>${problem.file} was refused as an SLO file</h3>
        <p class="muted">The SLO that was active before still is.</p>
        <ul>
          ${problem.problems.map(
            ({ line, column, path, message, remedy }) => html`<li>
              <p>${message}</p>
              <p class="muted">line ${count(line)}, column ${count(column)}${path === "" ? nothing : html`, <span class="path">${path}</span>`}</p>
              <p>${remedy}</p>
            </li>`,
          )}
        </ul>`;
    }
    const position = problem.type === "file" ? problem.position : undefined;
    return html`<h3>${problem.file === undefined ? "Something stopped" : html`${problem.file} could not be used`}</h3>
      <p>${problem.what}</p>
      ${position === undefined || position === null ? nothing : html`<p class="muted">At ${place(position)}</p>`}
      <p><strong>What to do:</strong> ${problem.remedy}</p>
      <p class="muted">code ${problem.code}</p>`;
  }
}

customElements.define("slo-problems", SloProblems);

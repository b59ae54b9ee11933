import { LitElement, css, html, nothing } from "lit";

import type { SloView } from "../engine/documents.ts";
import type { Controller } from "../state/controller.ts";
import { saveText } from "../output/save.ts";
import { policyJudgement } from "../state/tone.ts";
import { counted, exactShare } from "../text/figures.ts";
import { windowLength } from "../time/instant.ts";
import { documentLink } from "./document-link.ts";
import { toneIcon } from "./icon.ts";
import { sheet } from "./sheet.ts";
import "./copy.ts";

/** What the core calls the SLO that is built in. */
export const EMBEDDED = "embedded default";

/** What the file of rules is called. */
const RULES = "slo-rules.yaml";

/** `<slo-objective>`: the card of the active SLO: whose it is, what it promises, and what its policy says. */
export class SloObjective extends LitElement {
  static override properties = { slo: { attribute: false }, controller: { attribute: false } };

  static override styles = [
    sheet,
    css`
      .head {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 3.5rem;
        padding: var(--space-3) var(--space-4);
        border-bottom: 1px solid var(--line);
      }

      .head h2 {
        margin-inline-end: auto;
      }

      .body {
        padding: var(--space-3) var(--space-4) var(--space-4);
        font-size: var(--text-s);
      }

      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.3rem var(--space-4);
        margin-top: var(--space-3);
      }

      dt {
        color: var(--muted);
      }

      dd {
        overflow-wrap: anywhere;
      }

      h3 {
        margin: var(--space-4) 0 var(--space-2);
      }

      .step {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 0.5em;
        padding: var(--space-2) 0;
        border-top: 1px solid var(--line);
      }

      details {
        margin: var(--space-3) 0;
      }

      summary {
        cursor: pointer;
      }

      .step p {
        grid-column: 2;
      }

      .rules {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin: var(--space-2) 0 var(--space-3);
      }
    `,
  ];

  /** The active SLO. */
  slo: SloView | undefined;
  /** Goes back to the built-in one. */
  controller!: Controller;

  override render(): unknown {
    const { slo } = this;
    if (slo === undefined) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <h2 id="title">SLO <span class="muted">${slo.file === EMBEDDED ? "built in" : slo.file}</span></h2>
        ${slo.file === EMBEDDED
          ? nothing
          : html`<button class="button" type="button" @click=${this.#saveSlo}>Save the SLO file</button>
              <button class="button" type="button" @click=${(): unknown => this.controller.resetSlo()}>Back to the built-in SLO</button>`}
      </div>
      <div class="body">
        ${slo.description === "" ? nothing : html`<p>${slo.description}</p>`}
        <dl>
          <dt>Service</dt>
          <dd>${slo.displayName === "" || slo.displayName === slo.service ? slo.service : `${slo.displayName} (${slo.service})`}</dd>
          <dt>SLO</dt>
          <dd>${slo.name}: ${exactShare(slo.target)} over ${windowLength(slo.windowSeconds)}</dd>
          <dt>In scope</dt>
          <dd>namespaces that match <code>${slo.scopePattern}</code></dd>
          <dt>Owner</dt>
          <dd>${slo.owner || html`<span class="muted">not stated</span>`}</dd>
          <dt>Approval</dt>
          <dd>${this.#approval(slo)}</dd>
          ${slo.links.map(
            ({ rel, href }) => html`<dt>${rel}</dt>
              <dd>${documentLink(href)}</dd>`,
          )}
        </dl>
        ${slo.cujs.length === 0
          ? nothing
          : html`<h3>What users must be able to do</h3>
              <ul>
                ${slo.cujs.map(({ id, text }) => html`<li>${id === "" ? nothing : html`<strong>${id}</strong> `}${text}</li>`)}
              </ul>`}
        <h3>What the policy says</h3>
        <p class="muted">The strictest step that holds sets the state. Exactly the threshold does not trigger.</p>
        <ol>
          ${slo.policy.map((step) => this.#step(step))}
        </ol>
        ${this.#notes(slo)}
        <h3>The same as Prometheus rules</h3>
        <p class="muted">
          Recording rules for these figures and alerts for what this SLO says, for a Prometheus that scrapes the jobs. What metrics cannot say
          is left out by name.
        </p>
        <p class="rules">
          <slo-copy label="Copy the rules" .text=${(): Promise<string> => this.controller.rules()}></slo-copy>
          <button class="button" type="button" @click=${this.#saveRules}>Save as ${RULES}</button>
        </p>
        <p class="muted">Another SLO file (OpenSLO YAML) can be dropped on the page like any export.</p>
      </div>
    </section>`;
  }

  readonly #saveRules = (): void => {
    this.controller.rules().then(
      (text) => saveText(RULES, text, "application/yaml"),
      // What broke has been told by the engine.
      () => {},
    );
  };

  readonly #saveSlo = (): void => {
    const file = this.controller.sloFile;
    if (file !== undefined) saveText(file.name, file.text, "application/yaml");
  };

  #approval({ approval }: SloView): unknown {
    if (approval.status === "") return html`<span class="muted">not stated</span>`;
    return `${approval.status}${approval.by ? `, by ${approval.by}` : ""}${approval.at ? `, ${approval.at}` : ""}`;
  }

  #notes({ notes = [] }: SloView): unknown {
    if (notes.length === 0) return nothing;
    return html`<details>
      <summary>${counted(notes.length, "field")} of the file accepted and not used</summary>
      <ul>
        ${notes.map(({ line, path }) => html`<li><span class="muted">line ${line}</span> <code>${path}</code></li>`)}
      </ul>
    </details>`;
  }

  #step({ state, windowSeconds, threshold, allowed, blocked }: SloView["policy"][number]): unknown {
    const { tone, word } = policyJudgement(state);
    return html`<li class="step">
      ${toneIcon(tone)}
      <strong>${word}${state === "normal" ? "" : ` over ${exactShare(threshold)} of the budget in ${windowLength(windowSeconds)}`}</strong>
      ${allowed === "" ? nothing : html`<p><span class="muted">Allowed:</span> ${allowed}</p>`}
      ${blocked === "" ? nothing : html`<p><span class="muted">Blocked:</span> ${blocked}</p>`}
    </li>`;
  }
}

customElements.define("slo-objective", SloObjective);

import { LitElement, css, html, nothing } from "lit";

import type { Review, SloView } from "../engine/documents.ts";
import type { Controller } from "../state/controller.ts";
import { messageOf } from "../engine/problem.ts";
import { fetchRecipes } from "../text/recipes.ts";
import type { Recipe, Recipes } from "../text/recipes.ts";
import type { SloExports } from "./exports.ts";
import { icon } from "./icon.ts";
import { recipeSheet } from "./recipe-sheet.ts";
import { dialogSheet, sheet } from "./sheet.ts";
import "./copy.ts";
import "./exports.ts";

function article(recipe: Recipe): unknown {
  return html`<article>
    <div class="row">
      <h3>${recipe.title}</h3>
      ${recipe.best === undefined ? nothing : html`<span class="best">${recipe.best}</span>`}
      <slo-copy .text=${recipe.text}></slo-copy>
    </div>
    <p>${recipe.about}</p>
    <pre tabindex="0" role="region" aria-label=${recipe.title}>${recipe.text}</pre>
  </article>`;
}

/** `<slo-guide>`: the dialog that says what to export, with commands to copy. Fires `command` to have a Prometheus asked. */
export class SloGuide extends LitElement {
  static override properties = {
    controller: { attribute: false },
    slo: { attribute: false },
    review: { attribute: false },
    sample: { attribute: false },
    recipes: { state: true },
    failure: { state: true },
  };

  static override styles = [
    sheet,
    dialogSheet,
    recipeSheet,
    css`
      dialog {
        width: min(56rem, calc(100vw - 2rem));
      }

      .dialog-body > h2 {
        margin-top: var(--space-6);
        padding-top: var(--space-4);
        border-top: 1px solid var(--line);
      }

      .best {
        padding: 0.1em 0.6em;
        border: 1px solid var(--good-line);
        border-radius: 99px;
        background: var(--good-soft);
        color: var(--good);
        font-size: var(--text-xs);
        font-weight: 600;
      }

      .warning {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-2);
        margin-top: var(--space-4);
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--warn-line);
        border-radius: var(--radius-s);
        background: var(--warn-soft);
        font-size: var(--text-s);
      }

      .warning strong {
        color: var(--warn);
      }
    `,
  ];

  /** Knows the queries. */
  controller!: Controller;
  /** The active SLO. */
  slo: SloView | undefined;
  /** The review. */
  review: Review | undefined;
  /** Whether it is of the sample. */
  sample = true;

  /** What to export, once it is loaded. */
  recipes: Recipes | undefined;
  /** Why it could not be loaded. */
  failure = "";

  /** Opens the dialog. */
  async show(): Promise<void> {
    this.renderRoot.querySelector("dialog")?.showModal();
    try {
      this.recipes ??= await fetchRecipes();
      this.failure = "";
    } catch (error) {
      this.failure = messageOf(error);
    }
    await this.renderRoot.querySelector<SloExports>("slo-exports")?.start();
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title">
      <div class="dialog-head">
        <h2 id="title">What do I export?</h2>
        <button class="button quiet square" type="button" aria-label="Close" @click=${this.#close}>${icon("close")}</button>
      </div>
      <div class="dialog-body">
        <p>
          The history of your Kubernetes Jobs. Drop any mix of the files below, gzipped or not. They are read in this browser and
          never leave it.
        </p>
        <div class="warning">
          <strong>Mind</strong>
          <p>
            <code>ttlSecondsAfterFinished</code> deletes a job 5 to 60 minutes after it ended, in this pipeline 600 s for builds,
            300 s for mirrors and 3600 s for codegen checks. What was deleted is in no list: only a watch that was running, or
            lists taken more often than that, hold a week.
          </p>
        </div>
        ${this.#recipes("jobs")}
        <h2>The same out of Prometheus</h2>
        <slo-exports .controller=${this.controller} .slo=${this.slo} .review=${this.review} .sample=${this.sample} @live=${this.#live}></slo-exports>
        <h2>Why did they fail, and how long did recovery take?</h2>
        <p>
          Kubernetes keeps no output of a job. Incidents and their recovery (MTTR) are told from texts, which these files have; drop them
          together with the jobs.
        </p>
        ${this.#recipes("evidence")}
      </div>
    </dialog>`;
  }

  #recipes(which: keyof Recipes): unknown {
    return this.recipes?.[which].map(article) ?? html`<p role="status">${this.failure || "The recipes are being loaded…"}</p>`;
  }

  readonly #live = (): void => {
    this.#close();
    this.dispatchEvent(new CustomEvent("command", { detail: "live" }));
  };

  readonly #close = (): void => {
    this.renderRoot.querySelector("dialog")?.close();
  };
}

customElements.define("slo-guide", SloGuide);

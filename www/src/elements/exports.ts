import { LitElement, css, html, nothing } from "lit";

import type { Review, SloView } from "../engine/documents.ts";
import { messageOf } from "../engine/problem.ts";
import { allowedOrigins } from "../prometheus/policy.ts";
import { WAYS } from "../prometheus/query.ts";
import type { Exports, Query, Way } from "../prometheus/query.ts";
import { readSpan, reviewed } from "../prometheus/span.ts";
import type { Controller } from "../state/controller.ts";
import { counted } from "../text/figures.ts";
import { utcDigits } from "../time/instant.ts";
import { formSheet } from "./form-sheet.ts";
import { recipeSheet } from "./recipe-sheet.ts";
import { sheet } from "./sheet.ts";
import "./copy.ts";

/**
 * `<slo-exports>`: what to ask a Prometheus for the loaded SLO over a week, as PromQL, `curl` and `promtool`.
 *
 * Fires `live` to have the page ask itself.
 */
export class SloExports extends LitElement {
  static override properties = {
    controller: { attribute: false },
    slo: { attribute: false },
    review: { attribute: false },
    sample: { attribute: false },
    way: { state: true },
    from: { state: true },
    to: { state: true },
    exports: { state: true },
    wrong: { state: true },
  };

  static override styles = [
    sheet,
    formSheet,
    recipeSheet,
    css`
      form {
        margin: var(--space-3) 0;
      }

      fieldset {
        display: flex;
        gap: var(--space-1) var(--space-4);
        margin: 0;
        padding: 0;
        border: 0;
      }

      fieldset label {
        display: flex;
        align-items: center;
        gap: 0.4em;
        min-height: 2rem;
        color: var(--text);
        font-size: var(--text-s);
      }

      input[type="radio"] {
        min-height: 0;
        width: 1.1em;
        height: 1.1em;
        margin: 0;
        accent-color: var(--accent);
      }

      .all {
        margin-inline-start: auto;
      }

      p.about,
      p.note {
        font-size: var(--text-s);
      }

      p.note {
        margin-top: var(--space-3);
      }
    `,
  ];

  /** Knows the queries. */
  controller!: Controller;
  /** The active SLO. */
  slo: SloView | undefined;
  /** The review, whose week is the chosen one. */
  review: Review | undefined;
  /** Whether it is of the sample. */
  sample = true;
  /** How the queries are written. */
  way: Way = "promql";
  /** What stands in the fields. */
  from = "";
  to = "";
  /** The queries over that time. */
  exports: Exports | undefined;
  /** Why there are none, and which field is to blame. */
  wrong: { readonly field?: "from" | "to"; readonly why: string } | undefined;

  #asked = 0;

  /** Begins with the week under review. */
  async start(): Promise<void> {
    if (this.slo === undefined) return;
    const { from, to } = reviewed(this.review, this.sample, this.slo.windowSeconds, Date.now());
    [this.from, this.to] = [utcDigits(from, "minute"), utcDigits(to, "minute")];
    await this.#ask();
  }

  override render(): unknown {
    const { exports, way } = this;
    return html`
      <p class="about">
        A week of jobs is in Prometheus, if kube-state-metrics is scraped. These are the queries for
        ${this.slo === undefined ? "the SLO" : html`<strong>${this.slo.name}</strong>`}; drop their answers, in any order and number of files. Or
        <button class="link" type="button" @click=${this.#live}>let the page ask itself</button>.
      </p>
      <form novalidate @submit=${(event: Event): void => event.preventDefault()}>
        ${this.#input("from", "From, UTC")} ${this.#input("to", "To, UTC")}
        <fieldset aria-label="As">
          ${WAYS.map(
            ([value, name]) =>
              html`<label><input type="radio" name="way" .checked=${value === way} @change=${(): Way => (this.way = value)} />${name}</label>`,
          )}
        </fieldset>
        ${exports === undefined || exports.queries.length < 2
          ? nothing
          : html`<slo-copy class="all" label="Copy all" .text=${exports.queries.map((query) => query[way]).join("\n")}></slo-copy>`}
        <p class="wrong" id="wrong" role="alert">${this.wrong?.why ?? ""}</p>
      </form>
      ${exports?.queries.map((query) => this.#query(query, exports))}
      ${exports?.notes.map((note) => html`<p class="note muted">${note}</p>`)}
    `;
  }

  #query(query: Query, { stepSeconds, chunks }: Exports): unknown {
    const { name, about } = query;
    const text = query[this.way];
    return html`<article>
      <div class="row">
        <h3>${name}</h3>
        <slo-copy .text=${text}></slo-copy>
      </div>
      <p>
        ${about}
        <span class="muted">
          A range query with a step of ${stepSeconds} s${chunks.length > 1
            ? `, in ${counted(chunks.length, "part")}, since Prometheus gives out at most 11 000 points at once`
            : ""}.
        </span>
      </p>
      <pre tabindex="0" role="region" aria-label=${name}>${text}</pre>
    </article>`;
  }

  #input(field: "from" | "to", label: string): unknown {
    return html`<label>
      ${label}
      <input
        class="instant"
        type="text"
        maxlength="60"
        autocomplete="off"
        aria-invalid=${this.wrong?.field === field}
        aria-describedby="wrong"
        .value=${this[field]}
        @change=${(event: Event): void => {
          this[field] = (event.target as HTMLInputElement).value;
          void this.#ask();
        }}
      />
    </label>`;
  }

  readonly #live = (): void => {
    this.dispatchEvent(new Event("live"));
  };

  /** Learns the queries of the time in the fields. */
  async #ask(): Promise<void> {
    const asked = (this.#asked += 1);
    const span = readSpan(this.from, this.to);
    this.wrong = "why" in span ? span : undefined;
    if ("why" in span) return;
    const [server] = allowedOrigins();
    try {
      const exports = await this.controller.exports({ ...span, ...(server !== undefined && { server }) });
      if (asked === this.#asked) this.exports = exports;
    } catch (error) {
      this.wrong = { why: messageOf(error) };
    }
  }
}

customElements.define("slo-exports", SloExports);

declare global {
  interface HTMLElementTagNameMap {
    "slo-exports": SloExports;
  }
}

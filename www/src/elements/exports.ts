import { LitElement, css, html, nothing } from "lit";

import type { Interval, Review, SloView } from "../engine/documents.ts";
import { messageOf } from "../engine/problem.ts";
import { WAYS, script, server, textOf } from "../prometheus/commands.ts";
import type { Way } from "../prometheus/commands.ts";
import { allowedOrigins } from "../prometheus/policy.ts";
import type { Query } from "../prometheus/query.ts";
import { reviewed } from "../prometheus/span.ts";
import type { Controller } from "../state/controller.ts";
import { counted } from "../text/figures.ts";
import { milliseconds, readTyped, utcDigits } from "../time/instant.ts";
import { formSheet } from "./form-sheet.ts";
import { recipeSheet } from "./recipe-sheet.ts";
import { sheet } from "./sheet.ts";
import "./copy.ts";

/** The server in the commands where none is known. */
const EXAMPLE = "http://prometheus.example:9090";

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
    queries: { state: true },
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

      p.about {
        font-size: var(--text-s);
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
  queries: readonly Query[] = [];
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
    const { queries, way } = this;
    const [base = EXAMPLE] = allowedOrigins();
    const head = server(way, base);
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
            ({ way: value, name }) =>
              html`<label><input type="radio" name="way" .checked=${value === way} @change=${(): Way => (this.way = value)} />${name}</label>`,
          )}
        </fieldset>
        ${queries.length === 0 ? nothing : html`<slo-copy class="all" label="Copy all" .text=${script(way, base, queries)}></slo-copy>`}
        <p class="wrong" id="wrong" role="alert">${this.wrong?.why ?? ""}</p>
      </form>
      ${head === "" || queries.length === 0 ? nothing : html`<pre tabindex="0" role="region" aria-label="The server">${head}</pre>`}
      ${queries.map((query) => this.#query(query))}
    `;
  }

  #query(query: Query): unknown {
    const { name, about, kind, step, chunks } = query;
    const text = textOf(this.way, query);
    const asked =
      kind === "instant"
        ? `Once, at ${utcDigits(chunks.at(-1)?.to ?? "", "minute")}.`
        : `As a range, with a step of ${step} s${chunks.length > 1 ? `, in ${counted(chunks.length, "part")}, since Prometheus gives out at most 11 000 points a series` : ""}.`;
    return html`<article>
      <div class="row">
        <h3>${name}</h3>
        <slo-copy .text=${text}></slo-copy>
      </div>
      <p>${about} <span class="muted">${asked}</span></p>
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
    this.wrong = undefined;
    const [from, to] = [readTyped(this.from), readTyped(this.to)];
    const form = "Type it like 2026-02-21 15:00, or with an offset like 2026-02-21T16:00:00+01:00.";
    if (from === undefined) this.wrong = { field: "from", why: `The beginning is no time. ${form}` };
    else if (to === undefined) this.wrong = { field: "to", why: `The end is no time. ${form}` };
    else if (milliseconds(to) <= milliseconds(from)) this.wrong = { field: "to", why: "It ends before it begins, or at once. Choose a later end." };
    else await this.#learn({ from, to });
  }

  async #learn(span: Interval): Promise<void> {
    const asked = (this.#asked += 1);
    try {
      const queries = await this.controller.exports(span);
      if (asked === this.#asked) this.queries = queries;
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

import { LitElement, css, html, nothing } from "lit";

import type { Annotations } from "../annotations/document.ts";
import type { Review } from "../engine/documents.ts";
import type { Incident } from "../engine/recovery.ts";
import { story } from "../incident/story.ts";
import type { Entry } from "../incident/story.ts";
import type { Controller } from "../state/controller.ts";
import type { Theme } from "../state/theme.ts";
import { count, counted } from "../text/figures.ts";
import { bothClocks, milliseconds, took, utcDigits } from "../time/instant.ts";
import type { Trial } from "../tuning/trial.ts";
import { toneIcon } from "./icon.ts";
import { leaveOut } from "./leave-out.ts";
import type { SloMitigation } from "./mitigation.ts";
import { sheet } from "./sheet.ts";
import "./chart.ts";
import "./incident-notes.ts";
import "./mitigation.ts";

/** Entries that are shown at first: a hundred pieces of evidence would hide how it ended. */
const ENTRIES = 14;

/** Texts up to this length, and of one line, stand as they are; longer ones are folded. */
const SHORT = 140;

/** What a terminal takes for colours and a page cannot show. */
const COLOUR = /\u001b\[[\d;]*m/gu;

/** `<slo-incident>`: one incident's own timeline, its chart, and what the reviewer says of it. */
export class SloIncident extends LitElement {
  static override properties = {
    incident: { attribute: false },
    review: { attribute: false },
    annotations: { attribute: false },
    controller: { attribute: false },
    theme: { type: String },
    undoes: { type: String },
    trial: { attribute: false },
    all: { state: true },
  };

  static override styles = [
    sheet,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr);
        align-items: start;
        gap: var(--space-4);
        padding: var(--space-3) var(--space-4) var(--space-4);
      }

      .own {
        position: sticky;
        top: 4.5rem;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }

      h3 {
        margin-bottom: var(--space-2);
      }

      .entry {
        position: relative;
        display: grid;
        grid-template-columns: 7.6em 1.2em minmax(0, 1fr);
        gap: 0 var(--space-2);
        padding-bottom: var(--space-2);
        font-size: var(--text-s);
      }

      .entry:not(:last-child)::before {
        position: absolute;
        top: 1.3em;
        bottom: -0.1em;
        left: calc(7.6em + var(--space-2) + 0.54em);
        width: 1px;
        background: var(--line-strong);
        content: "";
      }

      .entry > .icon {
        margin-top: 0.18em;
      }

      .at {
        text-align: end;
      }

      .at time {
        display: block;
        white-space: nowrap;
      }

      .what {
        overflow-wrap: anywhere;
      }

      .title {
        font-weight: 600;
      }

      .facts,
      .after {
        color: var(--muted);
        font-size: var(--text-xs);
      }

      .facts > span + span::before {
        content: " · ";
      }

      .mono,
      summary {
        font: var(--text-xs) / 1.5 var(--mono);
        overflow-wrap: anywhere;
      }

      summary {
        cursor: pointer;
      }

      pre {
        max-height: 16rem;
        margin-top: var(--space-1);
        padding: var(--space-2);
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--surface);
        font-size: var(--text-xs);
        line-height: 1.5;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .zone {
        margin-bottom: var(--space-2);
        font-size: var(--text-xs);
      }

      .after {
        white-space: nowrap;
      }

      .exclude {
        font-size: var(--text-s);
      }

      .rest {
        padding: var(--space-1) 0 var(--space-3) calc(7.6em + 1.2em + 2 * var(--space-2));
        font-size: var(--text-s);
      }

      @media (max-width: 60rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }

        .own {
          position: static;
        }
      }
    `,
  ];

  /** The incident. */
  incident!: Incident;
  /** The review that it is of. */
  review!: Review;
  /** What the reviewer says. */
  annotations!: Annotations;
  /** Takes what the reviewer says, and gives the chart. */
  controller!: Controller;
  /** The chart's colours. */
  theme: Theme = "light";
  /** The change that undoing takes back. */
  undoes: string | undefined;
  /** What is tried: whether this incident is left out. */
  trial!: Trial;
  /** Whether all entries are shown. */
  all = false;

  override render(): unknown {
    const { incident, review, annotations, controller, theme, undoes } = this;
    const entries = story(incident, review);
    const folded = this.all || entries.length < ENTRIES + 4 ? 0 : entries.length - ENTRIES;
    // What is folded away lies in the middle: how it began and how it ended is what is looked for.
    const [first, last] = folded === 0 ? [entries, []] : [entries.slice(0, ENTRIES / 2), entries.slice(ENTRIES / 2 + folded)];
    return html`<div class="columns" role="region" aria-label="Timeline of ${incident.id}">
      <div>
        ${incident.title === null && incident.timelineId === null
          ? nothing
          : html`<h3>${incident.title}${incident.timelineId === null ? nothing : html` <span class="muted">${incident.timelineId}</span>`}</h3>`}
        <p class="zone muted">Times are UTC.</p>
        <ol>
          ${first.map((entry) => this.#entry(entry))}
        </ol>
        ${folded === 0
          ? nothing
          : html`<p class="rest">
                <button class="link" type="button" @click=${(): boolean => (this.all = true)}>Show ${count(folded)} entries between</button>
              </p>
              <ol>
                ${last.map((entry) => this.#entry(entry))}
              </ol>`}
        ${incident.evidence > incident.evidenceItems.length
          ? html`<p class="rest muted">
              ${counted(incident.evidence - incident.evidenceItems.length, "more piece", "more pieces")} of evidence followed the first
              ${count(incident.evidenceItems.length)}.
            </p>`
          : nothing}
      </div>
      <div class="own">
        <slo-chart
          kind="incident"
          .subject=${incident.id}
          .review=${review}
          .controller=${controller}
          .theme=${theme}
          @slo-pick=${this.#picked}
        ></slo-chart>
        <slo-mitigation .incident=${incident} .review=${review} .annotations=${annotations} .controller=${controller} .undoes=${undoes}></slo-mitigation>
        <p class="exclude">
          <button class="link" type="button" @click=${this.#exclude}>Add an outage over this incident</button>
          <span class="muted">A confirmed one takes it out of the figures.</span><br />
          ${leaveOut({ incident: { class: incident.class, openedAt: incident.openedAt } }, this.trial)}
          <span class="muted">in Tune, as if it had not been.</span>
        </p>
        <slo-incident-notes .incident=${incident} .review=${review} .annotations=${annotations} .controller=${controller}></slo-incident-notes>
      </div>
    </div>`;
  }

  #entry({ at, turn, tone, title, source, detail, text }: Entry): unknown {
    const { openedAt } = this.incident;
    const digits = utcDigits(at);
    const sameDay = digits.slice(0, 10) === utcDigits(openedAt, "day");
    const after = (milliseconds(at) - milliseconds(openedAt)) / 1000;
    return html`<li class="entry" data-turn=${turn}>
      <div class="at">
        <time datetime=${at} title=${bothClocks(`${digits} UTC`, at)}>${sameDay ? digits.slice(11) : digits.slice(5)}</time>
        <span class="after">${after === 0 ? "opening" : after < 0 ? `${took(-after)} before` : `+${took(after)}`}</span>
      </div>
      ${toneIcon(tone)}
      <div class="what">
        <p class="title">${title}</p>
        ${detail === "" && source === ""
          ? nothing
          : html`<p class="facts">${[detail, source].map((fact) => (fact === "" ? nothing : html`<span>${fact}</span>`))}</p>`}
        ${text === "" ? nothing : this.#text(text)}
      </div>
    </li>`;
  }

  #text(raw: string): unknown {
    const text = raw.replace(COLOUR, "");
    const [line = ""] = text.trimStart().split("\n", 1);
    if (text.length <= SHORT && line.length === text.trim().length) return html`<p class="mono">${text}</p>`;
    return html`<details>
      <summary>${line.slice(0, SHORT)}…</summary>
      <pre tabindex="0" role="region" aria-label="The whole text">${text}</pre>
    </details>`;
  }

  readonly #exclude = (): void => {
    const { openedAt, recoveredAt, verifiedAt } = this.incident;
    const to = verifiedAt ?? recoveredAt;
    const detail = { from: openedAt, ...(to !== null && milliseconds(to) > milliseconds(openedAt) && { to }) };
    this.dispatchEvent(new CustomEvent("outage", { detail, bubbles: true, composed: true }));
  };

  readonly #picked = (event: CustomEvent<{ readonly at: string }>): void => {
    this.renderRoot.querySelector<SloMitigation>("slo-mitigation")?.propose(event.detail.at);
  };
}

customElements.define("slo-incident", SloIncident);

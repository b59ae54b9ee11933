import { LitElement, css, html, nothing } from "lit";

import type { Review, Week } from "../engine/documents.ts";
import type { Moment } from "../state/store.ts";
import { STEP, bothClocks, milliseconds, readTyped, rfc3339, utcDigits } from "../time/instant.ts";
import { endedWeeks, lastFullWeek, nextWeek, previousWeek } from "../time/week.ts";
import { icon } from "./icon.ts";
import { sheet } from "./sheet.ts";

/** `<slo-moment>`: the instant that is reviewed, and all ways to move it. Fires `moment` (detail: a `Moment`). */
export class SloMoment extends LitElement {
  static override properties = {
    review: { attribute: false },
    moment: { attribute: false },
    busy: { type: Boolean },
    typed: { state: true },
    refused: { state: true },
    dragged: { state: true },
  };

  static override styles = [
    sheet,
    css`
      :host {
        border-bottom: 1px solid var(--line);
        background: var(--ground);
      }

      section {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(12rem, 1fr) auto;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        max-width: var(--page);
        margin: 0 auto;
        padding: var(--space-2) var(--gutter);
      }

      form {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        white-space: nowrap;
      }

      label {
        font-size: var(--text-s);
        font-weight: 600;
      }

      input[type="text"] {
        width: 12.2em;
        min-height: 2rem;
        padding: 0 0.5em;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-s);
        background: var(--surface);
        font-variant-numeric: tabular-nums;
      }

      input[aria-invalid="true"] {
        border-color: var(--bad);
      }

      .zone {
        color: var(--muted);
        font-size: var(--text-s);
      }

      .slide {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--muted);
        font-size: var(--text-xs);
        white-space: nowrap;
      }

      input[type="range"] {
        flex: 1;
        min-width: 3rem;
        height: 1.5rem;
        margin: 0;
        accent-color: var(--accent);
      }

      .weeks {
        display: flex;
        align-items: center;
        gap: var(--space-1);
      }

      select {
        width: 13.5em;
        min-height: 2rem;
        padding: 0 0.4em;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-s);
        background: var(--raised);
        font-size: var(--text-s);
      }

      .button[aria-pressed="true"] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent);
      }

      .refused {
        grid-column: 1 / -1;
        color: var(--bad);
        font-size: var(--text-s);
      }

      .busy {
        position: absolute;
        inset: auto 0 -2px;
        height: 2px;
        background: linear-gradient(90deg, transparent, var(--accent), transparent) 0 0 / 40% 100% no-repeat;
        animation: pass 1.1s linear infinite;
      }

      @keyframes pass {
        from {
          background-position: -60% 0;
        }

        to {
          background-position: 160% 0;
        }
      }

      @media (max-width: 100rem) {
        .slide span {
          display: none;
        }
      }

      @media (max-width: 72rem) {
        section {
          grid-template-columns: auto 1fr;
        }

        .slide {
          grid-row: 2;
          grid-column: 1 / -1;
        }

        .weeks {
          justify-self: end;
        }
      }

      @media (max-width: 50rem) {
        section {
          grid-template-columns: minmax(0, 1fr);
        }

        form,
        .weeks {
          flex-wrap: wrap;
          justify-self: start;
        }
      }
    `,
  ];

  /** The review that is shown. */
  review!: Review;
  /** What was asked for. */
  moment: Moment = { kind: "newest" };
  /** Whether a review is being computed. */
  busy = false;
  /** What stands in the field while it is being edited. */
  typed: string | undefined;
  /** Why the typed instant was not taken. */
  refused = "";
  /** Where the slider is while it is dragged. */
  dragged: number | undefined;

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("review")) {
      this.typed = undefined;
      this.refused = "";
      this.dragged = undefined;
    }
  }

  override render(): unknown {
    const { asOf, data } = this.review;
    if (asOf === null || data.range === null) return nothing;
    const shown = this.dragged ?? milliseconds(asOf);
    const { range } = data;
    return html`<section aria-label="Reviewed instant">
      <form @submit=${this.#submit}>
        <label for="at">Reviewed at</label>
        <input
          id="at"
          type="text"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="zone"
          aria-invalid=${this.refused === "" ? "false" : "true"}
          .value=${this.typed ?? utcDigits(shown)}
          @input=${this.#type}
          @keydown=${this.#escape}
          @change=${this.#submit}
        />
        <span class="zone" id="zone">${bothClocks("UTC", shown)}</span>
      </form>
      <div class="slide">
        <span>${utcDigits(range.from, "day")}</span>
        <input
          type="range"
          aria-label="Reviewed instant within the data"
          aria-valuetext=${`${utcDigits(shown)} UTC`}
          min=${milliseconds(range.from)}
          max=${milliseconds(range.to)}
          step="1"
          .value=${String(shown)}
          @input=${this.#slide}
          @keydown=${this.#slideKey}
        />
        <span>${utcDigits(range.to, "day")}</span>
      </div>
      ${this.#weeks()} ${this.refused === "" ? nothing : html`<p class="refused" role="alert">${this.refused}</p>`}
      ${this.busy ? html`<div class="busy"></div>` : nothing}
    </section>`;
  }

  #weeks(): unknown {
    const weeks = endedWeeks(this.review);
    const full = lastFullWeek(this.review);
    const [before, after] = [previousWeek(this.review), nextWeek(this.review)];
    const at = this.moment.kind === "instant" ? milliseconds(this.moment.at) : undefined;
    const isAt = (week: Week | undefined): boolean => week !== undefined && milliseconds(week.end) === at;
    return html`<div class="weeks" role="group" aria-label="Weeks">
      <button
        class="button square"
        type="button"
        title="End of the previous week ( [ )"
        aria-label="Previous week"
        ?disabled=${before === undefined}
        @click=${(): void => this.toWeek(before)}
      >
        ${icon("left")}
      </button>
      <select aria-label="Review at the end of an ISO week" @change=${this.#pick}>
        <option value="" ?selected=${!weeks.some(isAt)}>${weeks.length === 0 ? "No week ends in the data" : "End of a week…"}</option>
        ${weeks.map(
          (week) =>
            html`<option value=${week.end} ?selected=${isAt(week)}>
              ${week.label}, to ${utcDigits(milliseconds(week.end) - STEP.day, "day").slice(5)}${week.full ? "" : ", part"}
            </option>`,
        )}
      </select>
      <button
        class="button square"
        type="button"
        title="End of the next week ( ] )"
        aria-label="Next week"
        ?disabled=${after === undefined}
        @click=${(): void => this.toWeek(after)}
      >
        ${icon("right")}
      </button>
      <button
        class="button"
        type="button"
        title=${full === undefined ? "The data holds no whole ISO week" : `${full.label} ( w )`}
        aria-pressed=${isAt(full)}
        ?disabled=${full === undefined}
        @click=${(): void => this.toWeek(full)}
      >
        Last full week
      </button>
      <button
        class="button"
        type="button"
        title="The newest instant of the data ( n )"
        aria-pressed=${this.moment.kind === "newest"}
        @click=${(): void => this.#move({ kind: "newest" })}
      >
        Newest
      </button>
    </div>`;
  }

  /** Moves to the end of a week, if there is one. */
  toWeek(week: Week | undefined): void {
    if (week !== undefined) this.#move({ kind: "instant", at: week.end });
  }

  #move(moment: Moment): void {
    this.dispatchEvent(new CustomEvent("moment", { detail: moment, bubbles: true, composed: true }));
  }

  readonly #type = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.refused = "";
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    this.typed = undefined;
    this.refused = "";
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.typed === undefined) return;
    const { range } = this.review.data;
    const at = readTyped(this.typed);
    if (at === undefined) {
      this.refused = "This is no instant. Type it like 2026-02-23 00:00 or 2026-02-23T00:00:00+01:00; without an offset it is UTC.";
    } else if (range !== null && (milliseconds(at) < milliseconds(range.from) || milliseconds(at) > milliseconds(range.to))) {
      this.refused = `The data reaches from ${utcDigits(range.from)} to ${utcDigits(range.to)} UTC. Choose an instant in it.`;
    } else {
      this.#move({ kind: "instant", at });
    }
  };

  readonly #slide = (event: Event): void => {
    this.#to(Number((event.target as HTMLInputElement).value));
  };

  /** Whole seconds, but the very ends of the data as they are. */
  #to(wanted: number): void {
    const { range } = this.review.data;
    if (range === null) return;
    const [from, to] = [milliseconds(range.from), milliseconds(range.to)];
    const whole = Math.round(wanted / 1000) * 1000;
    this.dragged = Math.min(Math.max(whole, from), to);
    this.#move(this.dragged === to ? { kind: "newest" } : { kind: "instant", at: rfc3339(this.dragged) });
  }

  /** Arrow keys move by an hour, page keys by a day: the slider's own step of a millisecond is of no use. */
  readonly #slideKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -STEP.hour,
      ArrowDown: -STEP.hour,
      ArrowRight: STEP.hour,
      ArrowUp: STEP.hour,
      PageDown: -STEP.day,
      PageUp: STEP.day,
      Home: -Infinity,
      End: Infinity,
    };
    const by = steps[event.key];
    const { range } = this.review.data;
    if (by === undefined || range === null) return;
    event.preventDefault();
    const now = this.dragged ?? milliseconds(this.review.asOf ?? range.to);
    this.#to(Math.min(Math.max(now + by, milliseconds(range.from)), milliseconds(range.to)));
  };

  readonly #pick = (event: Event): void => {
    const end = (event.target as HTMLSelectElement).value;
    if (end !== "") this.#move({ kind: "instant", at: end });
  };
}

customElements.define("slo-moment", SloMoment);

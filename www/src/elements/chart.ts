import { LitElement, css, html, nothing } from "lit";

import type { Chart, Readout } from "../engine/core.ts";
import type { ChartKind, Review } from "../engine/documents.ts";
import type { Controller } from "../state/controller.ts";
import type { Theme } from "../state/theme.ts";
import { readoutTone } from "../state/tone.ts";
import { localDigits, milliseconds, utcDigits } from "../time/instant.ts";
import { toneIcon } from "./icon.ts";
import { sheet } from "./sheet.ts";

/** The second that an instant lies in: a column's instant is finer than anything that a reader means. */
function wholeSecond(at: string): number {
  return Math.floor(milliseconds(at) / 1000) * 1000;
}

/**
 * `<slo-chart>`: one chart, drawn by the core on a canvas. It is drawn again when its size, the theme or the device's pixel
 * ratio changes; the model is fetched again only for another review or width. What the pointer or the arrow keys are at is
 * read out, and the same data stands in a table.
 */
export class SloChart extends LitElement {
  static override properties = {
    kind: { type: String },
    subject: { type: String },
    review: { attribute: false },
    controller: { attribute: false },
    theme: { type: String },
    chart: { state: true },
    readout: { state: true },
    spoken: { state: true },
    tableOpen: { state: true },
  };

  static override styles = [
    sheet,
    css`
      figure {
        display: flex;
        flex-direction: column;
        height: 100%;
        padding: var(--space-3) var(--space-4);
      }

      .verdict {
        min-height: 1.45em;
        color: var(--muted);
        font-size: var(--text-s);
      }

      .plot {
        position: relative;
        height: var(--plot-height, clamp(11rem, 25vh, 20rem));
        margin: var(--space-2) 0;
        touch-action: pan-y;
        cursor: crosshair;
      }

      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }

      .cross {
        position: absolute;
        top: 0;
        left: 0;
        width: 1px;
        background: var(--text);
        opacity: 0.55;
        pointer-events: none;
      }

      .readout {
        position: absolute;
        z-index: 1;
        top: 0.4rem;
        left: 0;
        max-width: min(30rem, 80%);
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-s);
        background: var(--raised);
        box-shadow: 0 4px 16px var(--shadow);
        font-size: var(--text-xs);
        line-height: 1.5;
        pointer-events: none;
      }

      .readout .at {
        font-weight: 600;
        white-space: nowrap;
      }

      .readout .local {
        color: var(--muted);
        font-weight: 400;
      }

      .readout .line {
        display: flex;
        white-space: nowrap;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--space-3);
      }

      .readout .value {
        font-weight: 600;
        white-space: nowrap;
      }

      details {
        font-size: var(--text-xs);
      }

      summary {
        width: fit-content;
        color: var(--muted);
        cursor: pointer;
      }

      .scroll {
        max-height: 16rem;
        margin-top: var(--space-2);
        overflow: auto;
      }

      table {
        border-collapse: collapse;
      }

      caption {
        padding-bottom: var(--space-1);
        color: var(--muted);
        text-align: start;
      }

      th,
      td {
        padding: 0.15rem var(--space-4) 0.15rem 0;
        border-bottom: 1px solid var(--line);
        text-align: start;
        white-space: nowrap;
      }

      @media (forced-colors: active) {
        canvas {
          forced-color-adjust: none;
        }
      }
    `,
  ];

  /** Which chart. */
  kind: ChartKind = "availability";
  /**
   * What a chart of one thing is about: the id of an incident, the name of an alert, or one firing of it, `name@from`. The chart of
   * an incident lets an instant be chosen, and says so by `slo-pick`.
   */
  subject: string | undefined;
  /** The review whose instant it shows. */
  review!: Review;
  /** Gives the model and the class that draws. */
  controller!: Controller;
  /** The colours. */
  theme: Theme = "light";
  /** The chart, once there is a model. */
  chart: Chart | undefined;
  /** What is read out, if the pointer or the keys are on the chart. */
  readout: Readout | undefined;
  /** The readout in words, for a screen reader. */
  spoken = "";
  /** Whether the table is shown: it is made only then. */
  tableOpen = false;

  /** How often the chart was drawn; tests wait for it. */
  drawn = 0;

  #wish = 0;
  #columns = 0;
  #resizes: ResizeObserver | undefined;
  #ratio: MediaQueryList | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watchRatio();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes?.disconnect();
    this.#resizes = undefined;
    this.#ratio?.removeEventListener("change", this.#ratioChanged);
    this.chart?.free();
    this.chart = undefined;
  }

  override firstUpdated(): void {
    const canvas = this.#canvas();
    if (canvas === null) return;
    this.#resizes = new ResizeObserver(() => {
      this.#resized();
    });
    try {
      // This box also changes when only the ratio does.
      this.#resizes.observe(canvas, { box: "device-pixel-content-box" });
    } catch {
      // Safari does not know it; there the query of the ratio has to do.
      this.#resizes.observe(canvas);
    }
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has("review") || changed.has("kind") || changed.has("subject")) void this.#fetch();
    else if (changed.has("theme") || changed.has("chart")) this.#draw();
  }

  override render(): unknown {
    const title = this.chart?.title ?? "";
    const verdict = this.chart?.verdict ?? "";
    return html`<figure class="panel" aria-labelledby="title">
      <h3 id="title">${title}</h3>
      <div
        class="plot"
        id="plot"
        tabindex="0"
        role="application"
        aria-roledescription="chart"
        aria-label=${`${title} ${verdict} Arrow keys read it out.${this.kind === "incident" ? " Enter chooses the time." : ""}`}
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @pointerleave=${this.#leave}
        @click=${this.#click}
        @keydown=${this.#key}
        @blur=${this.#leave}
      >
        <canvas aria-hidden="true"></canvas>
        ${this.#crosshair()}
      </div>
      <figcaption class="verdict">${verdict}</figcaption>
      <p class="visually-hidden" aria-live="polite">${this.spoken}</p>
      <details @toggle=${this.#toggle}>
        <summary>As a table</summary>
        ${this.tableOpen ? this.#table() : nothing}
      </details>
    </figure>`;
  }

  #crosshair(): unknown {
    const { readout } = this;
    if (readout === undefined) return nothing;
    return html`<div class="cross"></div>
      <div class="readout" aria-hidden="true">
        ${readout.heading === null
          ? html`<p class="at">${utcDigits(wholeSecond(readout.at))} UTC <span class="local">${localDigits(readout.at)}</span></p>`
          : html`<p class="at">${readout.heading}</p>`}
        ${readout.lines.map(
          (line) => html`<p class="line">
            <span>${toneIcon(readoutTone(line.tone))} ${line.label}</span><span class="value">${line.value}</span>
          </p>`,
        )}
      </div>`;
  }

  #table(): unknown {
    const table = this.chart?.table();
    if (table === undefined) return nothing;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${table.caption}>
      <table>
        <caption>${table.caption}</caption>
        <thead>
          <tr>${table.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr>
        </thead>
        <tbody>
          ${table.rows.map(
            (row) =>
              html`<tr>${row.map((cell, place) => (place === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector("canvas");
  }

  async #fetch(): Promise<void> {
    await this.updateComplete;
    const width = this.#canvas()?.clientWidth ?? 0;
    const asOf = this.review.asOf;
    if (width === 0 || asOf === null) return;
    this.#wish += 1;
    const wish = this.#wish;
    const columns = Math.max(1, Math.round(width * window.devicePixelRatio));
    this.#columns = columns;
    try {
      const model = await this.controller.chart(this.kind, asOf, columns, this.subject);
      if (wish !== this.#wish || !this.isConnected) return;
      this.chart?.free();
      this.chart = new this.controller.charts(model);
      this.#leave();
    } catch {
      // The engine says what stopped it; the chart that was drawn before stays.
    }
  }

  #resized(): void {
    const width = this.#canvas()?.clientWidth ?? 0;
    if (width === 0) return;
    const columns = Math.max(1, Math.round(width * window.devicePixelRatio));
    this.#draw();
    if (columns !== this.#columns) void this.#fetch();
  }

  #draw(): void {
    const canvas = this.#canvas();
    if (canvas === null || this.chart === undefined || canvas.clientWidth === 0) return;
    const { width, height } = canvas.getBoundingClientRect();
    this.chart.draw(canvas, width, height, window.devicePixelRatio, this.theme);
    this.drawn += 1;
    this.dataset["drawn"] = String(this.drawn);
    void this.#placeReadout();
  }

  /** The ratio changes when the window goes to another screen or is zoomed; a query matches only one ratio. */
  #watchRatio(): void {
    this.#ratio?.removeEventListener("change", this.#ratioChanged);
    this.#ratio = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    this.#ratio.addEventListener("change", this.#ratioChanged);
  }

  readonly #ratioChanged = (): void => {
    this.#watchRatio();
    this.#resized();
  };

  #read(readout: Readout | undefined): void {
    this.readout = readout;
    void this.#placeReadout();
  }

  /** Puts the line at the column, and the readout on the side of it that has room. */
  async #placeReadout(): Promise<void> {
    await this.updateComplete;
    const { readout } = this;
    const cross = this.renderRoot.querySelector<HTMLElement>(".cross");
    const box = this.renderRoot.querySelector<HTMLElement>(".readout");
    const width = this.#canvas()?.clientWidth ?? 0;
    if (readout === undefined || cross === null || box === null) return;
    cross.style.height = `${readout.bottom - readout.top}px`;
    cross.style.transform = `translate(${readout.x}px, ${readout.top}px)`;
    const right = readout.x + 12;
    const left = right + box.offsetWidth <= width ? right : Math.max(0, readout.x - 12 - box.offsetWidth);
    box.style.transform = `translateX(${left}px)`;
  }

  readonly #point = (event: PointerEvent): void => {
    const left = this.#canvas()?.getBoundingClientRect().left ?? 0;
    this.#read(this.chart?.readout(event.clientX - left));
  };

  readonly #leave = (): void => {
    this.#read(undefined);
    this.spoken = "";
  };

  readonly #click = (event: MouseEvent): void => {
    const left = this.#canvas()?.getBoundingClientRect().left ?? 0;
    this.#pick(event.clientX - left);
  };

  /** Says which instant was chosen, where a chart lets one be chosen: `slo-pick` with it, to the second. */
  #pick(x: number): void {
    const at = this.kind === "incident" ? this.chart?.instantAt(x) : undefined;
    if (at !== undefined) this.dispatchEvent(new CustomEvent("slo-pick", { detail: { at }, bubbles: true, composed: true }));
  }

  readonly #key = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    const by = steps[event.key];
    if (event.key === "Escape") this.#leave();
    if (event.key === "Enter" && this.readout !== undefined) this.#pick(this.readout.x);
    if (by === undefined || this.chart === undefined) return;
    event.preventDefault();
    const readout = this.chart.step(this.readout?.column, by);
    this.#read(readout);
    if (readout === undefined) return;
    const lines = readout.lines.map((line) => `${line.label} ${line.value}`).join(", ");
    const at = readout.heading ?? `${utcDigits(milliseconds(readout.at), this.subject === undefined ? "minute" : "second")} UTC`;
    this.spoken = `${at}: ${lines}`;
  };

  readonly #toggle = (event: Event): void => {
    this.tableOpen = (event.target as HTMLDetailsElement).open;
  };
}

customElements.define("slo-chart", SloChart);

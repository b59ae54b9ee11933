import { LitElement, css, html, nothing } from "lit";

import type { SloView } from "../engine/documents.ts";
import type { Kept } from "../engine/engine.ts";
import type { ThemeChoice } from "../state/theme.ts";
import { exactShare } from "../text/figures.ts";
import { windowLength } from "../time/instant.ts";
import { icon } from "./icon.ts";
import { EMBEDDED } from "./objective.ts";
import { sheet } from "./sheet.ts";

/** The most file names that the header spells out. */
const NAMED = 2;

/** `<slo-header>`: what is reviewed, out of which files, and the page's own switches. Fires `command` (detail: a `Command`) and `skip`. */
export class SloHeader extends LitElement {
  static override properties = { slo: { attribute: false }, files: { attribute: false }, theme: { type: String } };

  static override styles = [
    sheet,
    css`
      :host {
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }

      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-5);
        max-width: var(--page);
        margin: 0 auto;
        padding: var(--space-2) var(--gutter);
      }

      .skip {
        position: absolute;
        z-index: 30;
        top: -4rem;
      }

      .skip:focus {
        top: var(--space-2);
      }

      h1 {
        display: flex;
        align-items: center;
        gap: 0.45em;
        font-size: var(--text-l);
        font-weight: 700;
        letter-spacing: -0.01em;
      }

      h1 svg {
        width: 1.5em;
        height: 1.5em;
      }

      dl {
        display: flex;
        flex: 1 1 30rem;
        min-width: 0;
        gap: var(--space-1) var(--space-5);
        font-size: var(--text-s);
        line-height: 1.3;
      }

      dl > div {
        min-width: 0;
      }

      dt {
        color: var(--muted);
        font-size: var(--text-xs);
      }

      dd {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      nav {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
    `,
  ];

  /** The active SLO. */
  slo: SloView | undefined;
  /** The loaded files. */
  files: readonly Kept[] = [];
  /** The theme that was chosen. */
  theme: ThemeChoice = "auto";

  override render(): unknown {
    const { slo } = this;
    const names = this.files.map(({ summary }) => summary.name);
    const more = names.length - NAMED;
    return html`<header>
      <button class="button skip" type="button" @click=${this.#skip}>Skip to the verdict</button>
      <h1>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="5" fill="var(--accent)" />
          <path d="M4.5 16.5 9 11l3.5 3L19 6.5" fill="none" stroke="var(--on-accent)" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" />
          <path d="M4.5 19.5h15" stroke="var(--on-accent)" stroke-width="1.4" stroke-linecap="round" opacity=".7" />
        </svg>
        slo-review
      </h1>
      <dl>
        ${slo === undefined
          ? nothing
          : html`<div class="slo">
              <dt>SLO, ${slo.file === EMBEDDED ? "built in" : html`from ${slo.file}`}</dt>
              <dd title=${slo.name}>${slo.name}: ${exactShare(slo.target)} over ${windowLength(slo.windowSeconds)}</dd>
            </div>`}
        <div class="data">
          <dt>Data</dt>
          <dd title=${names.join(", ")}>
            ${names.length === 0 ? "nothing loaded" : `${names.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`}
          </dd>
        </div>
      </dl>
      <nav aria-label="Page">
        <button class="button" type="button" @click=${(): void => this.#command("guide")}>What do I export?</button>
        <button class="button primary" type="button" @click=${(): void => this.#command("add")}>${icon("add")}Add files</button>
        <button
          class="button square"
          type="button"
          aria-label="Theme: ${this.theme}. Change"
          title="Theme: ${this.theme} ( t )"
          @click=${(): void => this.#command("theme")}
        >
          ${icon(this.theme)}
        </button>
        <button class="button square" type="button" aria-label="Keys" title="Keys ( ? )" @click=${(): void => this.#command("keys")}>
          ${icon("keys")}
        </button>
      </nav>
    </header>`;
  }

  readonly #skip = (): void => {
    this.dispatchEvent(new Event("skip"));
  };

  #command(command: string): void {
    this.dispatchEvent(new CustomEvent("command", { detail: command, bubbles: true, composed: true }));
  }
}

customElements.define("slo-header", SloHeader);

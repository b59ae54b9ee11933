import { LitElement, css, html, nothing } from "lit";

import type { FileSummary, FileWarning, Position, Review } from "../engine/documents.ts";
import type { Kept } from "../engine/engine.ts";
import type { Controller } from "../state/controller.ts";
import { KEEP_LIMIT } from "../state/keeper.ts";
import type { Keeping } from "../state/store.ts";
import { bytes, count, counted } from "../text/figures.ts";
import { formatName } from "../text/formats.ts";
import { icon } from "./icon.ts";
import { sheet } from "./sheet.ts";
import "./instant.ts";

/** Where something stands in a file, as people count. */
export function place(position: Position): string {
  const record = position.record === undefined || position.record === null ? "" : `record ${count(position.record)}, `;
  return `${record}line ${count(position.line)}, byte ${count(position.byte)}`;
}

/**
 * `<slo-files>`: the loaded files with what each holds and what was odd in it, and what is kept of them.
 *
 * Fires `pick` to ask for files, `command` to ask a Prometheus, and `forget` to have everything forgotten.
 */
export class SloFiles extends LitElement {
  static override properties = {
    files: { attribute: false },
    review: { attribute: false },
    keeping: { attribute: false },
    controller: { attribute: false },
  };

  static override styles = [
    sheet,
    css`
      .head {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4);
        border-bottom: 1px solid var(--line);
      }

      .head h2 {
        margin-inline-end: auto;
      }

      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-3) var(--space-4);
        border-bottom: 1px solid var(--line);
      }

      li:last-child {
        border-bottom: 0;
      }

      h3 {
        overflow-wrap: anywhere;
      }

      .facts {
        grid-column: 1 / -1;
        font-size: var(--text-s);
      }

      .facts span + span::before {
        content: " · ";
        color: var(--muted);
      }

      details {
        grid-column: 1 / -1;
        font-size: var(--text-s);
      }

      summary {
        cursor: pointer;
      }

      .warned {
        color: var(--warn);
        font-weight: 600;
      }

      .places {
        margin: var(--space-1) 0 var(--space-2) var(--space-4);
        font-size: var(--text-xs);
      }

      .places li {
        display: block;
        padding: 0.1rem 0;
        border: 0;
      }

      .empty {
        padding: var(--space-4);
      }

      .keep {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-3) var(--space-4);
        border-top: 1px solid var(--line);
        font-size: var(--text-s);
      }

      .keep label {
        display: flex;
        flex: 1 1 20rem;
        align-items: center;
        gap: var(--space-2);
      }

      .keep input {
        flex: none;
        width: 1.1em;
        height: 1.1em;
        margin: 0;
        accent-color: var(--accent);
      }

      .keep p {
        flex-basis: 100%;
      }
    `,
  ];

  /** The files, in the engine's order. */
  files: readonly Kept[] = [];
  /** The review, for warnings that only all files together give rise to. */
  review: Review | undefined;
  /** Whether the files are kept across a reload. */
  keeping!: Keeping;
  /** Adds and removes. */
  controller!: Controller;

  override render(): unknown {
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <h2 id="title">Data <span class="muted">${counted(this.files.length, "file")}</span></h2>
        ${this.files.length === 0
          ? nothing
          : html`<button class="button" type="button" @click=${(): void => this.controller.forget()}>Remove all</button>`}
        <button class="button" type="button" @click=${this.#live}>Ask a Prometheus</button>
        <button class="button" type="button" @click=${(): void => this.#ask("folder")}>Add a folder</button>
        <button class="button" type="button" @click=${(): void => this.#ask("files")}>${icon("add")}Add files</button>
      </div>
      ${this.files.length === 0
        ? html`<p class="empty muted">Nothing is loaded.</p>`
        : html`<ul>
            ${this.files.map((kept, index) => this.#file(kept, index))}
          </ul>`}
      ${this.#keep()}
    </section>`;
  }

  #keep(): unknown {
    const { on, problem } = this.keeping;
    const size = this.files.reduce((sum, { file, sample }) => sum + (sample ? 0 : file.size), 0);
    return html`<div class="keep">
      <label
        ><input type="checkbox" .checked=${on} @change=${this.#switch} />Keep the files in this browser across a reload: ${bytes(size)} of at most
        ${bytes(KEEP_LIMIT)}</label
      >
      <button class="button" type="button" @click=${this.#forget}>Forget everything…</button>
      ${problem === "" ? nothing : html`<p class="warned" role="status">${problem}</p>`}
    </div>`;
  }

  #file({ summary, sample }: Kept, index: number): unknown {
    return html`<li>
      <h3>${icon("file")} ${summary.name}</h3>
      <button class="button" type="button" @click=${(): unknown => this.controller.remove(index)}>
        Remove<span class="visually-hidden"> ${summary.name}</span>
      </button>
      <p class="facts">
        <span>${formatName(summary.format)}${sample ? ", made up" : ""}</span><span>${bytes(summary.bytes)}</span
        ><span>${counted(summary.records, "record")}</span
        >${summary.format === "exclusions" ? nothing : html`<span>${counted(summary.jobs, "job")}</span>`}${summary.skipped === 0
          ? nothing
          : html`<span class="warned">${count(summary.skipped)} skipped</span>`}
      </p>
      <p class="facts muted">${this.#period(summary)}</p>
      ${summary.warnings.map((warning) => this.#warning(warning))}
      ${(this.review?.data.warnings ?? [])
        .filter(({ file, code }) => file === summary.name && !summary.warnings.some((known) => known.code === code))
        .map((warning) => this.#warning({ ...warning, examples: [] }))}
    </li>`;
  }

  #period(summary: FileSummary): unknown {
    const { covers, earliest, newest } = summary;
    const [first, last] = [covers[0], covers.at(-1)];
    if (first !== undefined && last !== undefined) {
      return html`Covers <slo-instant .at=${first.from} precision="minute"></slo-instant> to
        <slo-instant .at=${last.to} precision="minute"></slo-instant>${covers.length > 1 ? ` in ${counted(covers.length, "piece")}` : ""}`;
    }
    if (earliest === undefined || newest === undefined || earliest === null || newest === null) {
      return summary.format === "exclusions" ? "States when jobs do not count." : "Covers no time: it shows no counted job in scope that ended.";
    }
    return html`Dated <slo-instant .at=${earliest} precision="minute"></slo-instant> to
      <slo-instant .at=${newest} precision="minute"></slo-instant>${summary.jobs === 0 ? "" : "; covers no time, for no counted job in scope ended in it"}`;
  }

  #warning(warning: FileWarning): unknown {
    return html`<details>
      <summary><span class="warned">${count(warning.count)} ×</span> ${warning.message}</summary>
      <ul class="places">
        ${warning.examples.length === 0 ? html`<li class="muted">No single place in the file.</li>` : nothing}
        ${warning.examples.map((example) => html`<li><span class="muted">${place(example)}:</span> ${example.what}</li>`)}
        ${warning.examples.length > 0 && warning.count > warning.examples.length
          ? html`<li class="muted">and ${count(warning.count - warning.examples.length)} more</li>`
          : nothing}
      </ul>
    </details>`;
  }

  readonly #switch = (event: Event): void => {
    void this.controller.keeper.switch((event.target as HTMLInputElement).checked);
  };

  readonly #forget = (): void => {
    this.dispatchEvent(new Event("forget", { bubbles: true, composed: true }));
  };

  readonly #live = (): void => {
    this.dispatchEvent(new CustomEvent("command", { detail: "live", bubbles: true, composed: true }));
  };

  #ask(what: "files" | "folder"): void {
    this.dispatchEvent(new CustomEvent("pick", { detail: what, bubbles: true, composed: true }));
  }
}

customElements.define("slo-files", SloFiles);

import { LitElement, html, nothing } from "lit";

import type { JobList, JobPage, JobRow, JobSort, Review } from "../engine/documents.ts";
import type { Controller } from "../state/controller.ts";
import { NO_FIGURE, count, counted } from "../text/figures.ts";
import { duration } from "../time/instant.ts";
import type { Trial } from "../tuning/trial.ts";
import { icon } from "./icon.ts";
import { jobsSheet } from "./jobs-sheet.ts";
import { leaveOut } from "./leave-out.ts";
import { sheet } from "./sheet.ts";
import { tableSheet } from "./table-sheet.ts";
import "./instant.ts";

/** Rows of one page: enough to read, few enough to be drawn at once. */
const ROWS = 50;

/** One column of a table. */
interface Column {
  readonly title: string;
  readonly sort?: JobSort;
  readonly numeric?: boolean;
  readonly cell: (row: JobRow) => unknown;
}

const instant = (at: string | undefined | null): unknown =>
  at === undefined || at === null ? NO_FIGURE : html`<slo-instant stacked .at=${at}></slo-instant>`;

const ENDED: Column = { title: "Ended", sort: "end", cell: (row) => instant(row.end) };
const STARTED: Column = { title: "Started", sort: "start", cell: (row) => instant(row.start) };
const TOOK: Column = { title: "Ran for", sort: "duration", numeric: true, cell: (row) => (row.durationSeconds === undefined ? NO_FIGURE : duration(row.durationSeconds)) };
const KIND: Column = { title: "Kind", sort: "kind", cell: (row) => row.kind };
const NAMESPACE: Column = { title: "Namespace", sort: "namespace", cell: (row) => row.namespace };
const NAME: Column = { title: "Job", sort: "name", cell: (row) => html`<span class="name">${row.name}</span>` };
const REASON: Column = { title: "Reason", sort: "reason", cell: (row) => row.reason || html`<span class="muted">none given</span>` };
const OUTCOME: Column = { title: "Outcome", cell: (row) => row.outcome };
const WHY: Column = { title: "Taken out by", cell: (row) => row.why ?? NO_FIGURE };

/** The lists in their order, each with its columns and what it says when it is empty. */
const LISTS: readonly { readonly list: JobList; readonly title: string; readonly columns: readonly Column[]; readonly sort: JobSort; readonly empty: string }[] = [
  {
    list: "failed",
    title: "Failed",
    columns: [ENDED, KIND, NAMESPACE, NAME, TOOK, REASON],
    sort: "end",
    empty: "No job in scope failed in the window.",
  },
  {
    list: "excluded",
    title: "Excluded",
    columns: [ENDED, OUTCOME, KIND, NAMESPACE, NAME, WHY],
    sort: "end",
    empty: "No job of the window is excluded. Maintenance windows come from an exclusions file or from the SLO file.",
  },
  {
    list: "stuck",
    title: "Stuck",
    columns: [STARTED, TOOK, KIND, NAMESPACE, NAME],
    sort: "start",
    empty: "No job of the pipeline has been running for more than 30 minutes at the reviewed instant.",
  },
];

/** `<slo-jobs>`: the failed, excluded and stuck jobs, searched and sorted by the core and shown page by page. */
export class SloJobs extends LitElement {
  static override properties = {
    review: { attribute: false },
    controller: { attribute: false },
    trial: { attribute: false },
    list: { state: true },
    search: { state: true },
    sort: { state: true },
    descending: { state: true },
    offset: { state: true },
    page: { state: true },
    totals: { state: true },
    open: { state: true },
  };

  static override styles = [sheet, tableSheet, jobsSheet];

  /** The review whose jobs are listed. */
  review!: Review;
  /** Gives the pages. */
  controller!: Controller;
  /** What is tried: which jobs are left out. */
  trial!: Trial;
  /** The list that is shown. */
  list: JobList = "failed";
  /** What is searched for in names, namespaces, reasons and messages. */
  search = "";
  /** What the list is sorted by. */
  sort: JobSort = "end";
  /** Whether the greatest comes first. */
  descending = true;
  /** The place of the page's first row. */
  offset = 0;
  /** The rows that are shown. */
  page: JobPage | undefined;
  /** How many jobs each list has. */
  totals: Readonly<Partial<Record<JobList, number>>> = {};
  /** The rows whose message is shown, by their job's key. */
  open: ReadonlySet<string> = new Set();

  #wish = 0;

  /** Shows a list and puts it into view. */
  show(list: JobList): void {
    this.#choose(list);
    this.scrollIntoView({ block: "start" });
    this.renderRoot.querySelector<HTMLElement>(`#tab-${list}`)?.focus();
  }

  /** Puts the cursor into the search field. */
  focusSearch(): void {
    this.scrollIntoView({ block: "start" });
    this.renderRoot.querySelector<HTMLInputElement>("#search")?.select();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("review")) this.offset = 0;
  }

  override updated(changed: Map<string, unknown>): void {
    const asked = ["list", "search", "sort", "descending", "offset"].some((name) => changed.has(name));
    if (changed.has("review")) void this.#count();
    if (changed.has("review") || asked) void this.#fetch();
  }

  override render(): unknown {
    const shown = LISTS.find(({ list }) => list === this.list) ?? LISTS[0];
    if (shown === undefined) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <h2 id="title">Jobs of the window</h2>
        <div role="tablist" aria-label="Lists of jobs" @keydown=${this.#tabKey}>
          ${LISTS.map(
            ({ list, title }) => html`<button
              role="tab"
              type="button"
              id="tab-${list}"
              aria-selected=${list === this.list}
              aria-controls="rows"
              tabindex=${list === this.list ? 0 : -1}
              @click=${(): void => this.#choose(list)}
            >
              ${title}<span class="count">${this.totals[list] === undefined ? NO_FIGURE : count(this.totals[list] ?? 0)}</span>
            </button>`,
          )}
        </div>
        <label class="search">
          ${icon("search")}<span class="visually-hidden">Search the jobs</span>
          <input
            id="search"
            type="search"
            placeholder="Search names, reasons, messages"
            .value=${this.search}
            @input=${this.#searchTyped}
          />
        </label>
      </div>
      <div id="rows" role="tabpanel" aria-labelledby="tab-${this.list}">${this.#rows(shown.columns, shown.empty)}</div>
    </section>`;
  }

  #rows(columns: readonly Column[], empty: string): unknown {
    const { page } = this;
    if (page === undefined) return html`<p class="empty muted">The jobs are being listed…</p>`;
    if (page.total === 0) return html`<p class="empty">${empty}</p>`;
    if (page.matched === 0) return html`<p class="empty">None of the ${count(page.total)} jobs matches “${this.search}”.</p>`;
    return html`<div class="scroll">
        <table>
          <thead>
            <tr>
              ${columns.map((column) => this.#heading(column))}
              <th scope="col"><span class="visually-hidden">Message</span></th>
            </tr>
          </thead>
          <tbody>
            ${page.rows.map((row) => this.#row(row, columns))}
          </tbody>
        </table>
      </div>
      ${this.#pager(page)}`;
  }

  #heading(column: Column): unknown {
    const { sort } = column;
    if (sort === undefined) return html`<th scope="col">${column.title}</th>`;
    const current = sort === this.sort;
    return html`<th
      scope="col"
      class=${column.numeric === true ? "numeric" : ""}
      aria-sort=${current ? (this.descending ? "descending" : "ascending") : "none"}
    >
      <button type="button" class="sort" @click=${(): void => this.#sortBy(sort)}>
        ${column.title}<span class="direction">${current ? icon(this.descending ? "down" : "up") : nothing}</span>
      </button>
    </th>`;
  }

  #row(row: JobRow, columns: readonly Column[]): unknown {
    const key = `${row.uid} ${row.namespace}/${row.name}`;
    const isOpen = this.open.has(key);
    return html`<tr>
        ${columns.map((column) => html`<td class=${column.numeric === true ? "numeric" : ""}>${column.cell(row)}</td>`)}
        <td class="more">
          ${this.list === "failed" && row.end !== undefined
            ? leaveOut({ job: { namespace: row.namespace, name: row.name, end: row.end } }, this.trial)
            : nothing}
          <button class="link" type="button" aria-expanded=${isOpen} @click=${(): void => this.#toggle(key)}>
            ${isOpen ? "Hide" : "Message"}<span class="visually-hidden"> of ${row.name}</span>
          </button>
        </td>
      </tr>
      ${isOpen
        ? html`<tr class="message">
            <td colspan=${columns.length + 1}>
              ${row.message === ""
                ? html`<p class="muted">The data gives no message for this job. A Kubernetes export carries only the conditions; the job's own output is in its pod's log.</p>`
                : html`<pre tabindex="0" role="region" aria-label="Message of ${row.name}">${row.message}</pre>`}
              <p class="muted uid">${row.reason === "" ? nothing : html`reason ${row.reason} · `}uid ${row.uid || NO_FIGURE}</p>
            </td>
          </tr>`
        : nothing}`;
  }

  #pager(page: JobPage): unknown {
    const first = this.offset + 1;
    const last = this.offset + page.rows.length;
    const of = page.matched === page.total ? counted(page.total, "job") : `${count(page.matched)} matching of ${counted(page.total, "job")}`;
    return html`<div class="pager">
      <p aria-live="polite">${count(first)} to ${count(last)} of ${of}</p>
      ${page.matched <= ROWS
        ? nothing
        : html`<div>
            <button class="button" type="button" ?disabled=${this.offset === 0} @click=${(): void => this.#turn(0)}>First</button>
            <button class="button" type="button" ?disabled=${this.offset === 0} @click=${(): void => this.#turn(this.offset - ROWS)}>
              ${icon("left")}Previous
            </button>
            <button class="button" type="button" ?disabled=${last >= page.matched} @click=${(): void => this.#turn(this.offset + ROWS)}>
              Next${icon("right")}
            </button>
            <button
              class="button"
              type="button"
              ?disabled=${last >= page.matched}
              @click=${(): void => this.#turn(Math.floor((page.matched - 1) / ROWS) * ROWS)}
            >
              Last
            </button>
          </div>`}
    </div>`;
  }

  #turn(offset: number): void {
    this.offset = Math.max(0, offset);
  }

  #choose(list: JobList): void {
    if (list === this.list) return;
    const { sort } = LISTS.find((candidate) => candidate.list === list) ?? { sort: "end" as const };
    this.list = list;
    this.sort = sort;
    this.descending = list !== "stuck";
    this.offset = 0;
    this.page = undefined;
  }

  #sortBy(sort: JobSort): void {
    this.descending = sort === this.sort ? !this.descending : sort === "end" || sort === "start" || sort === "duration";
    this.sort = sort;
    this.offset = 0;
  }

  #toggle(key: string): void {
    const open = new Set(this.open);
    if (!open.delete(key)) open.add(key);
    this.open = open;
  }

  readonly #searchTyped = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value;
    this.offset = 0;
  };

  /** The arrow keys go through the tabs, as in every list of tabs. */
  readonly #tabKey = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const place = LISTS.findIndex(({ list }) => list === this.list);
    const next = LISTS[(place + by + LISTS.length) % LISTS.length];
    if (next === undefined) return;
    this.#choose(next.list);
    this.renderRoot.querySelector<HTMLElement>(`#tab-${next.list}`)?.focus();
  };

  async #fetch(): Promise<void> {
    this.#wish += 1;
    const wish = this.#wish;
    const { list, search, sort, descending, offset } = this;
    const { asOf } = this.review;
    if (asOf === null) {
      this.page = { total: 0, matched: 0, rows: [] };
      return;
    }
    try {
      const page = await this.controller.jobs({ list, asOf, search, sort, descending, offset, limit: ROWS });
      if (wish === this.#wish) this.page = page;
    } catch {
      // The engine says what stopped it; the rows that were listed before stay.
    }
  }

  /** Asks how long each list is, for the tabs. */
  async #count(): Promise<void> {
    const { review } = this;
    const { asOf } = review;
    if (asOf === null) {
      this.totals = { failed: 0, excluded: 0, stuck: 0 };
      return;
    }
    try {
      const pages = await Promise.all(
        LISTS.map(({ list, sort }) =>
          this.controller.jobs({ list, asOf, search: "", sort, descending: true, offset: 0, limit: 0 }),
        ),
      );
      if (review !== this.review) return;
      this.totals = Object.fromEntries(LISTS.map(({ list }, place) => [list, pages[place]?.total ?? 0]));
    } catch {
      // As above.
    }
  }
}

customElements.define("slo-jobs", SloJobs);

import { LitElement, html, nothing } from "lit";

import type { ChartKind, JobList, Review } from "../engine/documents.ts";
import { addressIn, carriedBy, droppedFiles, pastedFiles, pickedFiles } from "../input/dropped.ts";
import type { Carried } from "../input/dropped.ts";
import { commandOf, pasteIsTyping } from "../input/keys.ts";
import type { Command } from "../input/keys.ts";
import { size } from "../annotations/document.ts";
import type { Outage } from "../annotations/document.ts";
import type { Controller } from "../state/controller.ts";
import { methodAddress } from "../parts/served.ts";
import { allowedOrigins } from "../prometheus/policy.ts";
import { showsSample } from "../state/store.ts";
import type { AppState, Importing, Moment, Store } from "../state/store.ts";
import { effectiveTheme, onSystemTheme } from "../state/theme.ts";
import { counted } from "../text/figures.ts";
import type { LeftOut } from "../tuning/trial.ts";
import { lastFullWeek, nextWeek, previousWeek } from "../time/week.ts";
import type { SloAnnotations } from "./annotations.ts";
import { appSheet } from "./app-sheet.ts";
import type { SloExplanation } from "./explanation.ts";
import type { SloGuide } from "./guide.ts";
import type { Asked } from "./how.ts";
import { icon } from "./icon.ts";
import type { SloIncidents } from "./incidents.ts";
import type { SloJobs } from "./jobs.ts";
import type { SloKeys } from "./keys.ts";
import type { SloLive } from "./live.ts";
import type { SloQuestion } from "./question.ts";
import { sheet } from "./sheet.ts";
import type { SloTune } from "./tune.ts";
import type { SloVerdict } from "./verdict.ts";
import "./alerts.ts";
import "./annotations.ts";
import "./asking.ts";
import "./chart.ts";
import "./explanation.ts";
import "./files.ts";
import "./guide.ts";
import "./header.ts";
import "./incidents.ts";
import "./jobs.ts";
import "./keys.ts";
import "./live.ts";
import "./mapping.ts";
import "./moment.ts";
import "./objective.ts";
import "./operations.ts";
import "./problems.ts";
import "./question.ts";
import "./reading.ts";
import "./rollback.ts";
import "./scope.ts";
import "./tiles.ts";
import "./tune.ts";
import "./verdict.ts";
import "./zone.ts";

const CHARTS: readonly ChartKind[] = ["availability", "budget", "outcomes"];
const RECOVERY_CHARTS: readonly ChartKind[] = ["durations", "daily"];
const OPERATIONS_CHARTS: readonly ChartKind[] = ["buildTimes", "starts", "failedQuarter", "failedHour", "evidence"];

/** `<slo-app>`: the whole page. It listens to the store and to the document, and hands the state down. */
export class SloApp extends LitElement {
  static override properties = { state: { state: true }, dragging: { state: true } };

  static override styles = [sheet, appSheet];

  /** The state; set before the element is put into the document. */
  store!: Store;
  /** Takes what the reader does. */
  controller!: Controller;
  /** The state that is shown. */
  state!: AppState;
  /** What is being dragged over the page, of what it takes. */
  dragging: Carried | undefined;

  #drags = 0;
  /** Whether what is being dragged is a part of the page itself. */
  #own = false;
  #pasted = 0;
  #stop: AbortController | undefined;
  #asked: Importing | undefined;

  override connectedCallback(): void {
    this.state = this.store.state;
    super.connectedCallback();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.store.addEventListener("change", () => (this.state = this.store.state), { signal });
    signal.addEventListener("abort", onSystemTheme(() => this.requestUpdate()));
    window.addEventListener("dragstart", () => (this.#own = true), { signal });
    window.addEventListener("dragend", () => (this.#own = false), { signal });
    window.addEventListener("dragenter", this.#dragEnter, { signal });
    window.addEventListener("dragleave", this.#dragLeave, { signal });
    window.addEventListener("dragover", this.#dragOver, { signal });
    window.addEventListener("drop", this.#drop, { signal });
    window.addEventListener("paste", this.#paste, { signal });
    window.addEventListener("keydown", this.#key, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  override render(): unknown {
    const { slo, files, theme, review, moment, busy, problems, reading, asking, announcement } = this.state;
    const { controller } = this;
    return html`
      <slo-header .slo=${slo} .files=${files} .theme=${theme} @command=${this.#commanded} @skip=${this.#skip}></slo-header>
      ${showsSample(this.state) ? this.#sampleBanner() : nothing}
      ${review === undefined || review.asOf === null
        ? nothing
        : html`<slo-moment .review=${review} .moment=${moment} .busy=${busy} @moment=${this.#moved}></slo-moment>`}
      <main
        id="main"
        tabindex="-1"
        aria-busy=${busy}
        data-state=${review?.policy.state ?? "starting"}
        data-as-of=${review?.asOf ?? ""}
        @explain=${this.#explain}
        @list=${this.#list}
        @pick=${this.#pick}
        @command=${this.#commanded}
        @forget=${this.#forget}
        @incident=${this.#incident}
        @outage=${this.#outage}
        @leaveout=${this.#leaveOut}
      >
        ${this.#main()}
      </main>
      <footer>
        <p>
          Everything is computed in this browser. No file and no figure leaves the
          page${allowedOrigins().length === 0 ? "." : `; queries go to ${allowedOrigins().join(", ")} when you ask.`}
        </p>
        <p><a class="link" href=${methodAddress()} target="_blank" rel="noopener">The method: what every number means</a></p>
      </footer>
      <div class="corner">
        <slo-problems .problems=${problems} .controller=${controller}></slo-problems>
        <slo-asking .asking=${asking} .controller=${controller}></slo-asking>
        <slo-reading .reading=${reading} .controller=${controller}></slo-reading>
      </div>
      ${this.dragging === undefined
        ? nothing
        : html`<div class="veil">
            <p>
              ${icon("add")}
              ${this.dragging === "files" ? "Drop to review: exports, exclusions, SLO files, whole folders" : "Drop the address of a Prometheus to ask it"}
            </p>
          </div>`}
      <p class="visually-hidden" role="status">${announcement}</p>
      <input id="files" type="file" multiple hidden @change=${this.#picked} />
      <input id="folder" type="file" webkitdirectory hidden @change=${this.#picked} />
      <slo-explanation .review=${review}></slo-explanation>
      <slo-guide .controller=${controller} .slo=${slo} .review=${review} .sample=${showsSample(this.state)} @command=${this.#commanded}></slo-guide>
      <slo-live .controller=${controller} .windowSeconds=${slo?.windowSeconds ?? 0} @command=${this.#commanded}></slo-live>
      <slo-mapping .unmapped=${this.state.unmapped} .service=${slo?.service ?? ""} .controller=${controller}></slo-mapping>
      <slo-keys></slo-keys>
      <slo-question></slo-question>
    `;
  }

  override updated(): void {
    const { importing } = this.state;
    if (importing !== undefined && importing !== this.#asked) void this.#askImport(importing);
    this.#asked = importing;
  }

  #main(): unknown {
    const { review, slo, files, theme, started, annotating, tuning, zone, keeping } = this.state;
    const { controller } = this;
    if (review === undefined || review.asOf === null) return started ? this.#empty() : html`<p class="starting">The sample week is being read…</p>`;
    const shown = effectiveTheme(theme);
    const chart = (kind: ChartKind): unknown =>
      html`<slo-chart class=${kind} .kind=${kind} .review=${review} .controller=${controller} .theme=${shown}></slo-chart>`;
    return html`
      <slo-scope .review=${review} ?hidden=${review.jobs.total === 0 || review.jobs.inScope > 0}></slo-scope>
      <slo-verdict .review=${review} .slo=${slo} .controller=${controller}></slo-verdict>
      <slo-tiles .review=${review}></slo-tiles>
      <div class="charts">${CHARTS.map(chart)}</div>
      <div class="strip">
        <h2>Recovery</h2>
        <p>${review.recovery.sentence}</p>
        <slo-zone .zone=${zone} .controller=${controller}></slo-zone>
      </div>
      <slo-incidents
        .review=${review}
        .annotations=${annotating.annotations}
        .controller=${controller}
        .theme=${shown}
        .undoes=${annotating.undoes}
        .trial=${tuning.trial}
      ></slo-incidents>
      <div class="charts">${RECOVERY_CHARTS.map(chart)}</div>
      <slo-alerts .review=${review} .controller=${controller} .theme=${shown}></slo-alerts>
      <slo-tune .tuning=${tuning} .review=${review} .controller=${controller}></slo-tune>
      <slo-rollback .review=${review} .plan=${slo?.rollback} ?hidden=${review.rollback.length === 0 && !slo?.rollback?.steps.length}></slo-rollback>
      <slo-operations .review=${review}></slo-operations>
      <div class="charts low">${OPERATIONS_CHARTS.map(chart)}</div>
      ${this.#annotations(review)}
      <slo-jobs .review=${review} .controller=${controller} .trial=${tuning.trial}></slo-jobs>
      <div class="sources">
        <slo-files .files=${files} .review=${review} .keeping=${keeping} .controller=${controller}></slo-files>
        <slo-objective .slo=${slo} .controller=${controller}></slo-objective>
      </div>
    `;
  }

  #sampleBanner(): unknown {
    return html`<aside class="sample" aria-label="Sample">
      <p>
        <strong>This is a made-up sample week.</strong> Drop your own export anywhere on the page: the first file of your own replaces
        it.
      </p>
      <button class="link" type="button" @click=${(): void => this.#do("guide")}>What do I export?</button>
    </aside>`;
  }

  #empty(): unknown {
    const { files, slo, review, keeping, forgotten } = this.state;
    const { controller } = this;
    return html`<section class="empty panel" aria-labelledby="empty">
        <h2 id="empty">${files.length === 0 ? "No data" : "No jobs yet"}</h2>
        <p>
          ${forgotten
            ? "Everything is forgotten: files, annotations, the SLO file, the theme and all other choices. Nothing of it is left in this browser."
            : files.length === 0
            ? "Nothing is loaded, so there is no verdict. Drop exports anywhere on the page, pick them, or paste their text."
            : "The loaded files hold no dated job, so there is no verdict. Drop an export of jobs as well."}
        </p>
        <div class="choices">
          <button class="button primary" type="button" @click=${(): void => this.#do("add")}>${icon("add")}Pick files</button>
          <button class="button" type="button" @click=${(): void => this.#ask("folder")}>Pick a folder</button>
          <button class="button" type="button" @click=${(): void => this.#do("live")}>Ask a Prometheus</button>
          <button class="button" type="button" @click=${(): void => this.#do("guide")}>What do I export?</button>
          <button class="button" type="button" @click=${(): unknown => controller.showSample()}>Show the sample week</button>
        </div>
      </section>
      ${review === undefined || size(this.state.annotating.annotations) === 0 ? nothing : this.#annotations(review)}
      <div class="sources">
        <slo-files .files=${files} .review=${review} .keeping=${keeping} .controller=${controller}></slo-files>
        <slo-objective .slo=${slo} .controller=${controller}></slo-objective>
      </div>`;
  }

  #annotations(review: Review): unknown {
    return html`<slo-annotations
      .review=${review}
      .annotating=${this.state.annotating}
      .controller=${this.controller}
      .service=${review.slo.service}
      .sample=${showsSample(this.state)}
    ></slo-annotations>`;
  }

  /** Asks what becomes of the annotations that are there, now that others were loaded. */
  async #askImport({ name, annotations }: Importing): Promise<void> {
    const here = this.state.annotating.annotations;
    const answer = await this.#part<SloQuestion>("slo-question")?.ask({
      title: `Load ${name}?`,
      text: [
        `It holds ${counted(size(annotations), "annotation")}, and ${counted(size(here), "annotation is", "annotations are")} here already.`,
        "Merging keeps both; where both state the mitigation of one incident, the file's holds. Either can be undone.",
      ],
      answers: [
        { answer: "replace", label: "Replace mine" },
        { answer: "merge", label: "Merge", primary: true },
      ],
    });
    this.controller.annotator.answer(answer);
  }

  readonly #forget = async (): Promise<void> => {
    const answer = await this.#part<SloQuestion>("slo-question")?.ask({
      title: "Forget everything?",
      text: [
        "All loaded files, all annotations of every service, the SLO file, the theme and all other choices go, here and in this browser's storage.",
        "This cannot be undone. Save the annotations to a file first if they are still needed.",
      ],
      answers: [{ answer: "forget", label: "Forget everything", primary: true }],
    });
    if (answer !== "forget") return;
    this.#part<SloLive>("slo-live")?.forget();
    await this.controller.forgetEverything();
  };

  readonly #incident = (event: CustomEvent<string>): void => {
    void this.#part<SloIncidents>("slo-incidents")?.show(event.detail);
  };

  readonly #outage = (event: CustomEvent<Partial<Outage>>): void => {
    const at = this.state.annotating.annotations.outages.length;
    void this.#part<SloAnnotations>("slo-annotations")?.write({ list: "outages", at, entry: event.detail });
  };

  /** The first that is left out shows what that means; of later ones nobody wants to be taken away. */
  readonly #leaveOut = (event: CustomEvent<LeftOut>): void => {
    const wasOpen = this.state.tuning.isOpen;
    this.controller.tuner.toggle(event.detail);
    if (!wasOpen) this.#part<SloTune>("slo-tune")?.scrollIntoView({ block: "start" });
  };

  #part<Part extends HTMLElement>(name: string): Part | null {
    return this.renderRoot.querySelector<Part>(name);
  }

  /** Does what a key or a button asks for. */
  #do(command: Command): void {
    const { review } = this.state;
    const week = review === undefined ? undefined : { previousWeek, nextWeek, fullWeek: lastFullWeek };
    switch (command) {
      case "keys":
        this.#part<SloKeys>("slo-keys")?.toggle();
        break;
      case "guide":
        void this.#part<SloGuide>("slo-guide")?.show();
        break;
      case "live":
        void this.#part<SloLive>("slo-live")?.show();
        break;
      case "add":
        this.#ask("files");
        break;
      case "search":
        this.#part<SloJobs>("slo-jobs")?.focusSearch();
        break;
      case "copy":
        this.#part<SloVerdict>("slo-verdict")?.copyText();
        break;
      case "theme":
        this.controller.cycleTheme();
        break;
      case "newest":
        this.controller.review({ kind: "newest" });
        break;
      default: {
        const found = review === undefined ? undefined : week?.[command](review);
        if (found !== undefined) this.controller.review({ kind: "instant", at: found.end });
      }
    }
  }

  #ask(what: "files" | "folder"): void {
    const input = this.#part<HTMLInputElement>(`#${what}`);
    if (input === null) return;
    input.value = "";
    input.click();
  }

  readonly #picked = (event: Event): void => {
    this.controller.add(pickedFiles(event.target as HTMLInputElement));
  };

  readonly #pick = (event: CustomEvent<"files" | "folder">): void => {
    this.#ask(event.detail);
  };

  readonly #commanded = (event: CustomEvent<Command>): void => {
    this.#do(event.detail);
  };

  readonly #moved = (event: CustomEvent<Moment>): void => {
    this.controller.review(event.detail);
  };

  readonly #explain = (event: CustomEvent<Asked>): void => {
    void this.#part<SloExplanation>("slo-explanation")?.show(event.detail);
  };

  readonly #list = (event: CustomEvent<JobList>): void => {
    this.#part<SloJobs>("slo-jobs")?.show(event.detail);
  };

  readonly #skip = (): void => {
    this.#part<HTMLElement>("#main")?.focus();
  };

  /** A drag enters and leaves every element that it passes over; it is over the page as long as it has entered more than left. */
  readonly #dragEnter = (event: DragEvent): void => {
    const carried = this.#carried(event);
    if (carried === undefined) return;
    this.#drags += 1;
    this.dragging = carried;
  };

  readonly #dragLeave = (event: DragEvent): void => {
    if (this.#carried(event) === undefined) return;
    this.#drags = Math.max(0, this.#drags - 1);
    if (this.#drags === 0) this.dragging = undefined;
  };

  readonly #dragOver = (event: DragEvent): void => {
    if (this.#carried(event) === undefined) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "copy";
  };

  #carried(event: DragEvent): Carried | undefined {
    return this.#own ? undefined : carriedBy(event);
  }

  readonly #drop = (event: DragEvent): void => {
    const carried = this.#carried(event);
    if (carried === undefined || event.dataTransfer === null) return;
    event.preventDefault();
    this.#drags = 0;
    this.dragging = undefined;
    if (carried === "address") {
      this.#askLive(addressIn(event.dataTransfer));
      return;
    }
    droppedFiles(event.dataTransfer).then(
      (files) => {
        this.controller.add(files);
      },
      (error: unknown) => {
        this.controller.refused("the drop", error);
      },
    );
  };

  readonly #paste = (event: ClipboardEvent): void => {
    if (event.clipboardData === null || pasteIsTyping(event)) return;
    const address = addressIn(event.clipboardData);
    if (address !== undefined) {
      event.preventDefault();
      this.#askLive(address);
      return;
    }
    const files = pastedFiles(event.clipboardData, `pasted text ${this.#pasted + 1}`);
    if (files.length === 0) return;
    event.preventDefault();
    this.#pasted += 1;
    this.controller.add(files);
  };

  /** Opens the dialog for an address, unless another one is open. */
  #askLive(address: string | undefined): void {
    if (address !== undefined && !this.#dialogIsOpen()) void this.#part<SloLive>("slo-live")?.show(address);
  }

  readonly #key = (event: KeyboardEvent): void => {
    const command = commandOf(event);
    if (command === undefined) return;
    // Under an open dialog only the key that closes it does anything.
    const covered = this.#dialogIsOpen();
    if (covered && command !== "keys") return;
    if (covered && this.#part<SloKeys>("slo-keys")?.isOpen !== true) return;
    event.preventDefault();
    this.#do(command);
  };

  #dialogIsOpen(): boolean {
    const parts = [...this.renderRoot.querySelectorAll<LitElement>("slo-explanation, slo-guide, slo-live, slo-mapping, slo-keys, slo-copy, slo-question")];
    return parts.some((part) => part.renderRoot.querySelector("dialog[open]") !== null);
  }
}

customElements.define("slo-app", SloApp);

declare global {
  interface HTMLElementTagNameMap {
    "slo-app": SloApp;
  }
}

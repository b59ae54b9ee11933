import { LitElement, css, html } from "lit";

import type { EventRole, SeriesRole } from "../prometheus/query.ts";
import type { Controller } from "../state/controller.ts";
import type { UnmappedFile } from "../state/mapper.ts";
import { counted } from "../text/figures.ts";
import { formSheet } from "./form-sheet.ts";
import { dialogSheet, sheet } from "./sheet.ts";

/** One line of the question. */
interface Line {
  /** The name that the SLO file gets: the series', or the file's where its series have none. */
  readonly name: string;
  readonly shown: string;
  readonly count: number;
}

/** What is said of a line so far. */
interface Said {
  readonly role: EventRole | "";
  readonly increase: boolean;
}

const NOTHING: Said = { role: "", increase: false };

const ROLES: readonly (readonly [role: EventRole | "", name: string])[] = [
  ["", "Not used"],
  ["good", "Good events"],
  ["bad", "Bad events"],
  ["total", "All events"],
];

/** `<slo-mapping>`: the question what series count that are of no job. It opens while there are files with such series. */
export class SloMapping extends LitElement {
  static override properties = {
    unmapped: { attribute: false },
    service: { attribute: false },
    controller: { attribute: false },
    said: { state: true },
    busy: { state: true },
    wrong: { state: true },
  };

  static override styles = [
    sheet,
    dialogSheet,
    formSheet,
    css`
      p + p {
        margin-top: var(--space-2);
      }

      form {
        margin-top: var(--space-4);
      }

      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--text-s);
      }

      th {
        font-weight: 400;
        text-align: start;
      }

      thead th {
        padding: 0 var(--space-3) var(--space-1) 0;
        color: var(--muted);
        font-size: var(--text-xs);
      }

      tbody tr > * {
        padding: var(--space-1) var(--space-3) var(--space-1) 0;
        border-top: 1px solid var(--line);
      }

      tbody th {
        width: 100%;
        overflow-wrap: anywhere;
      }

      td:last-child {
        padding-inline-end: 0;
      }

      .answers {
        display: flex;
        flex-basis: 100%;
        justify-content: end;
        gap: var(--space-2);
      }

      .wrong {
        margin-inline-end: auto;
      }
    `,
  ];

  /** The files; the dialog is open while there are some. */
  unmapped: readonly UnmappedFile[] = [];
  /** Whose SLO it is put into. */
  service = "";
  /** Takes the answer. */
  controller!: Controller;
  /** What is said of each line, by its name. */
  said: Readonly<Record<string, Said>> = {};
  /** Whether the answer is being taken. */
  busy = false;
  /** Why it was refused. */
  wrong = "";

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has("unmapped")) return;
    const dialog = this.renderRoot.querySelector("dialog");
    if (this.unmapped.length === 0) dialog?.close();
    else if (dialog?.open === false) dialog.showModal();
  }

  override render(): unknown {
    const lines = linesOf(this.unmapped);
    const files = this.unmapped.map(({ file }) => file.name).join(", ");
    return html`<dialog aria-labelledby="title" @cancel=${this.#cancelled}>
      <div class="dialog-head"><h2 id="title">What do these series count?</h2></div>
      <div class="dialog-body">
        <p>
          <strong>${files}</strong> ${this.unmapped.length === 1 ? "has" : "have"} ${counted(lines.length, "kind")} of series that are of no job. Say
          of two kinds at least which events they count: good, bad, or all.
        </p>
        <p class="muted">
          The answer goes into the SLO of ${this.service}, as an EventSeries document. Save that file, and you will not be asked again.
        </p>
        <form @submit=${this.#submit}>
          <table>
            <thead>
              <tr>
                <th scope="col">Series</th>
                <th scope="col">Counts</th>
                <th scope="col">Each sample is</th>
              </tr>
            </thead>
            <tbody>
              ${lines.map((line) => this.#line(line))}
            </tbody>
          </table>
          <p class="wrong" role="alert">${this.wrong}</p>
          <div class="answers">
            <button class="button" type="button" @click=${this.#leave}>Leave ${this.unmapped.length === 1 ? "the file" : "the files"} out</button>
            <button class="button primary" type="submit" ?disabled=${this.busy}>Count them</button>
          </div>
        </form>
      </div>
    </dialog>`;
  }

  #line({ name, shown, count }: Line): unknown {
    const { role, increase } = this.said[name] ?? NOTHING;
    return html`<tr>
      <th scope="row"><span class="mono">${shown}</span> <span class="muted">${counted(count, "series", "series")}</span></th>
      <td>
        <select
          aria-label="What ${shown} counts"
          @change=${(event: Event): void => this.#say(name, { role: (event.target as HTMLSelectElement).value as EventRole | "", increase })}
        >
          ${ROLES.map(([value, word]) => html`<option value=${value} ?selected=${value === role}>${word}</option>`)}
        </select>
      </td>
      <td>
        <select
          aria-label="What each sample of ${shown} is"
          ?disabled=${role === ""}
          @change=${(event: Event): void => this.#say(name, { role, increase: (event.target as HTMLSelectElement).value === "increase" })}
        >
          <option value="counter" ?selected=${!increase}>the count so far (a counter)</option>
          <option value="increase" ?selected=${increase}>those since the one before (increase)</option>
        </select>
      </td>
    </tr>`;
  }

  #say(name: string, said: Said): void {
    this.said = { ...this.said, [name]: said };
    this.wrong = "";
  }

  readonly #leave = (): void => {
    this.controller.mapper.leave();
  };

  /** The key that closes a dialog leaves the files out, as the button does. */
  readonly #cancelled = (event: Event): void => {
    event.preventDefault();
    this.#leave();
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const series = linesOf(this.unmapped).flatMap(({ name }): SeriesRole[] => {
      const { role, increase } = this.said[name] ?? NOTHING;
      return role === "" ? [] : [{ name, role, increase }];
    });
    if (series.length === 0) {
      this.wrong = "Nothing is said yet. Choose what the series count, or leave the file out.";
      return;
    }
    this.busy = true;
    try {
      this.wrong = await this.controller.mapper.map(series);
    } finally {
      this.busy = false;
    }
  };
}

/** The kinds of series in the files, each once; those without a name by their file. */
function linesOf(files: readonly UnmappedFile[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { file, problem } of files) {
    for (const [series, count] of problem.series ?? []) {
      const name = series === "" ? file.name : series;
      const shown = series === "" ? `without a name, in ${file.name}` : series;
      lines.set(name, { name, shown, count: count + (lines.get(name)?.count ?? 0) });
    }
  }
  return [...lines.values()];
}

customElements.define("slo-mapping", SloMapping);

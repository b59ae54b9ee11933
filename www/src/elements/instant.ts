import { LitElement, css, html, nothing } from "lit";

import { localDigits, rfc3339, milliseconds, utcDigits } from "../time/instant.ts";
import type { Precision } from "../time/instant.ts";
import { sheet } from "./sheet.ts";

/** `<slo-instant>`: one instant in UTC with the reader's own time beside it, or below it in a table. */
export class SloInstant extends LitElement {
  static override properties = {
    at: { type: String },
    precision: { type: String },
    stacked: { type: Boolean, reflect: true },
  };

  static override styles = [
    sheet,
    css`
      :host {
        display: inline;
      }

      time {
        white-space: nowrap;
      }

      .local {
        color: var(--muted);
      }

      :host(:not([stacked])) .local::before {
        content: " · ";
      }

      :host([stacked]) .local {
        display: block;
        font-size: var(--text-xs);
      }
    `,
  ];

  /** The instant, RFC 3339. */
  at: string | undefined;
  /** How fine it is written. */
  precision: Precision = "second";
  /** Whether local time stands below, as in a table's cell. */
  stacked = false;

  override render(): unknown {
    if (this.at === undefined) return nothing;
    const at = milliseconds(this.at);
    if (Number.isNaN(at)) return this.at;
    const local = localDigits(at, this.precision);
    return html`<time datetime=${rfc3339(at)}
      ><span>${utcDigits(at, this.precision)} UTC</span
      >${local === "" ? nothing : html`<span class="local"><span class="visually-hidden">, local time </span>${local}</span>`}</time
    >`;
  }
}

customElements.define("slo-instant", SloInstant);

import { LitElement, css, html } from "lit";

import type { Controller } from "../state/controller.ts";
import { allZones, browserZone } from "../time/zone.ts";
import { formSheet } from "./form-sheet.ts";
import { sheet } from "./sheet.ts";

/** `<slo-zone>`: the choice of the zone whose civil days the daily figures are of. */
export class SloZone extends LitElement {
  static override properties = { zone: { type: String }, controller: { attribute: false } };

  static override styles = [
    sheet,
    formSheet,
    css`
      label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-size: var(--text-s);
        white-space: nowrap;
      }
    `,
  ];

  /** The zone that is chosen. */
  zone = "UTC";
  /** Takes the choice. */
  controller!: Controller;

  override render(): unknown {
    const own = browserZone();
    const zones = [...new Set([own, ...allZones(), this.zone])];
    return html`<label>
      Days in
      <select @change=${this.#choose}>
        ${zones.map((name) => html`<option value=${name} ?selected=${name === this.zone}>${name}${name === own ? ", this browser's" : ""}</option>`)}
      </select>
    </label>`;
  }

  readonly #choose = (event: Event): void => {
    this.controller.chooseZone((event.target as HTMLSelectElement).value);
  };
}

customElements.define("slo-zone", SloZone);

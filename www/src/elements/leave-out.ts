import { html } from "lit";

import { isLeftOut, leftOutName } from "../tuning/trial.ts";
import type { LeftOut, Trial } from "../tuning/trial.ts";

/** The button that leaves something out of what is tuned, as if it had not been, and takes it back. It fires `leaveout` (detail: a `LeftOut`). */
export function leaveOut(what: LeftOut, trial: Trial): unknown {
  const isOut = isLeftOut(trial, what);
  const toggle = (event: Event): void => {
    event.currentTarget?.dispatchEvent(new CustomEvent("leaveout", { detail: what, bubbles: true, composed: true }));
  };
  return html`<button class="link" type="button" @click=${toggle}>
    ${isOut ? "Left out" : "Leave out"}<span class="visually-hidden"> ${leftOutName(what)}</span>
  </button>`;
}

import { html, nothing } from "lit";

import type { Tunable } from "../engine/tuning.ts";
import type { Tuner, Tuning } from "../state/tuner.ts";
import { labelOf } from "../tuning/label.ts";
import { ladder } from "../tuning/ladder.ts";

/** One figure: a slider over the values that people choose, a field for any other, today's value, and what the file says against it. */
export function figure(tunable: Tunable, { trial, refused }: Tuning, tuner: Tuner): unknown {
  const { id, value: today } = tunable;
  const tried = trial.changes[id];
  const present = tried ?? today ?? "";
  const steps = ladder(tunable, tried);
  const wrong = refused?.id === id ? refused : undefined;
  const label = labelOf(tunable);
  const slid = (event: Event): string | undefined => steps[Number((event.target as HTMLInputElement).value)];
  const typed = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const value = field.value.trim();
    // Where nothing changes by it nothing is drawn anew.
    field.value = value || present;
    tuner.try(tunable, value === "" ? undefined : value);
  };
  return html`<div class="figure" data-changed=${tried !== undefined}>
    <span class="label">${label}</span>
    ${steps.length === 0
      ? html`<span></span>`
      : html`<input
          type="range"
          aria-label=${label}
          min="0"
          max=${steps.length - 1}
          .value=${String(Math.max(0, steps.indexOf(present)))}
          aria-valuetext=${present || "default"}
          @input=${(event: Event): void => tuner.try(tunable, slid(event), true)}
          @change=${(event: Event): void => tuner.try(tunable, slid(event))}
        />`}
    <input
      type="text"
      aria-label="${label}, as written in the file"
      aria-invalid=${wrong !== undefined}
      placeholder="default"
      spellcheck="false"
      autocomplete="off"
      .value=${wrong?.value ?? present}
      @change=${typed}
    />
    <button class="link" type="button" ?hidden=${tried === undefined} title="Back to today's" @click=${(): void => tuner.try(tunable, undefined)}>
      today ${today ?? "default"}<span class="visually-hidden">: back to it, ${label}</span>
    </button>
    ${wrong === undefined ? nothing : html`<p class="wrong" role="alert">Refused: ${wrong.words.join(" ")}</p>`}
  </div>`;
}

/** The tables of what was tried: a row for today, one for what is tried, one for each variant. */

import { html, nothing, svg } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { perWeek } from "../alert/wording.ts";
import type { Tuned } from "../engine/tuning.ts";
import { alertJudgement, availabilityJudgement, policyJudgement } from "../state/tone.ts";
import type { Judgement, Tone } from "../state/tone.ts";
import type { Tuning } from "../state/tuner.ts";
import { NO_FIGURE, count, counted, shareLeft } from "../text/figures.ts";
import { duration, took, utcDigits } from "../time/instant.ts";
import { isToday } from "../tuning/trial.ts";
import type { Group } from "../tuning/label.ts";
import { toneIcon } from "./icon.ts";

/** One row: what it is of, and what that would have meant, once it is known. */
export interface Row {
  readonly name: string;
  readonly tuned: Tuned | undefined;
  readonly refused: string;
}

/** A cell: its text, what stands below it, and the judgement that it is, where it is one. */
interface Cell {
  readonly text: string;
  readonly below?: string;
  readonly judgement?: Judgement;
}

interface Table {
  readonly titles: readonly string[];
  readonly cells: (tuned: Tuned) => readonly Cell[];
  readonly strip?: (tuned: Tuned) => string;
}

/** The rows in their order. */
export function rowsOf({ today, tuned, trial, variants }: Tuning): readonly Row[] {
  return [
    { name: "Today", tuned: today, refused: "" },
    ...(isToday(trial) ? [] : [{ name: "Tried", tuned, refused: "" }]),
    ...variants,
  ];
}

const OBJECTIVE: Table = {
  titles: ["Objective", "Availability", "Verdict", "Budget spent", "Failures allowed", "Mean recovery", "Within target"],
  cells: ({ targetShown, availabilityShown, good, bad, met, lowVolume, state, spentShown, failuresAllowed, mttr }) => {
    const none = good + bad === 0;
    const judgement = availabilityJudgement({ availability: { met, lowVolume }, policy: { state } });
    return [
      { text: targetShown },
      { text: availabilityShown ?? NO_FIGURE, below: `${count(bad)} bad of ${count(good + bad)}` },
      { text: judgement.word, judgement },
      { text: spentShown ?? NO_FIGURE },
      { text: none ? NO_FIGURE : count(failuresAllowed) },
      { text: mttr.meanSeconds === null ? NO_FIGURE : took(mttr.meanSeconds), below: counted(mttr.count, "incident") },
      { text: shareLeft(mttr.withinTarget) },
    ];
  },
};

const POLICY: Table = {
  titles: ["State now", "Normal for", "Freeze for", "Stabilise for", "Changes"],
  cells: ({ state, states, changes }) => {
    const judgement = policyJudgement(state);
    const time = (of: string): Cell => {
      const seconds = states.find((known) => known.state === of)?.seconds ?? 0;
      return { text: seconds === 0 ? "never" : duration(seconds) };
    };
    return [{ text: judgement.word, judgement }, time("normal"), time("freeze"), time("stabilise"), { text: count(changes) }];
  },
  strip: ({ strip }) => strip,
};

function alertTable(name: string): Table {
  const of = ({ alerts }: Tuned): Tuned["alerts"][number] | undefined => alerts.find((alert) => alert.name === name);
  return {
    titles: ["State now", "Firings", "Caught", "Delay, median", "Failures before", "False alarms", "Sent"],
    cells: (tuned) => {
      const alert = of(tuned);
      if (alert === undefined) return [];
      const { incidents, caught, medianDelaySeconds, mostFailuresBefore, firings, falseAlarms, sent, sentPerWeek, severity } = alert;
      const judgement = alertJudgement(alert);
      return [
        { text: judgement.word, judgement },
        { text: count(firings) },
        { text: incidents === 0 ? NO_FIGURE : `${count(caught)} of ${count(incidents)}` },
        { text: medianDelaySeconds === null ? NO_FIGURE : medianDelaySeconds === 0 ? "at once" : took(medianDelaySeconds) },
        { text: mostFailuresBefore === null ? NO_FIGURE : `at most ${count(mostFailuresBefore)}` },
        { text: count(falseAlarms) },
        { text: counted(sent, severity), ...(sent > 0 && sentPerWeek !== null && { below: perWeek(sentPerWeek) }) },
      ];
    },
    strip: (tuned) => of(tuned)?.strip ?? "",
  };
}

/** How a mark of a strip is drawn: in its colour, and as high as it is bad. */
const MARKS: Readonly<Record<string, readonly [Tone, number]>> = { n: ["good", 3], f: ["warn", 7], s: ["bad", 12] };

/** The strip over the loaded time. Of an alert, a mark says that it fired. */
function drawn(strip: string, isAlert: boolean): unknown {
  const bars = [...strip.matchAll(/([^-])\1*/gu)].map(({ 0: run, index }) => {
    const [tone, height] = isAlert ? (["bad", 12] as const) : (MARKS[run.charAt(0)] ?? ["none", 12]);
    return svg`<rect data-tone=${tone} x=${index} y=${12 - height} width=${run.length} height=${height}></rect>`;
  });
  return html`<svg class="strip" viewBox="0 0 ${strip.length} 12" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>`;
}

/** The table of a group of figures. */
export function outcome({ kind, alert }: Group, rows: readonly Row[]): unknown {
  const { titles, cells, strip }: Table = kind === "objective" ? OBJECTIVE : kind === "policy" ? POLICY : alertTable(alert);
  const today = rows[0]?.tuned;
  const compared = today === undefined ? [] : cells(today);
  return html`<table class=${kind}>
    <thead>
      <tr>
        <th scope="col"><span class="visually-hidden">Figures</span></th>
        ${titles.map((title) => html`<th scope="col">${title}</th>`)}
        ${strip === undefined ? nothing : html`<th>${today === undefined ? nothing : html`<span class="ends"><span>${utcDigits(today.from, "day")}</span><span>${utcDigits(today.asOf, "day")}</span></span>`}</th>`}
      </tr>
    </thead>
    <tbody>
      ${repeat(
        rows,
        ({ name }) => name,
        ({ name, tuned, refused }, at) => html`<tr data-row=${at === 0 ? "today" : name}>
          <th scope="row">${name}</th>
          ${refused !== ""
            ? html`<td colspan=${titles.length + 1} class="wrong">${refused}</td>`
            : tuned === undefined
              ? titles.map(() => html`<td class="muted">…</td>`)
              : html`${cells(tuned).map((cell, place) => shown(cell, at > 0 && !isLike(cell, compared[place])))}${strip === undefined
                    ? nothing
                    : html`<td>${drawn(strip(tuned), kind === "alert")}</td>`}`}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function isLike(cell: Cell, other: Cell | undefined): boolean {
  return cell.text === other?.text && cell.below === other.below;
}

function shown({ text, below, judgement }: Cell, isChanged: boolean): unknown {
  return html`<td class=${isChanged ? "changed" : ""} data-tone=${judgement?.tone ?? nothing}>
    ${judgement === undefined ? nothing : toneIcon(judgement.tone)}
    <span class=${judgement === undefined ? "" : "word"}>${text}</span>${below === undefined ? nothing : html`<span class="below">${below}</span>`}
  </td>`;
}

import { svg } from "lit";
import type { SVGTemplateResult, TemplateResult } from "lit";
import { html } from "lit";

import type { Tone } from "../state/tone.ts";

/** The drawings, each in a square of 20 units. Those of the tones differ by their outline, not only by their colour. */
const DRAWINGS = {
  good: svg`<circle cx="10" cy="10" r="8" fill="currentColor"/><path d="M6 10.3l2.7 2.7L14.2 7.4" class="knockout"/>`,
  warn: svg`<path d="M10 .8 19.2 10 10 19.2.8 10z" fill="currentColor"/><path d="M10 5.6v5.2M10 13.6v.4" class="knockout"/>`,
  bad: svg`<path d="M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3z" fill="currentColor"/><path d="M6.6 10h6.8" class="knockout"/>`,
  none: svg`<circle cx="10" cy="10" r="7.6" stroke-dasharray="3.2 2.8"/><path d="M7.4 10h5.2"/>`,
  close: svg`<path d="M5 5l10 10M15 5L5 15"/>`,
  left: svg`<path d="M12.5 4.5 7 10l5.5 5.5"/>`,
  right: svg`<path d="M7.5 4.5 13 10l-5.5 5.5"/>`,
  down: svg`<path d="M4.5 7.5 10 13l5.5-5.5"/>`,
  up: svg`<path d="M4.5 12.5 10 7l5.5 5.5"/>`,
  copy: svg`<rect x="7" y="7" width="10" height="10" rx="1.5"/><path d="M13 4.5V4A1.5 1.5 0 0 0 11.5 2.5h-7A1.5 1.5 0 0 0 3 4v7a1.5 1.5 0 0 0 1.5 1.5H5"/>`,
  done: svg`<path d="M4 10.5l4 4 8-9"/>`,
  add: svg`<path d="M10 3.5v9M6.2 7 10 3.2 13.8 7M3.5 13v2.5A1.5 1.5 0 0 0 5 17h10a1.5 1.5 0 0 0 1.5-1.5V13"/>`,
  undo: svg`<path d="M4 8h8a4 4 0 0 1 0 8H9M7 4.5 3.5 8 7 11.5"/>`,
  redo: svg`<path d="M16 8H8a4 4 0 0 0 0 8h3M13 4.5 16.5 8 13 11.5"/>`,
  auto: svg`<circle cx="10" cy="10" r="7"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/>`,
  light: svg`<circle cx="10" cy="10" r="3.6"/><path d="M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M16 4l-1.4 1.4M5.4 14.6 4 16"/>`,
  dark: svg`<path d="M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z"/>`,
  allowed: svg`<path d="M4 10.5l4 4 8-9"/>`,
  blocked: svg`<circle cx="10" cy="10" r="7"/><path d="M5.2 5.2l9.6 9.6"/>`,
  file: svg`<path d="M5 2.5h6.5L16 7v10.5H5zM11.5 2.5V7H16"/>`,
  search: svg`<circle cx="8.6" cy="8.6" r="5.4"/><path d="M12.8 12.8 17 17"/>`,
  keys: svg`<rect x="1.8" y="5" width="16.4" height="10" rx="1.6"/><path d="M5 8.2h.4M8.2 8.2h.4M11.4 8.2h.4M14.6 8.2h.4M6.5 11.8h7"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

/** A drawing's name. */
export type IconName = keyof typeof DRAWINGS;

/** A drawing of the text's size. It says nothing to a screen reader: a word always stands beside it. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${DRAWINGS[name]}</svg>`;
}

/** The drawing of a tone, in the tone's colour. */
export function toneIcon(tone: Tone): TemplateResult {
  return html`<svg class="icon" data-tone=${tone} viewBox="0 0 20 20" aria-hidden="true" focusable="false">${DRAWINGS[tone]}</svg>`;
}

import { html } from "lit";

import type { Review } from "../engine/documents.ts";

/** A sentence of the core; the incident that it names can be gone to. */
export function withIncident(sentence: string, { recovery }: Review): unknown {
  const named = recovery.incidents.find(({ id }) => ` ${sentence}`.includes(` ${id} `));
  if (named === undefined) return sentence;
  const at = ` ${sentence}`.indexOf(` ${named.id} `);
  const show = (event: Event): void => {
    event.currentTarget?.dispatchEvent(new CustomEvent("incident", { detail: named.id, bubbles: true, composed: true }));
  };
  return html`${sentence.slice(0, at)}<button class="link" type="button" @click=${show}>${named.id}</button>${sentence.slice(at + named.id.length)}`;
}

import { html } from "lit";

import type { Topic } from "./explanation.ts";

/** What is to be explained: a figure, and of which alert where there are several. */
export interface Asked {
  readonly topic: Topic;
  readonly subject: string;
}

/** The button that asks how a figure is computed. It fires `explain` (detail: an `Asked`). */
export function how(topic: Topic, subject = "", title = subject): unknown {
  const ask = (event: Event): void => {
    const detail: Asked = { topic, subject };
    event.currentTarget?.dispatchEvent(new CustomEvent("explain", { detail, bubbles: true, composed: true }));
  };
  return html`<button class="link" type="button" @click=${ask}>How is this computed?<span class="visually-hidden"> ${title}</span></button>`;
}

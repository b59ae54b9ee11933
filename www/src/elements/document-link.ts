import { html } from "lit";

/** A document that an SLO file names: a link where its address is on the web, else its path as it stands. */
export function documentLink(href: string): unknown {
  return href.startsWith("https://") ? html`<a class="link" href=${href} target="_blank" rel="noopener noreferrer">${href}</a>` : html`<code>${href}</code>`;
}

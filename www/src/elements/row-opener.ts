import { html } from "lit";

import { icon } from "./icon.ts";

/** The buttons that open a table's rows. */
export function rowOpeners(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("button[data-id]")];
}

/** The arrow keys go from row to row. */
function walk(event: KeyboardEvent): void {
  const from = event.currentTarget as HTMLElement;
  const buttons = rowOpeners(from.getRootNode() as ShadowRoot);
  const at = buttons.indexOf(from);
  const places: Readonly<Record<string, number>> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: buttons.length - 1 };
  const next = buttons[places[event.key] ?? -1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The button that opens the row of `id` to what `word` names, and closes it again. */
export function rowOpener(id: string, word: string, opened: ReadonlySet<string>, change: (opened: ReadonlySet<string>) => void): unknown {
  const isOpen = opened.has(id);
  const toggle = (): void => {
    const now = new Set(opened);
    if (!now.delete(id)) now.add(id);
    change(now);
  };
  return html`<button class="button quiet" type="button" data-id=${id} aria-expanded=${isOpen} @click=${toggle} @keydown=${walk}>
    ${isOpen ? "Hide" : word}<span class="visually-hidden"> of ${id}</span>${icon(isOpen ? "up" : "down")}
  </button>`;
}

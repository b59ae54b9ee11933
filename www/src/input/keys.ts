/** The page's keys. Each is one key without a modifier, and they can be switched off for those who type by voice. */

/** What a key does. */
export type Command = "keys" | "guide" | "add" | "live" | "search" | "copy" | "theme" | "previousWeek" | "nextWeek" | "fullWeek" | "newest";

/** One key with what it does, as the dialog of keys lists it. */
export interface Binding {
  readonly key: string;
  readonly command: Command;
  readonly meaning: string;
}

/** All keys, in the order in which they are listed. */
export const BINDINGS: readonly Binding[] = [
  { key: "?", command: "keys", meaning: "Show or hide these keys" },
  { key: "a", command: "add", meaning: "Add files" },
  { key: "e", command: "guide", meaning: "What do I export?" },
  { key: "p", command: "live", meaning: "Ask a Prometheus" },
  { key: "[", command: "previousWeek", meaning: "Review at the end of the previous week" },
  { key: "]", command: "nextWeek", meaning: "Review at the end of the next week" },
  { key: "w", command: "fullWeek", meaning: "Review at the end of the last full week" },
  { key: "n", command: "newest", meaning: "Review at the newest instant" },
  { key: "/", command: "search", meaning: "Search the jobs" },
  { key: "c", command: "copy", meaning: "Copy the verdict as text" },
  { key: "t", command: "theme", meaning: "Change the theme" },
];

const STORED = "slo-review.keys";

/** Whether single keys do anything. */
export function keysEnabled(): boolean {
  try {
    return window.localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

/** Switches the keys on or off, for this visit and the next. */
export function enableKeys(enabled: boolean): void {
  try {
    if (enabled) window.localStorage.removeItem(STORED);
    else window.localStorage.setItem(STORED, "off");
  } catch {
    // Without storage they stay on.
  }
}

/** Whether the event's target takes typed text for itself. */
function isTyping(event: Event): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "range", "file"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Whether a paste is meant for a field and not for the page. */
export function pasteIsTyping(event: ClipboardEvent): boolean {
  return isTyping(event);
}

/** What the key asks for, if anything. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event)) return undefined;
  const binding = BINDINGS.find(({ key }) => key === event.key);
  if (binding === undefined) return undefined;
  return binding.command === "keys" || keysEnabled() ? binding.command : undefined;
}

/** What the keys that undo and redo in every editor ask for; not out of a field, which undoes its own typing. */
export function undoingOf(event: KeyboardEvent): "undo" | "redo" | undefined {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y") || isTyping(event)) return undefined;
  event.preventDefault();
  return key === "y" || event.shiftKey ? "redo" : "undo";
}

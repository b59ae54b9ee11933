/** The three states of the theme switch. */
export type ThemeChoice = "auto" | "light" | "dark";

/** What is drawn. */
export type Theme = "light" | "dark";

const KEY = "slo-review.theme";
const PREFERS_DARK = "(prefers-color-scheme: dark)";

/** What the system asks for. */
export function systemTheme(): Theme {
  return window.matchMedia(PREFERS_DARK).matches ? "dark" : "light";
}

/** What a choice comes to. */
export function effectiveTheme(choice: ThemeChoice): Theme {
  return choice === "auto" ? systemTheme() : choice;
}

/**
 * The choice after a click. From `auto` the first click goes to the theme that is not shown, so that it always changes
 * something; the second to the other one; the third back to `auto`.
 */
export function nextTheme(choice: ThemeChoice): ThemeChoice {
  const system = systemTheme();
  const other: Theme = system === "dark" ? "light" : "dark";
  if (choice === "auto") return other;
  return choice === other ? system : "auto";
}

/** The choice of an earlier visit. Storage may be closed to us; then it is `auto`. */
export function storedTheme(): ThemeChoice {
  try {
    const stored = window.localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "auto";
  } catch {
    return "auto";
  }
}

/** Keeps the choice for the next visit and puts it on the document, where the style sheets look for it. */
export function applyTheme(choice: ThemeChoice): void {
  document.documentElement.dataset["theme"] = choice;
  try {
    if (choice === "auto") window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, choice);
  } catch {
    // Without storage the choice holds for this visit.
  }
}

/** Calls back whenever the system's theme changes. Returns what stops that. */
export function onSystemTheme(changed: () => void): () => void {
  const query = window.matchMedia(PREFERS_DARK);
  query.addEventListener("change", changed);
  return () => {
    query.removeEventListener("change", changed);
  };
}

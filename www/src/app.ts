import "./elements/app.ts";

import type { Engine } from "./engine/engine.ts";
import { Controller } from "./state/controller.ts";
import { storedZone } from "./state/settings.ts";
import { FRESH, Store } from "./state/store.ts";
import { applyTheme, storedTheme } from "./state/theme.ts";

// Before anything else is loaded, so that the page does not flash in the other theme.
applyTheme(storedTheme());

/** Puts the page into `host`, in place of the text that stood there while everything started. */
export function openPage(host: HTMLElement, engine: Engine): void {
  const store = new Store({ ...FRESH, theme: storedTheme(), zone: storedZone() });
  const controller = new Controller(engine, store);
  const app = document.createElement("slo-app");
  app.store = store;
  app.controller = controller;
  host.replaceChildren(app);
  void controller.open();
}

import { openPage } from "./app.ts";
import { BootError, messageOf } from "./engine/problem.ts";
import { startEngine } from "./engine/start.ts";
import { showBootProblem } from "./boot-problem.ts";

/** The address in one of the script element's `data-` attributes, made absolute: a worker has another base. */
function address(script: HTMLScriptElement, name: "glue" | "wasm" | "worker"): string {
  const relative = script.dataset[name];
  if (relative === undefined) {
    throw new Error(`index.html names no ${name}`);
  }
  return new URL(relative, document.baseURI).href;
}

/** The element that names the page's parts. */
export function partsScript(): HTMLScriptElement | null {
  return document.querySelector<HTMLScriptElement>("script[data-wasm]");
}

/** Starts the engine and then the page in `host`, or says there why that is impossible. Gives whether the page is open. */
export async function startPage(host: HTMLElement): Promise<boolean> {
  try {
    const script = partsScript();
    if (script === null) {
      throw new Error("index.html has no script with data-wasm");
    }
    const engine = await startEngine({
      glue: address(script, "glue"),
      wasm: address(script, "wasm"),
      worker: address(script, "worker"),
    });
    openPage(host, engine);
    return true;
  } catch (error) {
    showBootProblem(host, error instanceof BootError ? error.problem : { code: "page-broken", what: messageOf(error), remedy: "Load the page again. If that does not help, report this text." });
    return false;
  }
}

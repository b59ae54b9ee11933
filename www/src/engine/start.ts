import { importCore } from "./core.ts";
import { Engine } from "./engine.ts";
import { BootError, messageOf } from "./problem.ts";
import { startWorker } from "../parts/served.ts";
import { checkBrowser, compileCore } from "./wasm.ts";

/** The addresses of what the engine is made of, absolute. */
export interface EngineUrls {
  readonly glue: string;
  readonly wasm: string;
  readonly worker: string;
}

/** Loads the core, compiles it once and starts the workers. Rejects with a `BootError` that says what is missing. */
export async function startEngine(urls: EngineUrls): Promise<Engine> {
  checkBrowser();
  const glue = importCore(urls.glue).catch((error: unknown) => {
    throw new BootError({
      code: "glue-not-found",
      what: `A script could not be loaded from ${urls.glue} (${messageOf(error)}).`,
      remedy: "Load the page again. If that does not help, dist/ was not copied to the server as a whole.",
    });
  });
  const [core, module] = await Promise.all([glue, compileCore(urls.wasm)]);
  core.initSync({ module });
  const engine = new Engine(() => startWorker(urls.worker), { glue: urls.glue, module }, core);
  try {
    await engine.ready;
  } catch (error) {
    throw new BootError({
      code: "worker-not-started",
      what: `The worker that does the computing did not start (${messageOf(error)}).`,
      remedy: "Load the page again. If that does not help, this browser or an extension blocks module workers.",
    });
  }
  return engine;
}

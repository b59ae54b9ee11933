import { EMBEDDED, fetchPart } from "../parts/served.ts";
import { unpackLzma } from "./lzma.ts";
import { BootError, messageOf } from "./problem.ts";
import { joinStreams } from "./streams.ts";

/** The smallest module with a SIMD instruction: a browser without SIMD finds it invalid. */
const SIMD_PROBE = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
);

const CURRENT_BROWSER = "Use a current browser: Chrome or Edge 111, Firefox 115, Safari 16.4, or anything newer.";

/** Throws a `BootError` unless this browser can run the core. */
export function checkBrowser(): void {
  if (location.protocol === "file:" && !EMBEDDED) {
    throw new BootError({
      code: "opened-as-file",
      what: "index.html was opened as a file, and browsers do not let such a page start workers.",
      remedy: "Serve the folder over HTTP: `cargo xtask serve`, or any static file server. `cargo xtask build --single-file` makes one file that opens from a disk.",
    });
  }
  if (typeof WebAssembly !== "object") {
    throw new BootError({
      code: "no-webassembly",
      what: "This browser has no WebAssembly, or it is switched off.",
      remedy: `${CURRENT_BROWSER} Some lockdown modes switch WebAssembly off; allow it for this site.`,
    });
  }
  if (!WebAssembly.validate(SIMD_PROBE)) {
    throw new BootError({
      code: "no-simd",
      what: "This browser's WebAssembly has no SIMD, with which the files are read.",
      remedy: CURRENT_BROWSER,
    });
  }
}

/** Fetches and compiles the core, once for all threads. Rejects with a `BootError`. */
export async function compileCore(url: string): Promise<WebAssembly.Module> {
  let response: Response;
  try {
    response = await fetchPart(url);
  } catch (error) {
    throw new BootError({
      code: "wasm-not-found",
      what: `The core could not be loaded from ${url} (${messageOf(error)}).`,
      remedy: "Check the connection and load the page again.",
    });
  }
  if (!response.ok) {
    throw new BootError({
      code: "wasm-not-found",
      what: `The server answered ${response.status} for ${url}.`,
      remedy: "Load the page again. If that does not help, dist/ was not copied to the server as a whole.",
    });
  }
  try {
    const bytes = new Uint8Array(await response.arrayBuffer());
    // The build packs the core; a core that was not packed works as well.
    return await WebAssembly.compile(url.endsWith(".lzma") ? joinStreams(unpackLzma(bytes)) : bytes);
  } catch (error) {
    if (/security policy|unsafe-eval|blocked by CSP/i.test(messageOf(error))) {
      throw new BootError({
        code: "wasm-refused",
        what: `The content security policy of this site forbids WebAssembly (${messageOf(error)}).`,
        remedy: "The server must send the policy in dist/_headers, with 'wasm-unsafe-eval' in script-src, or none.",
      });
    }
    throw new BootError({
      code: "wasm-broken",
      what: `The core at ${url} is not a WebAssembly module that this browser accepts (${messageOf(error)}).`,
      remedy: `Load the page again, in case it was cut on its way. ${CURRENT_BROWSER}`,
    });
  }
}

/**
 * Where the page's own parts come from: files beside it on its host. In the single file `embedded.ts` takes the place of this
 * module, with the same exports.
 */

/** Whether the parts are in the page itself, so that it needs no host. */
export const EMBEDDED: boolean = false;

/** The script that wasm-bindgen wrote. */
export function importPart(address: string): Promise<unknown> {
  return import(address);
}

/** The answer to a request for a part. Rejects where nobody answers. */
export function fetchPart(address: string | URL): Promise<Response> {
  return fetch(address, { credentials: "same-origin" });
}

/** Starts a worker. */
export function startWorker(address: string): Worker {
  return new Worker(address, { type: "module" });
}

/** Where the method stands: the whole of it, or one of its sections. */
export function methodAddress(section?: number): string {
  return section === undefined ? "./method.html" : `./method.html#section-${section}`;
}

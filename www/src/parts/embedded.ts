/**
 * The parts of the single file, in place of `served.ts`: they lie in the page itself, in script elements that are no scripts, as
 * base64. A page that was opened from a disk can fetch nothing, and can start a worker only from a script in memory that is no
 * module.
 */

import * as glue from "slo-review:glue";

/** The workers' script, as long as the page is open. */
let workerAddress: string | undefined;

export const EMBEDDED: boolean = true;

export async function importPart(_address: string): Promise<unknown> {
  return glue;
}

export async function fetchPart(address: string | URL): Promise<Response> {
  const part = partOf(address);
  return part === undefined ? new Response(null, { status: 404 }) : new Response(part);
}

export function startWorker(address: string): Worker {
  if (workerAddress === undefined) {
    const part = partOf(address);
    if (part === undefined) throw new Error("the workers' script is not in this file");
    workerAddress = URL.createObjectURL(new Blob([part], { type: "text/javascript" }));
  }
  return new Worker(workerAddress);
}

export function methodAddress(section?: number): string {
  return section === undefined ? "#method" : `#section-${section}`;
}

/** The bytes that would lie at an address, were this a folder. */
function partOf(address: string | URL): Uint8Array<ArrayBuffer> | undefined {
  const name = String(address).slice(new URL("./", document.baseURI).href.length);
  const element = [...document.querySelectorAll<HTMLScriptElement>("script[data-part]")].find(({ dataset }) => dataset["part"] === name);
  return element === undefined ? undefined : Uint8Array.from(atob(element.text), (letter) => letter.charCodeAt(0));
}

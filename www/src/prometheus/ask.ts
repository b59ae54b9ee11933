import type { Address } from "./address.ts";
import * as failure from "./failure.ts";
import type { Exports } from "./query.ts";

/** How long a server may send nothing, in seconds: as long as Prometheus itself gives a query. */
export const SILENCE = 120;

/** From which length on a request goes as a form and not in the address. */
const LONGEST_ADDRESS = 4_000;

/** The most of an error's body that is read, in characters. */
const LONGEST_ERROR = 65_536;

/** How far the asking is. */
export interface Asked {
  /** The query that is being answered. */
  readonly name: string;
  /** Which request of how many, from 1. */
  readonly request: number;
  readonly requests: number;
  /** Bytes that have come so far, of all requests. */
  readonly bytes: number;
}

/** What to ask whom, with what says who asks. */
export interface Order {
  readonly address: Address;
  /** The `Authorization` header; empty for none. */
  readonly authorization: string;
  readonly exports: Exports;
}

/**
 * Asks one request after another, and gives the answers' bodies in order. Nothing of them is looked at but the first byte.
 *
 * Rejects with an `AskError` at the first one that fails, and with the signal's reason when it is aborted.
 */
export async function ask({ address, authorization, exports }: Order, signal: AbortSignal, progress: (asked: Asked) => void): Promise<Blob[]> {
  if (isMixed(address)) throw failure.mixed(address);
  const step = String(exports.stepSeconds);
  const requests = exports.queries.flatMap(({ name, promql }) =>
    exports.chunks.map(({ from, to }) => ({ name, parameters: new URLSearchParams({ query: promql, start: from, end: to, step }) })),
  );
  const header = authorization.trim() || address.authorization;
  const bodies: Blob[] = [];
  let bytes = 0;
  for (const [place, { name, parameters }] of requests.entries()) {
    const told = (): void => progress({ name, request: place + 1, requests: requests.length, bytes });
    told();
    bodies.push(
      await answer(address, parameters, header, signal, (more) => {
        bytes += more;
        told();
      }),
    );
  }
  return bodies;
}

/** Browsers let a page that came over https ask their own machine over http, and nobody else. */
function isMixed({ origin }: Address): boolean {
  const own = /^http:\/\/(?:localhost|[^/:]+\.localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/u;
  return location.protocol === "https:" && origin.startsWith("http:") && !own.test(origin);
}

async function answer(
  address: Address,
  parameters: URLSearchParams,
  authorization: string | undefined,
  outer: AbortSignal,
  more: (bytes: number) => void,
): Promise<Blob> {
  const inner = new AbortController();
  const stop = (): void => inner.abort(outer.reason);
  outer.throwIfAborted();
  outer.addEventListener("abort", stop);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => inner.abort(failure.silent(address, SILENCE)), SILENCE * 1_000);
  };
  alive();
  try {
    const response = await send(address, parameters, authorization, inner.signal);
    alive();
    return await read(address, response, (bytes) => {
      alive();
      more(bytes);
    });
  } catch (error) {
    // Why it was given up says more than that it was.
    throw inner.signal.aborted ? inner.signal.reason : error;
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", stop);
  }
}

async function send(address: Address, parameters: URLSearchParams, authorization: string | undefined, signal: AbortSignal): Promise<Response> {
  const url = `${address.base}/api/v1/query_range`;
  const long = parameters.toString().length > LONGEST_ADDRESS;
  const violations = watchPolicy();
  try {
    const response = await fetch(long ? url : `${url}?${parameters}`, {
      ...(long && { method: "POST", body: parameters }),
      headers: { Accept: "application/json", ...(authorization !== undefined && { Authorization: authorization }) },
      cache: "no-store",
      redirect: "manual",
      signal,
    });
    if (response.type === "opaqueredirect") throw failure.elsewhere(address);
    return response;
  } catch (error) {
    if (signal.aborted || error instanceof failure.AskError) throw error;
    // That a policy was violated is told a moment after the question has failed.
    await new Promise((resolve) => setTimeout(resolve));
    if (violations.seen()) throw failure.forbiddenByHost(address);
    // The browser does not say why. A question whose answer nobody may see tells whether anything is there at all.
    const there = await fetch(url, { mode: "no-cors", cache: "no-store", signal }).then(
      () => true,
      () => false,
    );
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve));
    if (there) throw failure.cors(address);
    throw violations.seen() ? failure.elsewhere(address) : failure.unreachable(address);
  } finally {
    violations.stop();
  }
}

/** Notices whether the browser refuses something for the content security policy's sake. */
function watchPolicy(): { readonly seen: () => boolean; readonly stop: () => void } {
  let seen = false;
  const listener = (event: SecurityPolicyViolationEvent): void => {
    seen ||= event.effectiveDirective === "connect-src";
  };
  document.addEventListener("securitypolicyviolation", listener);
  return { seen: () => seen, stop: () => document.removeEventListener("securitypolicyviolation", listener) };
}

/** Takes the body as it comes. It never becomes a text, unless it says what is wrong. */
async function read(address: Address, response: Response, more: (bytes: number) => void): Promise<Blob> {
  if (!response.ok) {
    const text = await response.text().then(
      (body) => body.slice(0, LONGEST_ERROR),
      () => "",
    );
    throw failure.ofStatus(address, response.status, errorIn(text));
  }
  if (response.body === null) throw failure.noJson(address, false);
  let first: number | undefined;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller): void {
        first ??= chunk.find((byte) => byte > 0x20);
        more(chunk.byteLength);
        controller.enqueue(chunk);
      },
    }),
  );
  let body: Blob;
  try {
    body = await new Response(counted).blob();
  } catch (error) {
    throw failure.brokenOff(error);
  }
  if (first !== 0x7b && first !== 0x5b) throw failure.noJson(address, first === 0x3c);
  return body;
}

/** What an error's body says, where it is one of Prometheus' own. */
function errorIn(text: string): failure.ErrorBody | undefined {
  try {
    const { errorType: type, error } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return typeof type === "string" && typeof error === "string" ? { type, error: error.replace(/\.$/u, "") } : undefined;
  } catch {
    return undefined;
  }
}

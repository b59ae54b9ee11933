/** What can go wrong when a Prometheus is asked: each with what happened and what to do about it. */

import type { FileProblem } from "../engine/problem.ts";
import { messageOf } from "../engine/problem.ts";
import type { Address } from "./address.ts";

/** A reason not to have an answer, on its way through a rejected promise. */
export class AskError extends Error {
  override readonly name = "AskError";

  constructor(
    readonly code: string,
    readonly what: string,
    readonly remedy: string,
  ) {
    super(what);
  }

  /** Whether less of the same would have been answered. */
  get isTooMuch(): boolean {
    return this.code === "query-refused" && /too many|exceed/iu.test(this.what);
  }
}

/** The problem that an error stands for. */
export function problemOf({ base }: Address, error: unknown): FileProblem {
  const { code, what, remedy } = error instanceof AskError ? error : new AskError("not-asked", `The browser says: ${messageOf(error)}.`, "Try again.");
  return { type: "file", file: base, code: `prometheus-${code}`, what, remedy };
}

const FILE = "Or save the answers with curl and drop them here: “What do I export?” has the commands.";

const PATH = "Check the path: behind a proxy Prometheus may lie below one, such as /prometheus.";

const TOKEN = "give a token in the field “Authorization”, such as Bearer …; it is not kept.";

/** The policy in the page allows it, and the browser refused it all the same. */
export function forbiddenByHost({ origin }: Address): AskError {
  return new AskError(
    "forbidden-by-host",
    `The page was built to ask ${origin}, but its host sends another content security policy along, which forbids it.`,
    "Publish the _headers file that was built with the page, or send the policy that is in it.",
  );
}

/** The SLO names no series. */
export function nothingToAsk(): AskError {
  return new AskError(
    "nothing-to-ask",
    "The SLO names no series that could be asked for: it counts no jobs, and knows its events by the names of files alone.",
    "Name the series in the SLO file's EventSeries, or drop their files here.",
  );
}

export function mixed({ origin }: Address): AskError {
  return new AskError(
    "mixed-content",
    `The page came over https, and browsers let such a page ask nothing over plain http, as ${origin} is (mixed content).`,
    `Ask the server over https, or serve the page on your own machine: cargo xtask serve --connect ${origin}. ${FILE}`,
  );
}

export function cors({ origin }: Address): AskError {
  return new AskError(
    "cors",
    `${origin} answers, but does not let pages of ${location.origin} read it (CORS). A sign-in before it can look the same.`,
    `Start Prometheus with --web.cors.origin='${location.origin.replaceAll(".", "\\.")}', or have the proxy before it send Access-Control-Allow-Origin. ${FILE}`,
  );
}

export function elsewhere({ origin }: Address): AskError {
  return new AskError(
    "redirected",
    `${origin} does not answer itself but sends the browser to another address, usually to sign in.`,
    `Give an address that answers directly, or ${TOKEN} ${FILE}`,
  );
}

export function unreachable({ origin }: Address): AskError {
  return new AskError(
    "unreachable",
    `Nothing answers at ${origin}: the name is not known, nothing listens, its certificate is not trusted, or something on the way blocks it.`,
    `Open ${origin} in another tab. If it opens, look for an extension that blocks it, or let this site reach your network when the browser asks; if not, check the address and the VPN.`,
  );
}

/** Nothing came for so many seconds. */
export function silent({ origin }: Address, seconds: number): AskError {
  return new AskError(
    "timeout",
    `${origin} has sent nothing for ${seconds} seconds, so the page has stopped waiting.`,
    "Ask for a shorter time. If that hangs too, the server is overloaded, or its answers are dropped on the way.",
  );
}

export function brokenOff(error: unknown): AskError {
  return new AskError("broken-off", `The answer broke off (${messageOf(error)}).`, "Try again; if it happens again, ask for a shorter time.");
}

/** An answer that says that all is well and is no JSON. */
export function noJson({ base }: Address, isHtml: boolean): AskError {
  const what = isHtml ? "a web page instead of JSON: a sign-in, a proxy's own page, or another program" : "something else than JSON";
  return new AskError(
    "no-json",
    `At ${base} it answers with ${what}.`,
    `${PATH} If it is a sign-in, ${TOKEN} ${FILE}`,
  );
}

/** What a body says that came with an error's status. */
export interface ErrorBody {
  readonly type: string;
  readonly error: string;
}

/** What Prometheus, or what stands before it, says with a status that is no success. */
export function ofStatus(address: Address, status: number, body: ErrorBody | undefined): AskError {
  const { base, origin } = address;
  const said = body === undefined ? "" : ` It says: ${body.error}.`;
  if (status === 401 || status === 403 || status === 407) {
    const who = status === 403 ? "knows who asks and does not allow it" : "wants to know who asks";
    const remedy = status === 403 ? "Ask whoever runs it for the right to query it." : `Then ${TOKEN}`;
    return new AskError("sign-in", `${origin} ${who} (status ${status}).${said}`, `${remedy} ${FILE}`);
  }
  if (body?.type === "timeout" || body?.type === "canceled") {
    return new AskError("query-timeout", `Prometheus gave the query up before it was done.${said}`, "Ask for a shorter time, or raise --query.timeout of the server.");
  }
  if (body !== undefined && status < 500) {
    const remedy =
      body.type === "execution" || status === 422
        ? "Ask for a shorter time or with a longer step; the server's limits are --query.max-samples and --query.timeout."
        : "Try the query of “What do I export?” there; something older than Prometheus 2 may not know it.";
    return new AskError("query-refused", `Prometheus refuses the query (status ${status}, ${body.type}).${said}`, remedy);
  }
  if (status === 404 || status === 405) {
    return new AskError(
      "not-found",
      `There is no Prometheus at ${base} (status ${status}).`,
      PATH,
    );
  }
  if (status === 429) {
    return new AskError("too-many", `${origin} has been asked too much and wants to be left alone for a while (status 429).${said}`, "Wait a minute and ask again, for a shorter time.");
  }
  if (status === 502 || status === 503 || status === 504) {
    const why = status === 504 ? "waited too long for Prometheus behind it" : "cannot reach Prometheus behind it, or that is just starting";
    return new AskError("proxy", `What answers at ${origin} ${why} (status ${status}).${said}`, "Try again in a minute, then for a shorter time. If it stays, tell whoever runs it.");
  }
  return new AskError("status", `${origin} answers with status ${status}.${said}`, `Open ${base} in another tab to see what is there. ${FILE}`);
}

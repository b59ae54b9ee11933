/**
 * The service worker: it keeps the files of one version of the page, and answers with them where the host does not.
 *
 * The page itself is asked of its host first, always, so that an old page is never shown while a newer one can be had. Scripts,
 * styles and the core are named after their content and need no asking. Nothing but the page's own files is kept or answered.
 */

/** What the build puts before this script. */
declare const PAGE: {
  /** Changes with any file. */
  readonly version: string;
  /** The addresses of all files, relative to the page; the empty one is the page itself. */
  readonly files: readonly string[];
};

/** As much of a service worker's scope as is used here: the types of pages and of service workers exclude each other. */
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { matchAll(options: { includeUncontrolled: boolean }): Promise<readonly Client[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Work) => void): void;
  addEventListener(type: "fetch", listener: (event: Asked) => void): void;
}

interface Client {
  postMessage(message: string): void;
}

interface Work {
  waitUntil(work: Promise<unknown>): void;
}

interface Asked extends Work {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as Scope;
const { scope } = worker.registration;

/** Several copies of the page may lie on one host, each with caches of its own. */
const PREFIX = `slo-review ${scope} `;

/** How long the host is waited for where the file is there already, in milliseconds. On this machine it is not hurried. */
const PATIENCE = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(scope) ? 60_000 : 4_000;

const open = (): Promise<Cache> => caches.open(PREFIX + PAGE.version);

/** The file that an address means; `undefined` where it is none of the page's. */
function fileAt(address: string): string | undefined {
  const [bare = ""] = address.split(/[?#]/, 1);
  if (!bare.startsWith(scope)) return undefined;
  const file = bare.slice(scope.length);
  return file === "index.html" ? "" : PAGE.files.includes(file) ? file : undefined;
}

/** Whether a file's name has the hash of its content, so that what is kept under it is right for ever. */
function isNamedAfterContent(file: string): boolean {
  return /-([0-9A-Z]{8}|[0-9a-f]{16})(_bg)?\./.test(file);
}

/** A file of this or an earlier version: pages that are still open may need theirs. */
function keptAnywhere(address: string): Promise<Response | undefined> {
  return caches.match(address, { ignoreVary: true });
}

async function keep(cache: Cache, file: string): Promise<void> {
  const address = scope + file;
  let response = isNamedAfterContent(file) ? await keptAnywhere(address) : undefined;
  response ??= await fetch(address, { cache: "no-cache", credentials: "same-origin" });
  if (!response.ok) throw new Error(`the host answered ${response.status} for ${address}`);
  // Browsers refuse a page that came by a redirection and is answered without one.
  await cache.put(address, response.redirected ? new Response(response.body, response) : response);
}

async function install(): Promise<void> {
  const cache = await open();
  await Promise.all(PAGE.files.map((file) => keep(cache, file)));
  // Nothing that is open depends on the version before: its files stay, and its page is asked of its host.
  await worker.skipWaiting();
}

/** Drops what is older than the version before this one, and tells all open pages which version is there. */
async function activate(): Promise<void> {
  const own = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const old = own.filter((name) => name !== PREFIX + PAGE.version).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true })) client.postMessage(PAGE.version);
}

async function hostFirst(request: Request, file: string): Promise<Response> {
  const kept = await (await open()).match(scope + file, { ignoreVary: true });
  const asked = fetch(request);
  if (kept === undefined) return asked;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  // A host that fails is as good as none; one that refuses is meant.
  return answer === undefined || answer.status >= 500 ? kept : answer;
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const file = fileAt(request.url);
  if (request.method !== "GET" || file === undefined) return;
  event.respondWith(isNamedAfterContent(file) ? keptAnywhere(request.url).then((kept) => kept ?? fetch(request)) : hostFirst(request, file));
});

export {};

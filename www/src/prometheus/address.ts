/** Where a Prometheus answers. */
export interface Address {
  /** What stands before `/api/v1/`, without a slash at its end. */
  readonly base: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** The `Authorization` header that a name and a password in the address stand for. */
  readonly authorization: string | undefined;
}

/** The pages of Prometheus' own interface, of Thanos' and of the API, as they end an address that was copied from a browser. */
const PAGES = /\/(?:api\/v1(?:\/.*)?|(?:graph|query|alerts|rules|targets|status|stores))?\/*$/u;

/** Reads what a person types, pastes or drops: an address of a Prometheus, or of any page of its interface. `undefined` where it is none. */
export function readAddress(text: string): Address | undefined {
  const typed = text.trim();
  if (typed === "" || /\s/u.test(typed)) return undefined;
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//iu.test(typed) ? typed : `http://${typed}`);
  } catch {
    return undefined;
  }
  if ((url.protocol !== "http:" && url.protocol !== "https:") || url.hostname === "") return undefined;
  const secret = url.username === "" && url.password === "" ? undefined : `${decoded(url.username)}:${decoded(url.password)}`;
  return {
    base: url.origin + url.pathname.replace(PAGES, ""),
    origin: url.origin,
    authorization: secret === undefined ? undefined : `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(secret)))}`,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whether a text is an address and nothing else, with its scheme, so that a paste of it is not taken for data. */
export function isAddress(text: string): boolean {
  return /^\s*https?:\/\/\S+\s*$/iu.test(text) && readAddress(text) !== undefined;
}

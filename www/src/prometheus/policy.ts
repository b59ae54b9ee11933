/** The origins beside its own that this copy of the page may ask, as its content security policy states them. */
export function allowedOrigins(): readonly string[] {
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content") ?? "";
  const sources = /(?:^|;)\s*connect-src\s+([^;]*)/u.exec(policy)?.[1] ?? "";
  return sources.split(/\s+/u).filter((source) => source.startsWith("http"));
}

/** Whether this copy of the page may ask that origin. */
export function mayAsk(origin: string): boolean {
  return origin === location.origin || allowedOrigins().includes(origin);
}

/** The command that builds a copy of the page that may ask that origin. */
export function buildCommand(origin: string): string {
  return `cargo xtask build --connect ${origin}`;
}

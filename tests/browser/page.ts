/**
 * The fixture of every browser test. A test fails if the page writes an error or a warning to the console, throws,
 * violates its content security policy, or asks anything of another origin, even if all its assertions hold.
 */

import { test as base, expect } from "@playwright/test";

interface Watched {
  /**
   * Whether the browser may keep the page. Usually it is one that cannot: what a service worker answers, no test could replace.
   */
  readonly keepsPage: boolean;
  /** What the page did wrong so far. A test of a page that cannot start may expect some of it and take it out. */
  readonly faults: string[];
}

declare global {
  interface Window {
    reportViolation?: (text: string) => void;
  }
}

export const test = base.extend<Watched>({
  keepsPage: [false, { option: true }],
  faults: [
    async ({ context, baseURL, keepsPage }, use) => {
      const faults: string[] = [];
      const origin = new URL(baseURL ?? "http://127.0.0.1").origin;
      context.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") {
          faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
        }
      });
      context.on("weberror", (error) => faults.push(`page error: ${error.error().message}`));
      context.on("request", (request) => {
        const url = new URL(request.url());
        const local = url.protocol === "data:" || url.protocol === "blob:" || url.protocol === "chrome-error:";
        if (!local && url.origin !== origin) {
          faults.push(`request to another origin: ${request.url()}`);
        }
      });
      await context.exposeBinding("reportViolation", (_source, text: string) => {
        faults.push(`content security policy: ${text}`);
      });
      await context.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          window.reportViolation?.(`${event.violatedDirective} refused ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`);
        });
      });
      if (!keepsPage) {
        await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
      }
      await use(faults);
      expect(faults, "the page did nothing wrong beside what the test looked at").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

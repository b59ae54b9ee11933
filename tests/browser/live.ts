/** The fixture of tests that let the page ask a Prometheus: the page as it is built for one, and a small server in its place. */

import { FakePrometheus } from "./fake-prometheus.ts";
import { expect, test as base } from "./page.ts";

/** Where the page of these tests may ask. */
export const PROMETHEUS = process.env["SLO_REVIEW_PROMETHEUS"] ?? "http://127.0.0.1:4175";

/** The page that may ask it. */
export const CONNECTED = process.env["SLO_REVIEW_CONNECTED_URL"] ?? "http://127.0.0.1:4174/some/path/";

interface Live {
  readonly prometheus: FakePrometheus;
  /** What Chromium itself writes to the console where a test has a question fail. */
  readonly expected: RegExp[];
}

export const test = base.extend<Live>({
  baseURL: CONNECTED,
  expected: async ({ faults }, use) => {
    const expected: RegExp[] = [];
    await use(expected);
    const asked = `request to another origin: ${PROMETHEUS}/api/v1/`;
    const left = faults.filter((fault) => !fault.startsWith(asked) && !expected.some((pattern) => pattern.test(fault)));
    faults.splice(0, faults.length, ...left);
  },
  prometheus: async ({ expected }, use) => {
    void expected;
    const prometheus = new FakePrometheus(PROMETHEUS);
    await prometheus.start();
    await use(prometheus);
    await prometheus.stop();
  },
});

export { expect };

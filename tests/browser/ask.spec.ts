/** The page asks a Prometheus: a small server that answers as one does, or as what stands before one does. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Locator, Page } from "@playwright/test";

import { FakePrometheus } from "./fake-prometheus.ts";
import type { AskedQuestion, ShownJob } from "./fake-prometheus.ts";
import { CONNECTED, PROMETHEUS, expect, test } from "./live.ts";
import { ReviewPage } from "./review.ts";

const START = Date.UTC(2026, 1, 16) / 1_000;

/** Forty builds, one every ten minutes; the first two that end fail. */
const JOBS: readonly ShownJob[] = Array.from({ length: 40 }, (_, build) => {
  const start = START + 3_600 + build * 600;
  return { name: `codex-k8s-kaniko-web-${build}`, start, end: start + 300, failed: build < 2 };
});

/** What Chromium writes where a question has no answer that may be read. */
const NOT_READ = /Failed to load resource|blocked by CORS policy/u;

/** The page's dialog. */
class Dialog {
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "Ask a Prometheus" });
  }

  field(label: string): Locator {
    return this.dialog.getByLabel(label);
  }

  /** Opens it, fills it in and asks. */
  async ask(address = PROMETHEUS, { from = "2026-02-16 00:00", to = "2026-02-17 00:00" } = {}): Promise<void> {
    await this.page.keyboard.press("p");
    await this.field("Address").fill(address);
    await this.field("From, UTC").fill(from);
    await this.field("To, UTC").fill(to);
    await this.dialog.getByRole("button", { name: "Ask" }).click();
    await expect(this.dialog).toHaveCount(0);
  }
}

async function open(page: Page): Promise<{ readonly review: ReviewPage; readonly dialog: Dialog }> {
  const review = new ReviewPage(page);
  await review.open();
  return { review, dialog: new Dialog(page) };
}

test("asks in parts and reviews the answers like a file", async ({ page, prometheus }) => {
  prometheus.jobs = JOBS;
  const { review, dialog } = await open(page);
  await dialog.ask(PROMETHEUS, { from: "2026-02-08 00:00", to: "2026-02-17 00:00" });
  await review.shows(`${new URL(PROMETHEUS).host} 2026-02-08 0000 to 2026-02-17 0000.json`);
  await expect(review.tile("availability")).toContainText("38 of 40 good, 2 bad");
  await expect(review.problems).toHaveCount(0);
  // Nine days at a minute's step are more points than a server gives out at once.
  for (const { parameters } of prometheus.asked) {
    const span = Date.parse(parameters.get("end") ?? "") - Date.parse(parameters.get("start") ?? "");
    expect(span / 1_000 / Number(parameters.get("step"))).toBeLessThan(11_000);
  }
  const names = new Set(prometheus.asked.map(({ parameters }) => parameters.get("query")));
  expect(prometheus.asked.length).toBeGreaterThan(names.size);
});

test("asks in smaller parts where the server finds these too large", async ({ page, prometheus, expected }) => {
  expected.push(NOT_READ);
  prometheus.jobs = JOBS;
  const points = ({ parameters }: AskedQuestion): number => (Date.parse(parameters.get("end") ?? "") - Date.parse(parameters.get("start") ?? "")) / 60_000;
  prometheus.behaviour = (question, response): boolean => {
    if (points(question) < 300) return false;
    response.writeHead(422).end(json("execution", "query processing would load too many samples into memory in query execution"));
    return true;
  };
  const { review, dialog } = await open(page);
  await dialog.ask();
  await expect(review.tile("availability")).toContainText("38 of 40 good, 2 bad");
  await expect(review.problems).toHaveCount(0);
});

test("shows how far it is and gives up when told to; nothing is loaded", async ({ page, prometheus, expected }) => {
  expected.push(/net::ERR_ABORTED/u);
  let asked = (): void => {};
  const second = new Promise<void>((resolve) => (asked = resolve));
  prometheus.behaviour = (): boolean => {
    if (prometheus.asked.length < 2) return false;
    asked();
    return true;
  };
  const { review, dialog } = await open(page);
  await dialog.ask();
  await second;
  const panel = page.getByRole("region", { name: "Asking Prometheus" });
  await expect(panel).toContainText(PROMETHEUS);
  await expect(panel).toContainText(/Question 2 of \d+/u);
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel).toHaveCount(0);
  await expect(review.problems).toHaveCount(0);
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
});

test("takes an address that is dropped or pasted, also that of a page of Prometheus", async ({ page, prometheus }) => {
  const { dialog } = await open(page);
  const link = await page.evaluateHandle((address) => {
    const transfer = new DataTransfer();
    transfer.setData("text/uri-list", `# a link\r\n${address}/graph?g0.expr=up`);
    transfer.setData("text/plain", `${address}/graph?g0.expr=up`);
    return transfer;
  }, PROMETHEUS);
  await page.locator("slo-app").dispatchEvent("dragenter", { dataTransfer: link });
  await expect(page.getByText("Drop the address of a Prometheus to ask it")).toBeVisible();
  await page.locator("slo-app").dispatchEvent("drop", { dataTransfer: link });
  await expect(dialog.field("Address")).toHaveValue(`${PROMETHEUS}/graph?g0.expr=up`);
  prometheus.jobs = JOBS;
  await dialog.field("From, UTC").fill("2026-02-16");
  await dialog.field("To, UTC").fill("2026-02-17");
  await dialog.field("To, UTC").press("Enter");
  await expect(page.locator("slo-tiles li#availability")).toContainText("38 of 40 good, 2 bad");
  expect(new Set(prometheus.asked.map(({ path }) => path))).toEqual(new Set(["/api/v1/query_range"]));

  await page.evaluate((address) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", `${address}/prometheus/`);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true }));
  }, PROMETHEUS);
  await expect(dialog.field("Address")).toHaveValue(`${PROMETHEUS}/prometheus/`);
});

test("begins with the server that it was built for, and refuses what cannot be asked", async ({ page, prometheus }) => {
  const { dialog } = await open(page);
  await page.getByRole("button", { name: "Ask a Prometheus" }).click();
  await expect(dialog.field("Address")).toHaveValue(PROMETHEUS);
  await expect(page.getByText(`queries go to ${PROMETHEUS} when you ask`)).toBeAttached();
  const ask = dialog.dialog.getByRole("button", { name: "Ask" });
  for (const [label, typed, says] of [
    ["Address", "ftp://prometheus.example", "This is no address of a server"],
    ["From, UTC", "yesterday", "The beginning is no time"],
    ["To, UTC", "2026-02-30", "The end is no time"],
    ["To, UTC", "2025-01-01", "It ends before it begins"],
    ["From, UTC", "2020-01-01", "more than 366 days"],
    ["Authorization", "Bearer ü", "characters that no header can carry"],
  ] as const) {
    const before = await dialog.field(label).inputValue();
    await dialog.field(label).fill(typed);
    await ask.click();
    await expect(dialog.dialog.getByRole("alert")).toContainText(says);
    await expect(dialog.field(label)).toHaveAttribute("aria-invalid", "true");
    await dialog.field(label).fill(before);
  }
  await dialog.field("Address").fill("https://other.example:9090/graph");
  await expect(dialog.dialog.getByText(`This copy of the page may ask ${PROMETHEUS} only.`)).toBeVisible();
  await expect(dialog.dialog.getByText("cargo xtask build --connect https://other.example:9090", { exact: true })).toBeVisible();
  await expect(ask).toBeDisabled();
  expect(prometheus.asked).toHaveLength(0);
});

test("sends an authorization to the server and keeps it nowhere", async ({ page, prometheus }) => {
  prometheus.jobs = JOBS;
  const { review, dialog } = await open(page);
  await page.keyboard.press("p");
  await dialog.field("Authorization").fill("Bearer s3cret");
  await dialog.field("From, UTC").fill("2026-02-16");
  await dialog.field("To, UTC").fill("2026-02-17");
  await dialog.field("To, UTC").press("Enter");
  await expect(review.tile("availability")).toContainText("38 of 40 good");
  expect(new Set(prometheus.asked.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer s3cret"]));
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  expect(kept).not.toContain("s3cret");
});

test("takes a name and a password out of the address", async ({ page, prometheus }) => {
  prometheus.jobs = JOBS;
  const { review, dialog } = await open(page);
  await dialog.ask(PROMETHEUS.replace("://", "://reviewer:p%40ss@"));
  await expect(review.tile("availability")).toContainText("38 of 40 good");
  expect(prometheus.asked[0]?.authorization).toBe(`Basic ${Buffer.from("reviewer:p@ss").toString("base64")}`);
});

/** What a server may do, and what the page says of it. */
interface Case {
  readonly name: string;
  readonly code: string;
  readonly says: readonly RegExp[];
  readonly act: (prometheus: FakePrometheus) => void;
}

/** Answers everything with a status and a body. */
function always(status: number, body: string, headers: Record<string, string> = {}): Case["act"] {
  return (prometheus) => {
    prometheus.behaviour = (_question, response): boolean => {
      response.writeHead(status, headers).end(body);
      return true;
    };
  };
}

const json = (errorType: string, error: string): string => JSON.stringify({ status: "error", errorType, error });

const CASES: readonly Case[] = [
  { name: "a server that lets no other page read it", code: "cors", says: [/CORS/u, /--web\.cors\.origin='http:\/\/127\\\.0\\\.0\\\.1:\d+'/u], act: (prometheus) => void (prometheus.cors = false) },
  { name: "one that asks who asks", code: "sign-in", says: [/status 401/u, /field “Authorization”/u], act: always(401, "Unauthorized") },
  { name: "one that knows who asks and refuses", code: "sign-in", says: [/status 403/u, /right to query/u], act: always(403, "Forbidden") },
  { name: "a proxy without its server", code: "proxy", says: [/cannot reach Prometheus behind it/u, /status 502/u], act: always(502, "<html>Bad Gateway</html>") },
  { name: "a server that is starting", code: "proxy", says: [/status 503/u], act: always(503, "Service Unavailable") },
  { name: "a proxy that waited too long", code: "proxy", says: [/waited too long/u, /status 504/u], act: always(504, "<html>Gateway Time-out</html>") },
  { name: "a page instead of JSON", code: "no-json", says: [/a web page instead of JSON/u], act: always(200, "\n<!doctype html><title>Sign in</title>", { "Content-Type": "text/html" }) },
  { name: "an empty answer", code: "no-json", says: [/something else than JSON/u], act: always(200, "") },
  { name: "an error of Prometheus about the query", code: "query-refused", says: [/status 400, bad_data/u, /exceeded maximum resolution/u], act: always(400, json("bad_data", "exceeded maximum resolution of 11,000 points per timeseries.")) },
  { name: "an error while it was executed", code: "query-refused", says: [/status 422, execution/u, /too many samples/u, /shorter time/u], act: always(422, json("execution", "query processing would load too many samples into memory")) },
  { name: "a query that Prometheus gave up", code: "query-timeout", says: [/gave the query up/u, /--query\.timeout/u], act: always(503, json("timeout", "query timed out in expression evaluation")) },
  { name: "no Prometheus at the path", code: "not-found", says: [/status 404/u, /Check the path/u], act: always(404, "404 page not found") },
  { name: "too many questions", code: "too-many", says: [/status 429/u], act: always(429, "slow down") },
  { name: "a server's own failure", code: "status", says: [/status 500/u, /It says: boom/u], act: always(500, json("internal", "boom")) },
  {
    name: "an answer that breaks off",
    code: "broken-off",
    says: [/broke off/u],
    act: (prometheus) => {
      prometheus.behaviour = (_question, response): boolean => {
        response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
        response.write('{"status":"success",', () => response.destroy());
        return true;
      };
    },
  },
];

for (const { name, code, says, act } of CASES) {
  test(`explains ${name}`, async ({ page, prometheus, expected }) => {
    expected.push(NOT_READ);
    act(prometheus);
    const { review, dialog } = await open(page);
    await dialog.ask();
    await expect(review.problems).toHaveCount(1);
    await expect(review.problems).toHaveAttribute("data-code", `prometheus-${code}`);
    for (const text of says) await expect(review.problems).toContainText(text);
    await expect(review.problems).toContainText("What to do:");
    await expect(page.getByRole("region", { name: "Asking Prometheus" })).toHaveCount(0);
    await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  });
}

test("explains a redirect to a sign-in, and does not follow it", async ({ page, prometheus, expected }) => {
  const signIn = new FakePrometheus(`http://127.0.0.1:${Number(new URL(PROMETHEUS).port) + 1}`);
  await signIn.start();
  // Chromium tells of the request that it does not make.
  expected.push(new RegExp(`^request to another origin: ${signIn.origin}/`, "u"));
  always(302, "", { Location: `${signIn.origin}/login` })(prometheus);
  const { review, dialog } = await open(page);
  await dialog.ask();
  await expect(review.problems).toHaveAttribute("data-code", "prometheus-redirected");
  await expect(review.problems).toContainText("sends the browser to another address, usually to sign in");
  expect(signIn.asked).toHaveLength(0);
  await signIn.stop();
});

test("explains that nothing answers", async ({ page, prometheus, expected }) => {
  expected.push(NOT_READ);
  await prometheus.stop();
  const { review, dialog } = await open(page);
  await dialog.ask();
  await expect(review.problems).toHaveAttribute("data-code", "prometheus-unreachable");
  await expect(review.problems).toContainText("Nothing answers at");
  await prometheus.start();
});

test("stops waiting for a server that sends nothing", async ({ page, prometheus, expected }) => {
  expected.push(/net::ERR_ABORTED/u);
  await page.clock.install();
  let asked = (): void => {};
  const first = new Promise<void>((resolve) => (asked = resolve));
  prometheus.behaviour = (): boolean => {
    asked();
    return true;
  };
  const { review, dialog } = await open(page);
  await dialog.ask();
  await first;
  await page.clock.fastForward(121_000);
  await expect(review.problems).toHaveAttribute("data-code", "prometheus-timeout");
  await expect(review.problems).toContainText("has sent nothing for 120 seconds");
});

test("says so where the server has no such series", async ({ page, prometheus }) => {
  const { review, dialog } = await open(page);
  await dialog.ask();
  expect(prometheus.jobs).toHaveLength(0);
  await expect(review.problems).toHaveAttribute("data-code", "prometheus-empty");
  await expect(review.problems).toContainText("kube-state-metrics");
});

test("says so where the page's host forbids what the page was built for", async ({ page, prometheus, expected, faults }) => {
  // A host that gives the page out with a policy of its own.
  const host = createServer((request, response) => {
    void fetch(new URL(request.url ?? "", CONNECTED)).then(async (answer) => {
      const policy = (answer.headers.get("content-security-policy") ?? "").replace(` ${PROMETHEUS}`, "");
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "", "content-security-policy": policy });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  expected.push(/content security policy/iu, new RegExp(`^request to another origin: ${origin}/`, "u"));
  const review = new ReviewPage(page);
  await page.goto(origin + new URL(CONNECTED).pathname);
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  await new Dialog(page).ask();
  await expect(review.problems).toHaveAttribute("data-code", "prometheus-forbidden-by-host");
  expect(prometheus.asked).toHaveLength(0);
  expect(faults.some((fault) => /content security policy/iu.test(fault))).toBe(true);
  host.closeAllConnections();
  await new Promise((resolve) => host.close(resolve));
});

test("says so where a page that came over https would ask over http", async ({ page, prometheus, expected }) => {
  expected.push(/^request to another origin: https:\/\/review\.example\//u);
  const origin = "http://prometheus.example:9090";
  await page.route("https://review.example/**", async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    const response = await route.fetch({ url: CONNECTED + path, maxRetries: 2 });
    const headers = Object.fromEntries(Object.entries(response.headers()).map(([name, value]) => [name, value.replace(PROMETHEUS, origin)]));
    const body = path === "" ? (await response.text()).replace(PROMETHEUS, origin) : await response.body();
    await route.fulfill({ response, headers, body });
  });
  await page.goto("https://review.example/");
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  const dialog = new Dialog(page);
  await dialog.ask(origin);
  const problem = page.locator("slo-problems li.card");
  await expect(problem).toHaveAttribute("data-code", "prometheus-mixed-content");
  await expect(problem).toContainText(`cargo xtask serve --connect ${origin}`);
  await page.unrouteAll({ behavior: "wait" });
  expect(prometheus.asked).toHaveLength(0);
});

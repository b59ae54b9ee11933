/** The page asks a real Prometheus, started by the test. */

import type { Page } from "@playwright/test";

import { CONNECTED, PROMETHEUS } from "./live.ts";
import { expect, test } from "./prometheus.ts";
import type { PrometheusServer } from "./prometheus.ts";
import { endOf, file, list } from "./history.ts";
import { ReviewPage } from "./review.ts";

test.use({ baseURL: CONNECTED });

const port = Number(new URL(PROMETHEUS).port);

/** Three days of builds, one every ten minutes. */
const HISTORY = { builds: 432, failing: [3, 7, 200, 201] };

async function ask(page: Page, { url, from, to }: PrometheusServer): Promise<void> {
  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog", { name: "Ask a Prometheus" });
  await dialog.getByLabel("Address").fill(`${url}/graph`);
  await dialog.getByLabel("From, UTC").fill(from);
  await dialog.getByLabel("To, UTC").fill(to);
  await dialog.getByRole("button", { name: "Ask" }).click();
  await expect(dialog).toHaveCount(0);
}

test("reviews what a Prometheus has as it reviews the same jobs from kubectl", async ({ page, prometheus }) => {
  const server = await prometheus({ jobs: HISTORY, port });
  const review = new ReviewPage(page);
  await review.openWith(file("jobs.json", list(HISTORY)));
  await review.at(endOf(431));
  await expect(review.tile("availability")).toContainText("428 of 432 good, 4 bad");
  const facts = { availability: await review.figure("availability").textContent(), budget: await review.figure("budget").textContent() };
  const state = await review.main.getAttribute("data-state");
  await review.files.getByRole("button", { name: "Remove jobs.json" }).click();
  await expect(review.files.getByText("Nothing is loaded.")).toBeVisible();

  await ask(page, server);
  await expect(review.files.getByRole("heading", { level: 3 })).toHaveCount(1);
  await review.at(endOf(431));
  await expect(review.tile("availability")).toContainText("428 of 432 good, 4 bad");
  await expect(review.figure("availability")).toHaveText(facts.availability ?? "");
  await expect(review.figure("budget")).toHaveText(facts.budget ?? "");
  await expect(review.main).toHaveAttribute("data-state", state ?? "");
  await expect(review.problems).toHaveCount(0);
});

test("asks for the series that the reviewer has named", async ({ page, prometheus }) => {
  const minutes = Array.from({ length: 1_440 }, (_, minute) => minute);
  const requests = minutes.map((minute) => minute * 10);
  const errors = minutes.map((minute) => minute);
  const server = await prometheus({ counters: { checkout_requests_total: requests, checkout_errors_total: errors }, port });
  const review = new ReviewPage(page);
  await review.open();
  const answer = await fetch(
    `${server.url}/api/v1/query_range?${new URLSearchParams({ query: '{__name__=~"checkout_.+"}', start: server.from, end: server.to, step: "60" })}`,
  );
  await review.pick(file("checkout.json", await answer.text()));
  await page.getByLabel("What checkout_requests_total counts").selectOption("All events");
  await page.getByLabel("What checkout_errors_total counts").selectOption("Bad events");
  await page.getByRole("button", { name: "Count them" }).click();
  await review.shows("checkout.json");
  await expect(review.figure("availability")).toHaveText("90.00%");
  await review.files.getByRole("button", { name: "Remove checkout.json" }).click();
  await ask(page, server);
  await expect(review.files.getByRole("heading", { level: 3 })).toContainText(new URL(server.url).host);
  await expect(review.figure("availability")).toHaveText("90.00%");
});

for (const { name, contents, code } of [
  { name: "does not let the page read it", contents: { origin: "https://grafana\\.example" }, code: "cors" },
  { name: "gives a query up", contents: { timeout: "0s" }, code: "query-timeout" },
  { name: "finds any query too large", contents: { samples: 10 }, code: "query-refused" },
]) {
  test(`explains a Prometheus that ${name}`, async ({ page, prometheus, faults }) => {
    const server = await prometheus({ jobs: HISTORY, port, ...contents });
    const review = new ReviewPage(page);
    await review.open();
    await ask(page, server);
    await expect(review.problems).toHaveAttribute("data-code", `prometheus-${code}`);
    // Chromium says itself that a question had no answer that the page may use.
    const left = faults.filter((fault) => !/Failed to load resource|blocked by CORS policy/u.test(fault));
    faults.splice(0, faults.length, ...left);
  });
}

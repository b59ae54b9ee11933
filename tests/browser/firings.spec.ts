import { endOf, file, list } from "./history.ts";
import type { TestFile } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const MESSAGE = "error building image: MANIFEST_UNKNOWN: manifest unknown";
const BURST = "AI_SLOT_BUILD_FAILURE_BURST";
const MTTR = "AI_SLOT_BUILD_MTTR_SLO_RISK";

/** The same builds in several namespaces, so that several fail at one instant. */
function slots(number: number, failing: readonly number[], message = MESSAGE): readonly TestFile[] {
  return Array.from({ length: number }, (_, slot) =>
    file(`slot-${slot + 1}.json`, list({ builds: 20, failing, message, namespace: `app-dev-${slot + 1}` })),
  );
}

test("opens an alert to the chart of its firings, and a firing to the jobs that caused it", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(3, [3]));
  const history = await review.openAlert(BURST);
  const chart = history.locator("slo-chart.firings");
  await expect(chart.getByRole("heading")).toHaveText(`When did ${BURST} fire?`);
  await expect(chart.locator("figcaption")).toHaveText(
    "1 firing in the 7 days to 16 Feb 2026 03:15 UTC, 3 pages sent. The last began at 16 Feb 2026 00:35 UTC: 15 min, at worst 3 failures.",
  );
  await chart.locator(".plot").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await expect(chart.locator(".readout")).toContainText(/failed in these.*3.*fires.*15 min, at worst 3 failures/su);
  await expect(chart.locator("[aria-live]")).toContainText("fires 15 min");

  await history.getByRole("button", { name: "Why? of the firing from 2026-02-16 00:35:00" }).click();
  const cause = history.locator("slo-firing");
  await expect(cause.getByRole("heading")).toHaveText("Why did it fire at 16 Feb 2026 00:35 UTC?");
  await expect(cause.locator("figcaption")).toContainText("3 failures inside its window from 16 Feb 2026 00:35 UTC on: 15 min");
  const rows = cause.locator("tbody tr");
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText(/00:35:00 UTC.*build.*app-dev-.*codex-k8s-kaniko-web-3.*cache.*BackoffLimitExceeded.*5 min.*cache-1/su);
  await rows.first().getByRole("button", { name: "cache-1" }).click();
  await expect(review.incidents.getByRole("region", { name: "Timeline of cache-1" })).toBeVisible();
  await history.getByRole("button", { name: "Hide of the firing from 2026-02-16 00:35:00" }).click();
  await expect(cause).toHaveCount(0);
});

test("shows of many failures some, and more where they are asked for", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(14, [3], "npm ERR! missing script"));
  const history = await review.openAlert(BURST);
  await history.getByRole("button", { name: /^Why\?/ }).click();
  const cause = history.locator("slo-firing");
  await expect(cause.locator("tbody tr")).toHaveCount(10);
  await expect(cause).toContainText("of 14 failures");
  await cause.getByRole("button", { name: "Show 4 more" }).click();
  await expect(cause.locator("tbody tr")).toHaveCount(14);
  await expect(cause.getByRole("button", { name: /Show .* more/ })).toHaveCount(0);
  await expect(cause.locator("tbody tr").first()).toContainText(/other.*none\s*$/su);
});

test("an alert about incidents names the failures of the incident that lasted too long", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(1, [3, 4, 5, 6, 7]));
  const history = await review.openAlert(MTTR);
  await history.getByRole("button", { name: /^Why\?/ }).click();
  const rows = history.locator("slo-firing tbody tr");
  await expect(rows).toHaveCount(5);
  await expect(rows.first()).toContainText("cache-1");
  await review.at(endOf(4));
  await expect(history.locator("slo-chart.firings figcaption")).toContainText("Never in the data up to 16 Feb 2026 00:45 UTC");
});

test("charts how the work goes, each with a question and its answer", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(2, [3]));
  const until = "in the 7 days to 16 Feb 2026 03:15 UTC";
  const said = {
    buildTimes: ["How long do builds take, day by day?", `95% of 38 builds that succeeded ${until} took at most 5 min; the longest took 5 min.`],
    starts: ["How many jobs start in 15 minutes?", /^2 jobs in the 15 minutes to 16 Feb 2026 03:15 UTC; the most, 4, in those to .* 40 jobs in the 7 days\.$/u],
    failedQuarter: ["How many builds fail in 15 minutes?", /^0% \(0 of 4\) failed in the 15 minutes to 16 Feb 2026 03:15 UTC; the most, 100% \(2 of 2\), up to 16 Feb 2026 00:40 UTC\.$/u],
    failedHour: ["How many builds fail in 1 hour?", /^0% \(0 of 12\) failed in the 1 hour/u],
    evidence: ["Which failures open incidents, and when?", `2 pieces ${until}: 2 pieces of cache, the last at 16 Feb 2026 00:35 UTC; none of build-ref.`],
  } as const;
  for (const [kind, [title, verdict]] of Object.entries(said)) {
    const chart = page.locator(`slo-chart.${kind}`);
    await expect(chart.getByRole("heading")).toHaveText(title);
    await expect(chart.locator("figcaption")).toHaveText(verdict);
    await chart.getByText("As a table").click();
    await expect(chart.getByRole("table").getByRole("row").nth(1)).toBeVisible();
  }
  await page.locator("slo-chart.buildTimes .plot").focus();
  await page.keyboard.press("End");
  await expect(page.locator("slo-chart.buildTimes .readout")).toContainText(/Mon 16 Feb 2026.*95th percentile.*5 min.*38 builds/su);
});

test("a chart of the work without data says so", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(1, []));
  await review.at("2026-02-16T00:04:00Z");
  for (const kind of ["buildTimes", "failedQuarter", "failedHour", "evidence"]) {
    await expect(page.locator(`slo-chart.${kind} figcaption`)).toContainText("No data: no ");
  }
});

import { CHECKOUT } from "./checkout.ts";
import { endOf, file, list } from "./history.ts";
import type { TestFile } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const MESSAGE = "error building image: MANIFEST_UNKNOWN: manifest unknown";
const BURST = "AI_SLOT_BUILD_FAILURE_BURST";
const PERSISTENT = "AI_SLOT_BUILD_MANIFEST_UNKNOWN_PERSISTENT";

/** The same builds in several namespaces, so that several fail at one instant: they end at 00:05, 00:15, … */
function slots(number: number, failing: readonly number[], builds = 20): readonly TestFile[] {
  return Array.from({ length: number }, (_, slot) =>
    file(`slot-${slot + 1}.json`, list({ builds, failing, message: MESSAGE, namespace: `app-dev-${slot + 1}` })),
  );
}

test("replays a burst: it fires, tells whom it called about, and is over 15 minutes later", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(3, [3]));
  const row = review.alert(BURST);
  await expect(row.locator("tr").first()).toContainText(/Inactive.*page.*3 or more failed build or mirror jobs within 15 minutes.*0 failed jobs.*2026-02-16 00:35:00 UTC.*1 firing.*3 pages.*On-call SRE mitigates within 10 minutes/su);
  await expect(row).toHaveAttribute("data-tone", "good");
  const firings = await review.openAlert(BURST);
  await expect(firings.getByRole("row").nth(1)).toContainText(/00:35:00 UTC.*00:50:00 UTC.*15 min.*3 failures.*no/su);
  await expect(firings.locator("li")).toHaveText(["app-dev-1/cache/build", "app-dev-2/cache/build", "app-dev-3/cache/build"]);
  await expect(firings).toContainText("Caught 1 of 1 incident, at once in the median");
  await expect(firings).toContainText("0 false alarms in 1 firing; 3 pages sent");

  await review.at(endOf(3));
  await expect(row.locator("tr").first()).toContainText(/Firing.*3 failed jobs/su);
  await expect(row).toHaveAttribute("data-tone", "bad");
  await expect(firings.getByRole("row").nth(1)).toContainText("still");
  await expect(review.alerts.locator("tbody[data-id]").first()).toHaveAttribute("data-id", BURST);
});

test("an alert about what comes after a mitigation cannot be told until there is one", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(2, [3, 5]));
  await review.at(endOf(5));
  const row = review.alert(PERSISTENT);
  await expect(row.locator("tr").first()).toContainText(/Cannot be told.*The mitigation of cache-1 is not known/su);
  await expect(row).toHaveAttribute("data-tone", "none");
  const trigger = review.trigger("manifest-unknown-persistent");
  await expect(trigger).toContainText(/Cannot be told.*The mitigation of cache-1 is not known/su);

  await row.getByRole("button", { name: "cache-1", exact: true }).click();
  await expect(review.incidents.getByRole("button", { name: "Timeline of cache-1" }).or(review.incidents.getByRole("button", { name: "Hide of cache-1" }))).toBeFocused();
  await review.mitigate("cache-1", "00:36");
  await expect(row.locator("tr").first()).toContainText(/Firing.*2 pieces of evidence/su);
  await expect(row).toHaveAttribute("data-tone", "bad");
  await expect(trigger).toContainText(`${PERSISTENT} fired at 2026-02-16 00:55:00 UTC.`);
  await expect(trigger).toContainText("Yes");
  await expect(review.alerts.locator("tbody[data-id]").first()).toHaveAttribute("data-tone", "bad");
});

test("says of each trigger of the rollback plan why it is pulled or not", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(1, [3, 4, 5, 6, 7]));
  await expect(review.trigger("mttr-over-target")).toContainText(/Yes.*cache-1 took 50 min\./su);
  await expect(review.trigger("build-ref-invalid")).toContainText(/No.*Nothing in the data speaks for it\./su);
  await review.rollback.getByRole("button", { name: /How is this computed/ }).click();
  const dialog = page.getByRole("dialog", { name: /How is this computed\? Rollback/ });
  await expect(dialog).toContainText("mttr-over-target = yes: cache-1 took 50 min.");
  await expect(dialog.getByRole("link")).toHaveAttribute("href", "./method.html#section-8");
  await page.keyboard.press("Escape");
  await review.trigger("mttr-over-target").getByRole("button", { name: "cache-1" }).click();
  await expect(review.incidents.getByRole("region", { name: "Timeline of cache-1" })).toBeVisible();
});

test("shows the built-in plan's steps in their order, and the check after them", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await expect(review.rollback.locator("ol li")).toHaveText([/1\. Configuration.*build cache off/su, /2\. Image.*last stable image/su, /3\. Kill switch/su, /Then check for 30 minutes.*Builds succeed/su]);
});

test("shows the pipeline's work, and no data as no data", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(2, [19]));
  const figures = review.operations.locator("dl > div");
  await expect(figures).toHaveText([
    /Build time, 95th percentile\s*5 min\s*of the 38 builds that succeeded/u,
    /Started\s*2 jobs\s*in 15 minutes/u,
    /Failed builds\s*50\.0%\s*2 of the 4 that ended\s*in 15 minutes/su,
    /Failed builds\s*16\.7%\s*2 of the 12 that ended\s*in 1 hour/su,
    /Evidence of cache\s*2 pieces/u,
    /Evidence of build-ref\s*0 pieces/u,
  ]);
  await review.at("2026-02-16T00:04:00Z");
  await expect(figures.first()).toContainText(/–\s*No data\s*no build succeeded/u);
  await expect(figures.nth(2)).toContainText(/–\s*No data\s*no build ended/u);
  await review.operations.getByRole("button", { name: /How is this computed/ }).click();
  await expect(page.getByRole("dialog", { name: /Operations/ })).toContainText("over 1 hour no build ended: no data");
});

test("goes through the alerts and into their firings by the keyboard", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(...slots(3, [3]));
  const buttons = review.alerts.locator("button[data-id]");
  await expect(buttons).toHaveCount(7);
  await buttons.first().focus();
  await page.keyboard.press("End");
  await expect(buttons.last()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(buttons.nth(5)).toBeFocused();
  await expect(buttons.nth(5)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  await expect(buttons.nth(5)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "How is this computed? burn-fast" })).toContainText("= 21.4285714%, gone when");
  await page.keyboard.press("Escape");
  await expect(review.alerts.getByRole("columnheader", { name: "Budget share" })).toBeVisible();
});

test("shows what is hostile in an SLO file and in keys as the text that it is", async ({ page }) => {
  const review = new ReviewPage(page);
  const evil = '<img src=x onerror="window.pwned=1">';
  const jobs = list({ builds: 12, failing: [3], message: "MANIFEST_UNKNOWN", namespace: "checkout", name: `pay-${evil}` });
  const slo = `${CHECKOUT}---
apiVersion: slo-review/v1
kind: AlertRules
spec:
  alerts:
    - name: any-failure
      severity: ticket
      condition: failedJobs
      kinds: [job]
      window: 15m
      atLeast: 1
      action: '${evil}'
      runbook: 'javascript:window.pwned=1//${evil}'
---
apiVersion: slo-review/v1
kind: RollbackPlan
spec:
  document: 'javascript:window.pwned=1'
  triggers:
    - name: any
      condition: fired
      alerts: [any-failure]
  steps:
    - name: '${evil}'
      text: '${evil}'
`;
  await review.openWith(file("jobs.json", jobs));
  await review.pick(file("checkout.yaml", slo));
  const row = review.alert("any-failure");
  await expect(row.locator(".action p").first()).toHaveText(evil);
  await expect(row.locator(".runbook")).toHaveText(`javascript:window.pwned=1//${evil}`);
  await expect(row.getByRole("link")).toHaveCount(0);
  await expect(review.rollback.getByRole("link")).toHaveCount(0);
  await expect(review.trigger("any")).toContainText("any-failure fired at 2026-02-16 00:35:00 UTC.");
  const firings = await review.openAlert("any-failure");
  await expect(firings).toContainText("The loaded data has no incident to catch");
  await expect(firings.locator("li")).toHaveText(["checkout/unknown/job"]);
  await firings.getByRole("button", { name: /^Why\?/ }).click();
  await expect(firings.locator("slo-firing tbody .name")).toHaveText(`pay-${evil}-3`);

  await review.pick(file("foreign.json", list({ builds: 12, failing: [3], namespace: `checkout-${evil}`, from: 200 })));
  await page.locator("slo-objective").getByRole("button", { name: "Back to the built-in SLO" }).click();
  await expect(review.alerts.locator("tbody[data-id]")).toHaveCount(7);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
});

test("says so where an SLO file has no alerts", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("jobs.json", list({ builds: 12, failing: [3], namespace: "checkout" })));
  await review.pick(file("checkout.yaml", CHECKOUT));
  await expect(review.alerts).toContainText("The SLO file has no alert rules");
  await expect(review.rollback).toBeHidden();
});

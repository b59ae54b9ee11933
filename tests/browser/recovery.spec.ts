import { endOf, file, list } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const MESSAGE = "error building image: MANIFEST_UNKNOWN: manifest unknown";

// Builds end at 00:05, 00:15, … A failure at 00:35, a success at 00:45, a failure at 00:55, and successes from 01:05 on.
const RELAPSE = file("relapse.json", list({ builds: 20, failing: [3, 5], message: MESSAGE }));

test("shows an incident with its times and its duration against the target", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(RELAPSE);
  const row = review.incident("cache-1");
  await expect(row.locator("tr").first()).toContainText(/Within target.*cache.*2026-02-16 00:35:00 UTC.*not known.*01:05:00\+30 min.*01:05:00\+30 min.*30 min/su);
  await expect(review.figure("mttr")).toHaveText("30:00");
  await expect(review.tile("mttr")).toContainText("All within target");
  await expect(review.tile("mttr")).toContainText("1 recovered, 0 open");
  await review.tile("mttr").getByRole("button", { name: "How is this computed?" }).click();
  const dialog = page.getByRole("dialog", { name: /How is this computed/ });
  await expect(dialog).toContainText("= (1800 s) / 1 = 1800 s");
  await expect(dialog.getByRole("link")).toHaveAttribute("href", "./method.html#section-7");
});

test("puts the literal and the verified duration side by side, and says why they differ", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(RELAPSE);
  await review.openIncident("cache-1");
  await review.mitigate("cache-1", "00:36");
  const row = review.incident("cache-1");
  await expect(row.locator(".duration")).toContainText("literal 10 min");
  await expect(row.locator(".duration")).toContainText("verified 30 min");
  await expect(row.locator("tr.difference")).toHaveText(/\S.*\./u);
  await expect(review.figure("mttr")).toHaveText("10:00");
});

test("opens an incident to all that is known of it, in order", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(RELAPSE);
  const timeline = await review.openIncident("cache-1");
  const entries = timeline.locator("li.entry");
  await expect(entries).toHaveText([
    /00:35:00.*opening.*Failed build: app-dev-1\/codex-k8s-kaniko-web-3.*documented.*relapse\.json/su,
    /00:45:00.*A success, void.*codex-k8s-kaniko-web-4.*00:55:00, within 30 minutes/su,
    /00:55:00.*\+20 min.*Failed build: app-dev-1\/codex-k8s-kaniko-web-5/su,
    /01:05:00.*Recovered.*codex-k8s-kaniko-web-6/su,
    /01:35:00.*Verified.*01:05:00 to 01:35:00/su,
  ]);
  await expect(entries.first()).toContainText(MESSAGE);
});

test("puts open incidents on top, with their age at the reviewed instant", async ({ page }) => {
  const review = new ReviewPage(page);
  const failing = [3, 4, 5, 6, 7, 8, 9, 60];
  await review.openWith(file("open.json", list({ builds: 61, failing, message: MESSAGE })));
  const rows = review.incidents.locator("tbody");
  await expect(rows.first()).toHaveAttribute("data-id", "cache-2");
  await expect(rows.first()).toContainText("Open");
  await expect(rows.last()).toContainText("Over target");
  await expect(review.tile("mttr")).toContainText("1 open");
  await review.moment.fill(endOf(9));
  await review.moment.press("Enter");
  await review.isAt(endOf(9));
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("Open, over target");
  await expect(rows.first()).toContainText("open for 1 h");
  await expect(review.tile("mttr")).toContainText("One runs over target");
});

test("goes through the table and into a timeline by the keyboard", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("two.json", list({ builds: 61, failing: [3, 50], message: MESSAGE })));
  const buttons = review.incidents.locator("button[data-id]");
  await expect(buttons).toHaveCount(2);
  await buttons.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(buttons.nth(1)).toBeFocused();
  await expect(buttons.nth(1)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  await expect(buttons.nth(1)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Home");
  await expect(buttons.first()).toBeFocused();
  await expect(review.incidents.getByRole("columnheader")).toHaveText([/State/, /Class/, /Opened/, /Mitigated/, /Recovered/, /Verified/, /Duration, at most 30 min/, /Excluded/, /Timeline/]);
});

test("says why there are no incidents, and what would tell of them", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("silent.json", list({ builds: 20, failing: [3] })));
  await expect(review.incidents).toContainText("1 job failed, and no loaded file says why");
  await expect(review.figure("mttr")).toHaveText("–");
  await expect(review.tile("mttr")).toContainText("No data");
  await review.incidents.getByRole("button", { name: "How to export them" }).click();
  await expect(page.getByRole("dialog", { name: "What do I export?" })).toContainText("logs \"deploy/codex-k8s-$part\"");
  await page.keyboard.press("Escape");
  await review.files.getByRole("button", { name: "Remove all" }).click();
  await review.pick(file("fine.json", list({ builds: 20 })));
  await expect(review.incidents).toContainText("No job in scope failed");
});

test("folds long texts, and shows what is hostile as the text that it is", async ({ page }) => {
  const review = new ReviewPage(page);
  const evil = '<img src=x onerror="window.pwned=1">';
  const message = `MANIFEST_UNKNOWN ${evil}\n${"and more of it\n".repeat(30)}`;
  await review.openWith(file("evil.json", list({ builds: 12, failing: [3], message, name: `codex-k8s-kaniko-${evil}` })));
  const timeline = await review.openIncident("cache-1");
  await expect(timeline.locator("li.entry").first()).toContainText(evil);
  await expect(timeline.locator("pre")).toBeHidden();
  await timeline.locator("summary").first().click();
  await expect(timeline.locator("pre")).toContainText(evil);
  await timeline.getByRole("textbox", { name: "Note on cache-1" }).fill(`${evil} and a note`);
  await timeline.getByRole("button", { name: "Add the note" }).click();
  await expect(timeline.locator("slo-incident-notes li")).toContainText(`${evil} and a note`);
  await expect(review.annotations.getByRole("row", { name: /Note/ })).toContainText(evil);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
});

test("shows the sample's incidents at the first look", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await expect(review.incident("cache-1")).toContainText("Over target");
  await expect(review.incident("registry-1")).toContainText("registry-1, reported");
  await expect(review.figure("mttr")).toHaveText("29:01");
  await expect(review.tile("mttr")).toContainText("1 recovered, 0 open");
  await expect(review.incidents.locator("tbody").filter({ hasText: "Excluded" })).toContainText("external registry outage");
  await expect(page.locator("slo-chart.durations figcaption")).toHaveText(/\S/);
  await expect(page.locator("slo-chart.daily figcaption")).toHaveText(/\S/);
});

/** What to export from Prometheus, and the SLO as its rules. */

import { readFile } from "node:fs/promises";

import { endOf, file, list } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("shows the queries for the loaded SLO and the week under review, in three ways", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("first.json", list({ builds: 50, failing: [3] })));
  await review.isAt(endOf(49));
  await page.keyboard.press("e");
  const guide = page.getByRole("dialog", { name: "What do I export?" });
  const queries = guide.locator("slo-exports");
  // The week ends with the minute in which the last job ended.
  await expect(queries.getByLabel("To, UTC")).toHaveValue(endOf(49).slice(0, 16).replace("T", " "));
  const query = queries.locator("pre");
  await expect(query).toHaveCount(1);
  await expect(query).toContainText('{__name__=~"kube_job_');
  await expect(query).not.toContainText("curl");
  await queries.getByLabel("curl").check();
  await expect(query).toContainText("curl ");
  await expect(query).toContainText("/api/v1/query_range");
  await queries.getByLabel("promtool").check();
  await expect(query).toContainText("promtool query --format=json range");
  await expect(query).toContainText("2026-02-16T08:15:00Z");
  await queries.getByLabel("From, UTC").fill("2026-01-01");
  await queries.getByLabel("From, UTC").press("Enter");
  await expect(queries).toContainText("parts, since Prometheus gives out at most");
  await queries.getByLabel("From, UTC").fill("2026-03-01");
  await queries.getByLabel("From, UTC").press("Enter");
  await expect(queries.getByRole("alert")).toContainText("It ends before it begins");
});

test("hands the SLO over as Prometheus rules", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const objective = page.locator("slo-objective");
  const [download] = await Promise.all([page.waitForEvent("download"), objective.getByRole("button", { name: "Save as slo-rules.yaml" }).click()]);
  expect(download.suggestedFilename()).toBe("slo-rules.yaml");
  const saved = await readFile(await download.path(), "utf8");
  expect(saved).toContain("groups:");
  expect(saved).toContain("alert:");
  await objective.getByRole("button", { name: "Copy the rules" }).click();
  await expect(objective.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(saved);
});

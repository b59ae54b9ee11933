import { file, lines } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

test("searches, sorts and turns the pages of the failed jobs", async ({ page }) => {
  const review = new ReviewPage(page);
  const failing = Array.from({ length: 120 }, (_, build) => build);
  await review.openWith(file("jobs.ndjson", lines({ builds: 130, failing })));
  const rows = review.jobs.locator("tbody tr");
  await expect(review.jobs.getByRole("tab", { name: "Failed 120" })).toBeVisible();
  await expect(rows).toHaveCount(50);
  await expect(rows.first()).toContainText("kaniko-web-119");
  await expect(review.jobs).toContainText("1 to 50 of 120 jobs");
  await review.jobs.getByRole("button", { name: "Last" }).click();
  await expect(rows).toHaveCount(20);
  await expect(rows.last()).toContainText("kaniko-web-0");
  await review.jobs.getByRole("button", { name: "Ended" }).click();
  await expect(review.jobs.getByRole("columnheader", { name: "Ended" })).toHaveAttribute("aria-sort", "ascending");
  await expect(rows.first()).toContainText("kaniko-web-0");
  await review.jobs.getByRole("searchbox").fill("web-11");
  await expect(review.jobs).toContainText("11 matching of 120 jobs");
  await expect(rows).toHaveCount(11);
  await review.jobs.getByRole("searchbox").fill("nothing like it");
  await expect(review.jobs).toContainText("None of the 120 jobs matches");
});

test("goes through the lists by the arrow keys", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await review.jobs.getByRole("tab", { name: /Failed/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(review.jobs.getByRole("tab", { name: /Excluded/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowRight");
  await expect(review.jobs.getByRole("tab", { name: "Stuck 2" })).toBeFocused();
  await expect(review.jobs.locator("tbody tr")).toHaveCount(2);
  await page.keyboard.press("ArrowRight");
  await expect(review.jobs.getByRole("tab", { name: /Failed/ })).toBeFocused();
});

test("says of an empty list that it is empty", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("fine.ndjson", lines({ builds: 5 })));
  await expect(review.jobs).toContainText("No job in scope failed in the window.");
  await review.jobs.getByRole("tab", { name: "Stuck 0" }).click();
  await expect(review.jobs).toContainText("No job of the pipeline has been running for more than 30 minutes");
});

test("shows reason and message of a failed job", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("one.ndjson", lines({ builds: 2, failing: [0], message: "MANIFEST_UNKNOWN: manifest unknown" })));
  await expect(review.jobs.locator("tbody tr")).toContainText("BackoffLimitExceeded");
  await review.jobs.getByRole("button", { name: /Message of/ }).click();
  await expect(review.jobs.locator("tr.message")).toContainText("MANIFEST_UNKNOWN: manifest unknown");
});

import { CHECKOUT } from "./checkout.ts";
import { file, lines } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

test("reviews by an SLO file that is dropped, and goes back to its own", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("jobs.ndjson", lines({ builds: 20, failing: [3, 4, 5], namespace: "checkout", name: "pay" })));
  await expect(page.locator("slo-scope")).toContainText("None of the 20 jobs is in scope");
  await review.drop(file("checkout.yaml", CHECKOUT));
  await expect(page.getByRole("banner")).toContainText("from checkout.yaml");
  await expect(page.getByRole("banner")).toContainText("checkout-jobs-availability: 90% over 7 days");
  await expect(review.verdict.getByRole("heading", { level: 2 })).toContainText("Freeze");
  await expect(review.verdict).toContainText("Releases of any kind.");
  await expect(review.tile("availability")).toContainText("17 of 20 good, 3 bad");
  await review.shows("jobs.ndjson");
  const card = page.locator("slo-objective");
  await expect(card).toContainText("^checkout$");
  await card.getByRole("button", { name: "Back to the built-in SLO" }).click();
  await expect(page.getByRole("banner")).toContainText("SLO, built in");
  await expect(page.locator("slo-scope")).toBeVisible();
});

test("refuses a wrong SLO file with the place of each mistake, and keeps the one before", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await review.drop(file("checkout.yaml", CHECKOUT.replace("target: 0.9", "target: 1").replace("duration: 7d", "duration: 7 moons")));
  await expect(review.problems).toHaveCount(1);
  await expect(review.problems).toContainText("checkout.yaml was refused as an SLO file");
  await expect(review.problems).toContainText("The SLO that was active before still is.");
  await expect(review.problems).toContainText(/line 17, column \d+/);
  await expect(review.problems).toContainText(/line 13, column \d+/);
  await expect(page.getByRole("banner")).toContainText("SLO, built in");
  await expect(review.figure("availability")).toHaveText("99.17%");
});

test("shows whose the built-in SLO is and what its policy says", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const card = page.locator("slo-objective");
  await expect(card).toContainText("ai-slot-build-availability: 99% over 7 days");
  await expect(card).toContainText("^.+-dev-\\d+$");
  await expect(card).toContainText("Stabilise over 80% of the budget in 7 days");
  await expect(card).toContainText("Freeze over 50% of the budget in 3 days");
  await expect(card).toContainText("Owner");
  await expect(card).toContainText("Approval");
});

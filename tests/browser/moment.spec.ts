import { file, lines } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

test.use({ timezoneId: "Europe/Moscow" });

test("moves to any instant that is typed, and shows it in UTC and local time", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await review.moment.fill("2026-02-20 12:30");
  await review.moment.press("Enter");
  await review.isAt("2026-02-20T12:30:00Z");
  await expect(page.getByText("UTC · 15:30:00 GMT+3")).toBeVisible();
  await review.moment.fill("2026-02-20T12:30:00+02:00");
  await review.moment.press("Enter");
  await review.isAt("2026-02-20T10:30:00Z");
  await expect(review.moment).toHaveValue("2026-02-20 10:30:00");
});

test("refuses what is no instant and what is outside the data, and stays where it was", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const before = await review.main.getAttribute("data-as-of");
  for (const [typed, answer] of [
    ["yesterday", "This is no instant."],
    ["2026-02-30", "This is no instant."],
    ["2031-01-01", "The data reaches from 2026-02-15"],
  ] as const) {
    await review.moment.fill(typed);
    await review.moment.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: answer })).toBeVisible();
    await review.isAt(before ?? "");
  }
});

test("goes to the ends of weeks and back to the newest instant", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const newest = (await review.main.getAttribute("data-as-of")) ?? "";
  await page.getByRole("button", { name: "Last full week" }).click();
  await review.isAt("2026-02-23T00:00:00Z");
  await expect(review.tile("availability")).toContainText("738 of 775 good, 37 bad");
  await page.getByRole("button", { name: "Previous week" }).click();
  await review.isAt("2026-02-16T00:00:00Z");
  await expect(page.getByRole("button", { name: "Previous week" })).toBeDisabled();
  await page.getByRole("button", { name: "Next week" }).click();
  await review.isAt("2026-02-23T00:00:00Z");
  await page.getByLabel("Review at the end of an ISO week").selectOption("2026-02-16T00:00:00Z");
  await review.isAt("2026-02-16T00:00:00Z");
  await page.getByRole("button", { name: "Newest" }).click();
  await review.isAt(newest);
});

test("moves with the slider's keys by hours and days", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await page.getByRole("button", { name: "Last full week" }).click();
  await review.isAt("2026-02-23T00:00:00Z");
  const slider = page.getByRole("slider", { name: "Reviewed instant within the data" });
  await slider.focus();
  await slider.press("ArrowLeft");
  await review.isAt("2026-02-22T23:00:00Z");
  await slider.press("PageDown");
  await review.isAt("2026-02-21T23:00:00Z");
  await slider.press("Home");
  await expect(review.main).toHaveAttribute("data-as-of", /^2026-02-15T0/);
});

test("forgets the instant that was asked for of other data", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await page.getByRole("button", { name: "Last full week" }).click();
  await review.isAt("2026-02-23T00:00:00Z");
  await review.pick(file("other.ndjson", lines({ builds: 3 })));
  await review.isAt("2026-02-16T00:25:00Z");
});

import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

test("copies the verdict as text for the meeting notes", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const review = new ReviewPage(page);
  await review.open();
  await review.verdict.getByRole("button", { name: "Copy as text" }).click();
  await expect(review.verdict.getByRole("button", { name: "Copied" })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("6 of 723 jobs");
  expect(text).toContain("99.17%");
  expect(text).toContain("sample-jobs.csv.gz");
});

test("does everything that the list of keys says", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const review = new ReviewPage(page);
  await review.open();
  const newest = (await review.main.getAttribute("data-as-of")) ?? "";
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Search the jobs");
  await page.keyboard.press("?");
  await expect(keys).toBeHidden();
  await page.keyboard.press("w");
  await review.isAt("2026-02-23T00:00:00Z");
  await page.keyboard.press("[");
  await review.isAt("2026-02-16T00:00:00Z");
  await page.keyboard.press("]");
  await review.isAt("2026-02-23T00:00:00Z");
  await page.keyboard.press("n");
  await review.isAt(newest);
  await page.keyboard.press("t");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("c");
  await expect(review.verdict.getByRole("button", { name: "Copied" })).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("a");
  expect((await chooser).isMultiple()).toBe(true);
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog", { name: "What do I export?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(review.jobs.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("tnw");
  await expect(review.jobs.getByRole("searchbox")).toHaveValue("tnw");
  await review.isAt(newest);
});

test("lets single keys be switched off", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await page.keyboard.press("?");
  await page.getByLabel("Single keys do this").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "auto");
});

test("begins with a way past the header", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Skip to the verdict" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(review.main).toBeFocused();
});

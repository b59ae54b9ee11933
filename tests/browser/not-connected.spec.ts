/** The page as it is built by default asks nobody, and says how it could. */

import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

test("asks nobody, and says kindly why and how it could", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await review.files.getByRole("button", { name: "Ask a Prometheus" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask a Prometheus" });
  await expect(dialog.getByText("This copy of the page asks nobody.")).toBeVisible();
  await dialog.getByLabel("Address").fill("prometheus.example:9090/graph?g0.expr=up");
  await expect(dialog.getByText("cargo xtask build --connect http://prometheus.example:9090", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Ask" })).toBeDisabled();
  await dialog.getByLabel("Address").press("Enter");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "“What do I export?”" }).click();
  await expect(page.getByRole("dialog", { name: "What do I export?" })).toBeVisible();
  await expect(page.getByText("No file and no figure leaves the page.")).toBeAttached();
});

test("its policy lets it ask its own origin only", async ({ page }) => {
  const answer = await page.goto("./");
  const meta = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  for (const policy of [answer?.headers()["content-security-policy"], meta]) expect(policy).toContain("; connect-src 'self';");
});

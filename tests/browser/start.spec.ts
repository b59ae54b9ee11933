import { expect, test } from "./page.ts";

test("says in a readable page why it cannot start without its wasm", async ({ page, faults }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(page.locator("#page")).toContainText("slo-review");
  await expect(page.locator("#page")).toContainText(/wasm/iu);
  await expect(page.locator("#page")).toContainText(/load the page again/iu);
  // That the request failed is what this test is about, and the browser reports it.
  faults.length = 0;
});

test("works without the sample", async ({ page, faults }) => {
  await page.route("**/sample/**", (route) => route.abort());
  await page.goto("./");
  await expect(page.locator("slo-problems li.card")).toContainText("the sample week could not be used");
  await expect(page.getByRole("heading", { name: "No data" })).toBeVisible();
  faults.length = 0;
});

test("is readable without its script", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(baseURL ?? "");
  await expect(page.getByText("If this text stays, the page's script could not start.")).toBeVisible();
  await expect(page.getByText("slo-review review --format text jobs.json")).toBeVisible();
  await context.close();
});

import { expect, test } from "./page.ts";

test("works without the sample", async ({ page, faults }) => {
  await page.route("**/sample/**", (route) => route.abort());
  await page.goto("./");
  await expect(page.locator("slo-problems li.card")).toContainText("the sample week could not be used");
  await expect(page.getByRole("heading", { name: "No data" })).toBeVisible();
  faults.length = 0;
});

import { AxeBuilder } from "@axe-core/playwright";

import { file, lines } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

for (const system of ["light", "dark"] as const) {
  const other = system === "light" ? "dark" : "light";

  test(`changes something with the first click when the system is ${system}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: system });
    const review = new ReviewPage(page);
    await review.open();
    const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await ground();
    const button = page.getByRole("button", { name: /^Theme:/ });
    await button.click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", other);
    expect(await ground()).not.toBe(before);
    await button.click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", system);
    expect(await ground()).toBe(before);
    await button.click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "auto");
  });

  test(`has no violation that axe knows in ${system}`, async ({ page }) => {
    // Axe looks at every cell of every table, several times.
    test.slow();
    await page.emulateMedia({ colorScheme: system });
    const review = new ReviewPage(page);
    const check = async (part?: string): Promise<void> => {
      const axe = new AxeBuilder({ page });
      const { violations } = await (part === undefined ? axe : axe.include({ fromShadowDom: ["slo-app", part] })).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
    };
    await review.open();
    await review.jobs.getByRole("button", { name: /Message of/ }).first().click();
    await expect(review.jobs.locator("tr.message")).toBeVisible();
    await page.locator("slo-chart").first().getByText("As a table").click();
    await expect(page.locator("slo-chart").first().getByRole("table")).toBeVisible();
    await review.incidents.getByRole("button", { name: /^Timeline of/ }).first().click();
    await expect(review.incidents.locator("slo-incident slo-chart")).toHaveAttribute("data-drawn", /\d/u);
    await review.openAlert("AI_SLOT_BUILD_FAILURE_BURST");
    await review.annotations.getByRole("button", { name: "Add an outage" }).click();
    await review.annotations.getByLabel("Confirmed").check();
    await review.annotations.getByRole("button", { name: "Add", exact: true }).click();
    await expect(review.annotations.getByRole("alert")).toContainText("The beginning is no time.");
    await review.pick(file("empty.json", ""));
    await expect(review.problems).toHaveCount(1);
    await check();
    await page.keyboard.press("e");
    await expect(page.getByRole("dialog", { name: "What do I export?" })).toBeVisible();
    await check("slo-guide");
    await page.keyboard.press("Escape");
    await review.pick(file("prod.ndjson", lines({ builds: 2, namespace: "app-prod" })));
    await expect(page.locator("slo-scope")).toBeVisible();
    await check();
    await review.files.getByRole("button", { name: "Remove all" }).click();
    await expect(page.getByRole("heading", { name: "No data" })).toBeVisible();
    await check();
  });
}

test("keeps the theme for the next visit", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  const review = new ReviewPage(page);
  await review.open();
  await page.keyboard.press("t");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await review.open();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("draws the charts again in the other theme", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  const review = new ReviewPage(page);
  await review.open();
  const picture = (): Promise<string> => page.locator("slo-chart canvas").first().evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const light = await picture();
  await page.keyboard.press("t");
  await expect.poll(picture).not.toBe(light);
});

import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

for (const ratio of [1, 1.5, 2]) {
  test.describe(`at ${ratio} device pixels to a CSS pixel`, () => {
    test.use({ deviceScaleFactor: ratio });

    test("draws every chart in the device's pixels, also after a resize", async ({ page }) => {
      const review = new ReviewPage(page);
      await review.open();
      const sizes = (): Promise<boolean[]> =>
        page.locator("slo-chart canvas").evaluateAll((canvases: HTMLCanvasElement[]) =>
          canvases.map((canvas) => {
            const { width, height } = canvas.getBoundingClientRect();
            return (
              canvas.width === Math.round(width * window.devicePixelRatio) &&
              canvas.height === Math.round(height * window.devicePixelRatio) &&
              width > 200
            );
          }),
        );
      await expect.poll(sizes).toEqual(Array.from({ length: 10 }, () => true));
      await page.setViewportSize({ width: 1500, height: 900 });
      await expect.poll(sizes).toEqual(Array.from({ length: 10 }, () => true));
    });
  });
}

test("asks a question above each chart and answers it below", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  for (const kind of ["availability", "budget", "outcomes", "durations", "daily", "buildTimes", "starts", "failedQuarter", "failedHour", "evidence"]) {
    const chart = page.locator(`slo-chart.${kind}`);
    await expect(chart.getByRole("heading")).toHaveText(/\?$/);
    await expect(chart.locator("figcaption")).toHaveText(/\S.*\./);
  }
});

test("reads out what is at the pointer", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const plot = page.locator("slo-chart.availability .plot");
  await plot.scrollIntoViewIfNeeded();
  await plot.hover();
  const readout = plot.locator(".readout");
  await expect(readout).toContainText("UTC");
  await expect(readout).toContainText("%");
  await page.mouse.move(0, 0);
  await expect(readout).toHaveCount(0);
});

test("reads out by the keys, and tells a screen reader", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const chart = page.locator("slo-chart.budget");
  const at = chart.locator(".readout .at");
  await chart.locator(".plot").focus();
  await page.keyboard.press("Home");
  const first = await at.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(at).not.toHaveText(first ?? "");
  await page.keyboard.press("End");
  await expect(at).toContainText("2026-02-23");
  await expect(chart.locator("[aria-live]")).toContainText("UTC:");
  await page.keyboard.press("Escape");
  await expect(at).toHaveCount(0);
});

test("holds the same data in a table", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const chart = page.locator("slo-chart.outcomes");
  await chart.getByText("As a table").click();
  await expect(chart.getByRole("table").getByRole("row").first()).toBeVisible();
  expect(await chart.getByRole("row").count()).toBeGreaterThan(2);
});

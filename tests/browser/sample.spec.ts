import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

test("opens on the sample, labelled as one, with its verdict", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await expect(review.verdict.getByRole("heading", { level: 2 })).toHaveText("Stabilise");
  await expect(review.verdict).toContainText("6 of 723 jobs");
  await expect(review.figure("availability")).toHaveText("99.17%");
  await expect(review.figure("budget")).toHaveText("17.01%");
  await expect(review.figure("failures")).toHaveText("+1");
  await expect(page.getByRole("banner")).toContainText("ai-slot-build-availability");
  await expect(page.getByRole("banner")).toContainText("sample-jobs.csv.gz, sample-exclusions.json");
  await expect(review.problems).toHaveCount(0);
});

test("shows exclusions with both figures and the jobs that went out", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await expect(review.tile("availability")).toContainText("24 jobs excluded; with them 98.39% (735 of 747)");
  await review.tile("availability").getByRole("button", { name: "24 jobs excluded" }).click();
  await expect(review.jobs.getByRole("tab", { name: "Excluded 24" })).toHaveAttribute("aria-selected", "true");
  await expect(review.jobs.locator("tbody tr")).toHaveCount(24);
  await expect(review.jobs.locator("tbody tr").first()).toContainText("platform release 1");
});

test("holds verdict and tiles above the fold, and nothing beside the page", async ({ page }) => {
  const review = new ReviewPage(page);
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await review.open();
    const tiles = await page.locator("slo-tiles").boundingBox();
    expect((tiles?.y ?? height) + (tiles?.height ?? height)).toBeLessThanOrEqual(height);
    const beside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beside).toBe(0);
  }
});

test("cuts off no text at 1280 by 720", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const cut = await page.evaluate(() => {
    const found: string[] = [];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>("*")) {
        const clips = getComputedStyle(element).overflowX === "hidden" && !element.classList.contains("visually-hidden");
        if (clips && element.scrollWidth > element.clientWidth + 1) found.push(element.outerHTML.slice(0, 120));
        if (element.shadowRoot !== null) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  });
  expect(cut).toEqual([]);
});

test("says how each figure is computed, with its numbers, and leads to the method", async ({ page, context }) => {
  const review = new ReviewPage(page);
  await review.open();
  for (const [topic, formula, section] of [
    ["availability", "717 / (717 + 6)", 3],
    ["budget", "6 / (0.01 × 723)", 4],
    ["failures", "7 − 6 = +1", 4],
    ["failed", "failed 68", 2],
    ["coverage", "7 days = 100.00%", 3],
  ] as const) {
    await review.tile(topic).getByRole("button", { name: "How is this computed?" }).click();
    const dialog = page.getByRole("dialog", { name: /How is this computed/ });
    await expect(dialog).toContainText(formula);
    await expect(dialog.getByRole("link")).toHaveAttribute("href", `./method.html#section-${section}`);
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();
  }
  await review.tile("budget").getByRole("button", { name: "How is this computed?" }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: /The method, section 4/ }).click();
  const method = await opened;
  await expect(method.locator("#section-4")).toHaveText("4. Error budget");
  await expect(method.locator("#section-4")).toBeInViewport();
});

test("says what to export, with commands that can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const review = new ReviewPage(page);
  await review.open();
  await page.getByRole("banner").getByRole("button", { name: "What do I export?" }).click();
  const dialog = page.getByRole("dialog", { name: "What do I export?" });
  await expect(dialog).toContainText("ttlSecondsAfterFinished");
  await dialog.locator("article").first().getByRole("button", { name: "Copy" }).click();
  await expect(dialog.locator("article").first().getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("while true; do\n  kubectl get jobs -A -w -o json --output-watch-events >> jobs-watch.json");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

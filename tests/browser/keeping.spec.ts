import { CHECKOUT } from "./checkout.ts";
import { file, list } from "./history.ts";
import { kept } from "./kept.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const FIRST = file("first.json", list({ builds: 50, failing: [3] }));
const SECOND = file("second.json", list({ builds: 50, from: 600, failing: [1, 2] }));

test("keeps the files across a reload when it is told to, and not before", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(FIRST);
  await review.open();
  await review.pick(FIRST);
  await review.shows("first.json");
  await review.files.getByLabel(/Keep the files in this browser/).check();
  await review.pick(SECOND);
  await review.shows("first.json", "second.json");
  await expect.poll(() => kept(review)).toEqual(["first.json", "second.json"]);

  await page.reload();
  await review.shows("first.json", "second.json");
  await expect(page.getByText("This is a made-up sample week.")).toHaveCount(0);
  await expect(review.tile("availability")).toContainText("97 of 100 good, 3 bad");
  await expect(review.files.getByLabel(/Keep the files in this browser/)).toBeChecked();

  await review.files.getByRole("button", { name: "Remove first.json" }).click();
  await expect.poll(() => kept(review)).toEqual(["second.json"]);
  await review.files.getByLabel(/Keep the files in this browser/).uncheck();
  await expect.poll(() => kept(review)).toBe(undefined);
  await review.open();
});

test("keeps the SLO file with the files", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(FIRST);
  await review.pick(file("team.yaml", CHECKOUT));
  await expect(page.getByRole("banner")).toContainText("from team.yaml");
  await review.files.getByLabel(/Keep the files in this browser/).check();
  await expect.poll(() => kept(review)).toEqual(["first.json"]);
  await page.reload();
  await review.shows("first.json");
  await expect(page.getByRole("banner")).toContainText("from team.yaml");
});

test("keeps none of the files where they are too large together, and says so", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(FIRST);
  await review.files.getByLabel(/Keep the files in this browser/).check();
  await expect.poll(() => kept(review)).toEqual(["first.json"]);
  // A browser does not give its memory for such a file; what it says of its size is all that is looked at.
  await page.evaluate(() => {
    Object.defineProperty(Blob.prototype, "size", { get: () => 600_000_000 });
  });
  await review.pick(SECOND);
  await expect(review.files).toContainText("at most 500 MB are kept. None of them is.");
  await expect.poll(() => kept(review)).toBe(undefined);
});

test("says what a full disk means", async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  });
  const review = new ReviewPage(page);
  await review.openWith(FIRST);
  await review.files.getByLabel(/Keep the files in this browser/).check();
  await expect(review.files).toContainText("The browser has no room for it");
});

test("forgets everything: files, annotations, choices, and all storage", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(FIRST);
  await review.files.getByLabel(/Keep the files in this browser/).check();
  await expect.poll(() => kept(review)).toEqual(["first.json"]);
  await review.annotations.getByRole("button", { name: "Add a maintenance window" }).click();
  const form = review.annotations.getByRole("form", { name: "A maintenance window" });
  await form.getByLabel("From, UTC").fill("2026-02-16 00:31");
  await form.getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: /^Theme:/ }).click();
  await page.locator("slo-zone select").selectOption("Asia/Kolkata");

  await review.files.getByRole("button", { name: "Forget everything…" }).click();
  const question = page.getByRole("dialog", { name: "Forget everything?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await review.shows("first.json");

  await review.files.getByRole("button", { name: "Forget everything…" }).click();
  await question.getByRole("button", { name: "Forget everything" }).click();
  await expect(page.getByRole("heading", { name: "No data" })).toBeVisible();
  await expect(page.getByText("Everything is forgotten: files")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "auto");
  await expect.poll(() => stored(review)).toEqual({ databases: [], choices: [] });

  await review.open();
  expect(await stored(review)).toEqual({ databases: [], choices: [] });
});

function stored({ page }: ReviewPage): Promise<{ databases: (string | undefined)[]; choices: string[] }> {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    choices: Object.keys(localStorage),
  }));
}

import { mkdir, writeFile } from "node:fs/promises";

import { endOf, file, lines, list } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const HALF = file("first.json", list({ builds: 50, failing: [3] }));
const OTHER = file("second.ndjson", lines({ builds: 50, from: 600, failing: [1, 2] }));

test("replaces the sample by the first file that is picked", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(HALF);
  await expect(page.getByText("This is a made-up sample week.")).toHaveCount(0);
  await expect(review.tile("availability")).toContainText("49 of 50 good, 1 bad");
  await review.isAt(endOf(49));
});

test("keeps the sample when the first file is refused", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await review.pick(file("notes.txt", "dear diary"));
  await expect(review.problems).toHaveCount(1);
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  await expect(review.figure("availability")).toHaveText("99.17%");
});

test("takes several files at once and more later, and gives one back", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(HALF, OTHER);
  await expect(review.tile("availability")).toContainText("97 of 100 good, 3 bad");
  await review.pick(file("third.json", list({ builds: 10, from: 2000 })));
  await review.shows("first.json", "second.ndjson", "third.json");
  await expect(review.tile("availability")).toContainText("107 of 110 good, 3 bad");
  await review.files.getByRole("button", { name: "Remove second.ndjson" }).click();
  await review.shows("first.json", "third.json");
  await expect(review.tile("availability")).toContainText("59 of 60 good, 1 bad");
});

test("takes a drop, and reacts to none that carries no files", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const text = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", "a text");
    return transfer;
  });
  await page.locator("slo-app").dispatchEvent("dragenter", { dataTransfer: text });
  await expect(page.getByText("Drop to review")).toHaveCount(0);
  await review.drop(HALF, OTHER);
  await review.shows("first.json", "second.ndjson");
  await expect(page.getByText("Drop to review")).toHaveCount(0);
  await expect(review.tile("availability")).toContainText("97 of 100 good, 3 bad");
});

test("takes pasted text, but not what is pasted into a field", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const paste = (text: string): Promise<void> =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      const app = document.querySelector("slo-app");
      const focused = app?.shadowRoot?.activeElement?.shadowRoot?.activeElement ?? app;
      focused?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
    }, text);
  await review.jobs.getByRole("searchbox").focus();
  await paste(HALF.buffer.toString());
  await page.getByRole("banner").getByRole("button", { name: "Keys" }).focus();
  await paste(OTHER.buffer.toString());
  await review.shows("pasted text 1");
  await expect(review.tile("availability")).toContainText("48 of 50 good, 2 bad");
});

test("takes a whole folder of snapshots under their paths", async ({ page }, info) => {
  const folder = info.outputPath("snapshots");
  await mkdir(`${folder}/monday`, { recursive: true });
  await writeFile(`${folder}/monday/jobs.json`, HALF.buffer);
  await writeFile(`${folder}/jobs.json`, OTHER.buffer);
  await writeFile(`${folder}/.DS_Store`, "not ours");
  const review = new ReviewPage(page);
  await review.open();
  await page.locator("input#folder").setInputFiles(folder);
  await expect(review.files.getByRole("heading", { level: 3 })).toHaveCount(2);
  await expect(review.files).toContainText("snapshots/monday/jobs.json");
  await expect(review.tile("availability")).toContainText("97 of 100 good, 3 bad");
});

test("takes all files out, says that there is no data, and brings the sample back", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(HALF);
  await review.files.getByRole("button", { name: "Remove all" }).click();
  await expect(page.getByRole("heading", { name: "No data" })).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("nothing loaded");
  await page.getByRole("button", { name: "Show the sample week" }).click();
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  await expect(review.figure("availability")).toHaveText("99.17%");
});

test("lists each file with format, records, jobs, period and warnings", async ({ page }) => {
  const review = new ReviewPage(page);
  const cut = lines({ builds: 4 }).slice(0, -30);
  await review.openWith(file("cut.ndjson", cut));
  const entry = review.files.locator("li").first();
  await expect(entry).toContainText("Kubernetes Jobs (JSON)");
  await expect(entry).toContainText("3 jobs");
  await expect(entry).toContainText("Covers 2026-02-16 00:05 UTC");
  const warning = entry.locator("details").first();
  await expect(warning).toContainText("1 ×");
  await warning.locator("summary").click();
  await expect(warning).toContainText(/line 4, byte/);
});

test("says which namespaces were read where no job is in scope, and what the pattern is", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("prod.json", list({ builds: 7, namespace: "app-prod" })));
  const notice = page.locator("slo-scope");
  await expect(notice).toContainText("None of the 7 jobs is in scope");
  await expect(notice).toContainText("7 jobs were read");
  await expect(notice).toContainText("app-prod 7");
  await expect(notice).toContainText("^.+-dev-\\d+$");
  await expect(review.verdict.getByRole("heading", { level: 2 })).toHaveText("No data");
  await expect(review.figure("availability")).toHaveText("–");
});

test("says low volume and provisional in words", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("few.json", list({ builds: 20, failing: [4] })));
  await expect(review.tile("availability")).toContainText("Low volume: one failure alone overspends the budget.");
  await expect(review.tile("coverage")).toContainText("Verdict is provisional");
  await expect(review.verdict).toContainText("provisional");
  await expect(review.figure("failures")).toHaveText("−1");
});

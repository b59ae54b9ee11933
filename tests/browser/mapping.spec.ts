/** The page asks once what series count that are of no job. */

import { readFile } from "node:fs/promises";

import type { Locator } from "@playwright/test";

import { file, list } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const START = Date.UTC(2026, 1, 16) / 1_000;

/** A counter that grows by so much a minute, for a day. */
function counter(name: string, perMinute: number): object {
  const values = Array.from({ length: 1_441 }, (_, minute) => [START + minute * 60, String(minute * perMinute)]);
  return { metric: { ...(name !== "" && { __name__: name }), job: "checkout" }, values };
}

function answer(...result: readonly object[]): string {
  return JSON.stringify({ status: "success", data: { resultType: "matrix", result } });
}

const BOTH = file("checkout.json", answer(counter("checkout_requests_total", 10), counter("checkout_errors_total", 1), counter("checkout_uptime_seconds", 60)));

/** A name that would be a picture if it were taken for HTML, and end a text of YAML if it were put into one as it is. */
const HOSTILE = `"'><img src=x onerror=alert(1)>\\ {{x}}`;

class Question {
  readonly dialog: Locator;

  constructor(readonly review: ReviewPage) {
    this.dialog = review.page.getByRole("dialog", { name: "What do these series count?" });
  }

  async say(series: string, counts: string): Promise<void> {
    await this.dialog.getByLabel(`What ${series} counts`, { exact: true }).selectOption(counts);
  }

  async count(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Count them" }).click();
  }
}

test("asks what series count, counts them, and saves the answer with the SLO", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const question = new Question(review);
  await review.pick(BOTH);
  await expect(question.dialog).toBeVisible();
  await expect(question.dialog.getByRole("row")).toHaveCount(4);
  await question.count();
  await expect(question.dialog.getByRole("alert")).toContainText("Nothing is said yet");
  await question.say("checkout_requests_total", "All events");
  await question.count();
  await expect(question.dialog.getByRole("alert")).toContainText("counts of one kind alone give no ratio");
  await question.say("checkout_errors_total", "Bad events");
  await question.count();
  await expect(question.dialog).toHaveCount(0);
  await review.shows("checkout.json");
  await expect(review.tile("availability")).toContainText("1 440 bad".replace(" ", "\u202f"));
  await expect(review.problems).toHaveCount(0);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the SLO file" }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.yaml$/u);
  const saved = await readFile(await download.path(), "utf8");
  expect(saved).toContain("kind: EventSeries");
  expect(saved).toContain("checkout_errors_total");
  expect(saved).toContain("# ");

  // With the saved file nothing is asked.
  await page.reload();
  await review.open();
  await review.pick(file("mine.yaml", saved));
  await expect(page.locator("slo-objective")).toContainText("mine.yaml");
  await review.pick(BOTH);
  await review.shows("checkout.json");
  await expect(review.tile("availability")).toContainText("bad");
  await expect(question.dialog).toHaveCount(0);
});

test("asks once about all files that came together, also where series have no name", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const question = new Question(review);
  await review.pick(file("good.json", answer(counter("", 9))), file("all.json", answer(counter("", 10))));
  await expect(question.dialog).toContainText("good.json, all.json");
  await question.say("without a name, in good.json", "Good events");
  await question.say("without a name, in all.json", "All events");
  await question.count();
  await review.shows("good.json", "all.json");
  await expect(review.figure("availability")).toHaveText("90.00%");
});

test("leaves the files out where nobody says what their series count", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("good.json", list({ builds: 30, failing: [2] })));
  const question = new Question(review);
  await review.pick(file("odd.json", answer(counter(HOSTILE, 1))));
  await expect(question.dialog).toContainText(HOSTILE);
  await page.keyboard.press("Escape");
  await expect(question.dialog).toHaveCount(0);
  await expect(review.problems).toHaveAttribute("data-code", "unmapped-series");
  await expect(review.problems).toContainText("Drop it again to say what its series count");
  await review.shows("good.json");
  await expect(review.tile("availability")).toContainText("29 of 30 good, 1 bad");
});

test("takes any name that a series may have", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  const question = new Question(review);
  await review.pick(file("odd.json", answer(counter(HOSTILE, 1), counter("all: 'of' them # yes", 10))));
  await question.say(HOSTILE, "Bad events");
  await question.say("all: 'of' them # yes", "All events");
  await question.count();
  await review.shows("odd.json");
  await expect(review.figure("availability")).toHaveText("90.00%");
});

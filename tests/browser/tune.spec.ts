import { readFile } from "node:fs/promises";

import type { Locator, Page } from "@playwright/test";

import { CHECKOUT } from "./checkout.ts";
import { file, list } from "./history.ts";
import type { TestFile } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const MESSAGE = "error building image: MANIFEST_UNKNOWN: manifest unknown";
const BURST = "AI_SLOT_BUILD_FAILURE_BURST";
const OBJECTIVE = "Objective and recovery";

/** The same builds in three namespaces, so that three fail at 00:15, which is a burst, and one more at 02:05. */
const SLOTS: readonly TestFile[] = [1, 2, 3].map((slot) =>
  file(`slot-${slot}.json`, list({ builds: 20, failing: slot === 1 ? [1, 12] : [1], message: MESSAGE, namespace: `app-dev-${slot}` })),
);

/** The panel as its readers use it. */
class TunePanel {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator("slo-tune");
  }

  async open(): Promise<void> {
    await this.root.getByRole("button", { name: "Try other figures" }).click();
    await expect(this.figure(OBJECTIVE, "today", "Objective")).not.toHaveText("…");
  }

  group(name: string): Locator {
    return this.root.getByRole("group", { name, exact: true });
  }

  slider(group: string, label: string): Locator {
    return this.group(group).getByRole("slider", { name: label, exact: true });
  }

  field(group: string, label: string): Locator {
    return this.group(group).getByRole("textbox", { name: `${label}, as written in the file` });
  }

  async type(group: string, label: string, value: string): Promise<void> {
    await this.field(group, label).fill(value);
    await this.field(group, label).press("Enter");
  }

  row(group: string, name: string): Locator {
    return this.group(group).locator(`tr[data-row="${name}"]`);
  }

  /** A figure of a row, by the title of its column. */
  figure(group: string, row: string, title: string): Locator {
    return this.row(group, row).locator("td").nth(this.#columns(group).indexOf(title));
  }

  async keep(name: string): Promise<void> {
    await this.root.getByRole("textbox", { name: "Name of the variant" }).fill(name);
    await this.root.getByRole("button", { name: "Keep as a variant" }).click();
  }

  variant(name: string): Locator {
    return this.root.locator(`[data-variant="${name}"]`);
  }

  /** What a button saves: the file's name and its text. */
  async saved(button: string): Promise<{ readonly name: string; readonly text: string }> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.root.getByRole("button", { name: button }).click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  }

  /** All figures of the rows of that name, but for the names of the rows. */
  async all(row: string): Promise<readonly string[]> {
    return this.root.locator(`tr[data-row="${row}"] td`).allInnerTexts();
  }

  #columns(group: string): readonly string[] {
    if (group === OBJECTIVE) return ["Objective", "Availability", "Verdict", "Budget spent", "Failures allowed", "Mean recovery", "Within target"];
    if (group === "Error budget policy") return ["State now", "Normal for", "Freeze for", "Stabilise for", "Changes"];
    return ["State now", "Firings", "Caught", "Delay, median", "Failures before", "False alarms", "Sent"];
  }
}

test("tunes, compares, writes out, and the written file gives the same", async ({ page }) => {
  const review = new ReviewPage(page);
  const tune = new TunePanel(page);
  await review.openWith(...SLOTS);
  await tune.open();
  await expect(tune.figure(BURST, "today", "Firings")).toHaveText("1");
  await expect(tune.figure(BURST, "today", "Caught")).toHaveText("1 of 2");
  await expect(tune.figure(OBJECTIVE, "today", "Availability")).toContainText("93.33%");
  await expect(tune.figure(OBJECTIVE, "today", "Availability")).toContainText("4 bad of 60");
  await expect(tune.row(BURST, "Tried")).toHaveCount(0);

  await tune.slider(BURST, "At least").press("ArrowRight");
  await expect(tune.field(BURST, "At least")).toHaveValue("4");
  await expect(tune.figure(BURST, "Tried", "Firings")).toHaveText("0");
  await expect(tune.figure(BURST, "Tried", "Caught")).toHaveText("0 of 2");
  await expect(tune.figure(OBJECTIVE, "Tried", "Budget spent")).toHaveText(await tune.figure(OBJECTIVE, "today", "Budget spent").innerText());
  await tune.keep("quieter");
  await tune.type(OBJECTIVE, "Objective", "0.9");
  await expect(tune.figure(OBJECTIVE, "Tried", "Verdict")).toContainText("Met");
  await expect(tune.figure(OBJECTIVE, "quieter", "Verdict")).toContainText("Objective missed");
  await expect(tune.figure(OBJECTIVE, "today", "Verdict")).toContainText("Objective missed");
  await expect(tune.figure(OBJECTIVE, "Tried", "Failures allowed")).toHaveText("6");
  await expect(tune.figure(BURST, "quieter", "Firings")).toHaveText("0");
  await expect(tune.figure("Error budget policy", "Tried", "State now")).toContainText("Freeze");
  await expect(tune.figure("Error budget policy", "today", "State now")).toContainText("Stabilise");

  const written = await tune.saved("Save as SLO file");
  expect(written.name).toBe("ai-slot-build-tuned.yaml");
  expect(written.text).toContain("atLeast: 4");
  expect(written.text).toContain("- target: 0.9\n");
  expect(written.text, "what its author wrote beside the figures stays").toContain("# AI slots are namespaces named");
  const rules = await tune.saved("Save as Prometheus rules");
  expect(rules.name).toBe("ai-slot-build-tuned-rules.yaml");
  expect(rules.text).toContain("ai-slot-build-tuned.yaml");
  expect(rules.text).toContain(`alert: "${BURST}"`);

  const tried = await tune.all("Tried");
  expect(tried.length).toBeGreaterThan(50);
  await review.drop(file(written.name, written.text));
  await expect(page.getByRole("banner")).toContainText("from ai-slot-build-tuned.yaml");
  await expect(tune.figure(OBJECTIVE, "today", "Objective")).toHaveText("90%");
  await expect.poll(() => tune.all("today")).toEqual(tried);
  await expect(tune.row(BURST, "Tried")).toHaveCount(0);
  await expect(review.figure("availability")).toHaveText("93.33%");
  await expect(review.tile("failures")).toContainText("6 allowed, 4 happened");
  await expect(review.alert(BURST)).toContainText("0 firings");
  await expect(review.verdict.getByRole("heading", { level: 2 })).toContainText("Freeze");
});

test("takes each change back and makes it again, and puts another SLO in force", async ({ page }) => {
  const review = new ReviewPage(page);
  const tune = new TunePanel(page);
  await review.openWith(...SLOTS);
  await tune.open();
  const button = (name: string): Locator => tune.root.getByRole("button", { name });
  await expect(button("Undo")).toHaveAttribute("aria-disabled", "true");
  await expect(button("Use this SLO")).toHaveAttribute("aria-disabled", "true");
  await tune.slider(BURST, "At least").press("ArrowRight");
  await tune.slider(BURST, "At least").press("ArrowRight");
  await expect(tune.field(BURST, "At least")).toHaveValue("5");
  await expect(button("Undo")).toHaveAttribute("title", "At least 5");
  await tune.type("burn-fast", "Burn rate over", "2.5");
  await expect(button("Undo")).toHaveAttribute("title", "Burn rate over 2.5");
  await button("Undo").click();
  await expect(tune.field("burn-fast", "Burn rate over")).toHaveValue("6");
  await tune.slider(BURST, "At least").focus();
  await page.keyboard.press("Control+z");
  await expect(tune.field(BURST, "At least")).toHaveValue("4");
  await page.keyboard.press("Control+Shift+z");
  await expect(tune.field(BURST, "At least")).toHaveValue("5");
  await page.keyboard.press("Control+y");
  await expect(tune.field("burn-fast", "Burn rate over")).toHaveValue("2.5");
  await tune.group("burn-fast").getByRole("button", { name: "today 6" }).click();
  await expect(tune.field("burn-fast", "Burn rate over")).toHaveValue("6");
  await button("Use this SLO").click();
  await expect(page.getByRole("banner")).toContainText("from ai-slot-build-tuned.yaml");
  await expect(review.alert(BURST)).toContainText("5 or more failed build or mirror jobs");
  await expect(tune.field(BURST, "At least")).toHaveValue("5");
  await expect(button("Undo")).toHaveAttribute("aria-disabled", "true");
  await tune.slider(BURST, "At least").press("ArrowLeft");
  await expect(tune.figure(BURST, "Tried", "Firings")).toHaveText("0");
  await button("Back to today").click();
  await expect(tune.row(BURST, "Tried")).toHaveCount(0);
});

test("refuses what the file cannot hold in the file's own words, and goes on from what was good", async ({ page }) => {
  const review = new ReviewPage(page);
  const tune = new TunePanel(page);
  await review.openWith(...SLOTS);
  await tune.open();
  await tune.type(OBJECTIVE, "Objective", "0.9");
  await expect(tune.figure(OBJECTIVE, "Tried", "Objective")).toHaveText("90%");
  await tune.type(OBJECTIVE, "Objective", "1");
  await expect(tune.group(OBJECTIVE).getByRole("alert")).toContainText("a target of 100 % leaves no error budget");
  await expect(tune.field(OBJECTIVE, "Objective")).toHaveAttribute("aria-invalid", "true");
  await expect(tune.field(OBJECTIVE, "Objective")).toHaveValue("1");
  await expect(tune.figure(OBJECTIVE, "Tried", "Objective")).toHaveText("90%");
  await tune.type("burn-fast", "Burn rate over", "7 # x");
  await expect(tune.group("burn-fast").getByRole("alert")).toContainText("write letters, digits, a point");
  await expect(tune.group(OBJECTIVE).getByRole("alert")).toHaveCount(0);
  await expect(tune.field(OBJECTIVE, "Objective")).toHaveValue("0.9");
  await tune.type("burn-fast", "Burn rate over", "");
  await expect(tune.field("burn-fast", "Burn rate over")).toHaveValue("6");
  await expect(tune.root.getByRole("alert")).toHaveCount(0);
  await expect(review.problems).toHaveCount(0);
});

test("leaves an incident and a job out as if they had not been", async ({ page }) => {
  const review = new ReviewPage(page);
  const tune = new TunePanel(page);
  await review.openWith(...SLOTS);
  const incident = await review.openIncident("cache-1");
  await incident.getByRole("button", { name: /^Leave out incident cache/ }).click();
  await expect(tune.figure(OBJECTIVE, "Tried", "Availability")).toContainText("1 bad of 57");
  await expect(tune.figure(OBJECTIVE, "today", "Availability")).toContainText("4 bad of 60");
  await expect(tune.figure(BURST, "Tried", "Firings")).toHaveText("0");
  await expect(tune.figure("burn-slow", "Tried", "Caught")).toHaveText("0 of 1");
  await expect(incident.getByRole("button", { name: /^Left out/ })).toBeVisible();
  const job = review.jobs.getByRole("row", { name: /web-12/ });
  await job.getByRole("button", { name: /^Leave out/ }).click();
  await expect(tune.figure(OBJECTIVE, "Tried", "Availability")).toContainText("0 bad of 56");
  await expect(tune.root.getByText("job app-dev-1/codex-k8s-kaniko-web-12")).toBeVisible();
  await expect(tune.root.getByRole("button", { name: "Use this SLO" })).toHaveAttribute("aria-disabled", "true");
  await tune.keep("calm week");
  await tune.root.getByRole("button", { name: /^Take back incident/ }).click();
  await expect(tune.figure(OBJECTIVE, "Tried", "Availability")).toContainText("3 bad of 59");
  await expect(tune.figure(OBJECTIVE, "calm week", "Availability")).toContainText("0 bad of 56");
  await job.getByRole("button", { name: /^Left out/ }).click();
  await expect(tune.row(OBJECTIVE, "Tried")).toHaveCount(0);
  await expect(review.tile("availability")).toContainText("56 of 60 good, 4 bad");
});

test("keeps variants for the service across a reload, and forgets them with everything", async ({ page }) => {
  const review = new ReviewPage(page);
  const tune = new TunePanel(page);
  await review.openWith(...SLOTS);
  await tune.open();
  await tune.slider(BURST, "Window").press("End");
  await expect(tune.figure(BURST, "Tried", "Firings")).toHaveText("1");
  await tune.keep("  ");
  await expect(tune.root.getByRole("alert")).toContainText("Give it a name.");
  await tune.keep("long <b>window</b>");
  await tune.type(BURST, "Window", "10m");
  await tune.keep("short window");
  await expect(tune.variant("long <b>window</b>")).toBeVisible();

  await review.openWith(...SLOTS);
  await tune.open();
  await expect(tune.figure(BURST, "short window", "Firings")).toHaveText("1");
  await tune.root.getByRole("button", { name: "Try long <b>window</b>" }).click();
  await expect(tune.field(BURST, "Window")).toHaveValue("72h");
  await expect(tune.figure(BURST, "Tried", "Firings")).toHaveText("1");
  await tune.root.getByRole("button", { name: "Remove long <b>window</b>" }).click();
  await expect(tune.variant("long <b>window</b>")).toHaveCount(0);

  await review.drop(file("team.yaml", CHECKOUT));
  await expect(page.getByRole("banner")).toContainText("from team.yaml");
  await expect(tune.variant("short window")).toHaveCount(0);
  await expect(tune.field("Error budget policy", "Freeze, spent over")).toHaveValue("100%");
  await page.getByRole("button", { name: "Back to the built-in SLO" }).click();
  await expect(tune.figure(BURST, "short window", "Firings")).toHaveText("1");

  await review.files.getByRole("button", { name: "Forget everything" }).click();
  await page.getByRole("dialog", { name: "Forget everything?" }).getByRole("button", { name: "Forget everything" }).click();
  await expect(page.getByRole("heading", { name: "No data" })).toBeVisible();
  await review.pick(...SLOTS);
  await review.shows(...SLOTS.map(({ name }) => name));
  await tune.open();
  await expect(tune.variant("short window")).toHaveCount(0);
});

test("follows the instant that is reviewed, and a slider that is moved faster than figures come", async ({ page }) => {
  const review = new ReviewPage(page);
  const tune = new TunePanel(page);
  await review.openWith(...SLOTS);
  await tune.open();
  const slider = tune.slider(OBJECTIVE, "Objective");
  await slider.press("Home");
  for (let step = 0; step < 18; step += 1) await slider.press("ArrowRight");
  await expect(tune.field(OBJECTIVE, "Objective")).toHaveValue("0.9999");
  await expect(tune.figure(OBJECTIVE, "Tried", "Objective")).toHaveText("99.99%");
  await review.at("2026-02-16T00:10:00Z");
  await expect(tune.figure(OBJECTIVE, "Tried", "Availability")).toContainText("0 bad of 3");
  await expect(tune.figure(OBJECTIVE, "today", "Availability")).toContainText("0 bad of 3");
  await expect(tune.figure(OBJECTIVE, "today", "Mean recovery")).toContainText("–");
});

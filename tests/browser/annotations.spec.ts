import { readFile } from "node:fs/promises";

import { file, list } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const MESSAGE = "error building image: MANIFEST_UNKNOWN: manifest unknown";

// Failures at 00:35 and 00:45, successes from 00:55 on.
const DATA = file("week.json", list({ builds: 40, failing: [3, 4], message: MESSAGE }));

const STATED = {
  schema: "slo-review/annotations/1",
  mitigations: [{ class: "cache", openedAt: "2026-02-16T00:35:00Z", mitigatedAt: "2026-02-16T01:10:00Z" }],
  notes: [{ class: "cache", openedAt: "2026-02-16T00:35:00Z", text: "From the file.", colour: "blue" }],
};
const FILE = file("team-annotations.json", JSON.stringify(STATED));

test("a mitigation changes the durations, outlives a reload, and goes out into a file and back", async ({ page }, info) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  const row = review.incident("cache-1");
  await expect(row.locator(".duration")).toHaveText(/20 min/);
  await review.openIncident("cache-1");
  await review.mitigate("cache-1", "2026-02-16 01:06");
  await expect(row.locator(".duration")).toHaveText(/40 min/u);
  await expect(row.locator("tr").first()).toContainText("stated by you");
  await expect(row.locator("tr").first()).toContainText("Over target");
  await expect(review.figure("mttr")).toHaveText("40:00");

  await review.openWith(DATA);
  await expect(review.figure("mttr")).toHaveText("40:00");
  await expect(review.annotations.getByRole("row", { name: /Mitigation/ })).toContainText("cache-1");

  const downloading = page.waitForEvent("download");
  await review.annotations.getByRole("button", { name: "Save as annotations.json" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("annotations.json");
  const saved = info.outputPath("annotations.json");
  await download.saveAs(saved);
  expect(JSON.parse(await readFile(saved, "utf8"))).toMatchObject({
    schema: "slo-review/annotations/1",
    mitigations: [{ class: "cache", openedAt: "2026-02-16T00:35:00Z", mitigatedAt: "2026-02-16T01:06:00Z" }],
  });

  await review.files.getByRole("button", { name: "Forget everything…" }).click();
  await page.getByRole("dialog", { name: "Forget everything?" }).getByRole("button", { name: "Forget everything" }).click();
  await expect(page.getByRole("heading", { name: "No data" })).toBeVisible();
  await review.openWith(DATA);
  await expect(review.figure("mttr")).toHaveText("20:00");

  await review.pick(file("annotations.json", await readFile(saved)));
  await expect(review.figure("mttr")).toHaveText("40:00");
  await review.shows("week.json");
});

test("a mitigation can be chosen in the incident's chart, by the pointer and by the keys", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  const incident = await review.openIncident("cache-1");
  const chart = incident.locator("slo-chart");
  await expect(chart).toHaveAttribute("data-drawn", /\d/u);
  const field = incident.getByRole("textbox", { name: "Mitigation of cache-1" });
  await chart.locator(".plot").scrollIntoViewIfNeeded();
  await chart.locator(".plot").click();
  await expect(field).toHaveValue(/^2026-02-16 \d\d:\d\d:\d\d$/u);
  await expect(incident.getByRole("button", { name: "Set", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(review.incident("cache-1").locator("tr").first()).toContainText("stated by you");
  const chosen = await field.inputValue();
  await chart.locator(".plot").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(field).not.toHaveValue(chosen);
});

test("refuses what cannot be a mitigation, and says why", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  const timeline = await review.openIncident("cache-1");
  for (const [typed, why] of [
    ["soon", "This is no time."],
    ["2026-02-30 10:00", "This is no time."],
    ["2026-02-16 00:30", "The incident opened at 2026-02-16 00:35:00 UTC."],
    ["2026-02-16 23:00", "nothing later counts"],
    ["2026-02-16 03:00", "The incident was over at 2026-02-16 01:25:00 UTC."],
  ] as const) {
    await review.mitigate("cache-1", typed);
    await expect(timeline.getByRole("alert").filter({ hasText: why })).toBeVisible();
  }
  await expect(review.annotations).toContainText("Nothing yet.");
  await expect(review.figure("mttr")).toHaveText("20:00");
});

test("a mitigation that a timeline states can be called not known, and taken again", async ({ page }) => {
  const review = new ReviewPage(page);
  const timeline = { incidents: [{ id: "INC-1", title: "Cache", class: "cache", mitigatedAt: "2026-02-16T01:06:00Z", events: [] }] };
  await review.openWith(DATA, file("incidents.json", JSON.stringify(timeline)));
  await expect(review.figure("mttr")).toHaveText("40:00");
  const incident = await review.openIncident("cache-1");
  await expect(incident).toContainText("stated in incidents.json");
  await incident.getByRole("button", { name: "Not known" }).click();
  await expect(review.figure("mttr")).toHaveText("20:00");
  await expect(incident).toContainText("You say that it is not known");
  await incident.getByRole("button", { name: "Back to what the files say" }).click();
  await expect(review.figure("mttr")).toHaveText("40:00");
  await incident.getByRole("button", { name: /^Undo/ }).click();
  await expect(review.figure("mttr")).toHaveText("20:00");
});

test("undoes and redoes by buttons and keys, but not in a field", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  await review.openIncident("cache-1");
  await review.mitigate("cache-1", "01:06");
  await expect(review.figure("mttr")).toHaveText("40:00");
  await review.mitigate("cache-1", "01:16");
  await expect(review.figure("mttr")).toHaveText("50:00");
  await review.annotations.getByRole("button", { name: "Undo" }).click();
  await expect(review.figure("mttr")).toHaveText("40:00");
  await page.keyboard.press("Control+z");
  await expect(review.figure("mttr")).toHaveText("20:00");
  await expect(review.annotations).toContainText("Nothing yet.");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await expect(review.figure("mttr")).toHaveText("40:00");
  await page.keyboard.press("Control+y");
  await expect(review.figure("mttr")).toHaveText("50:00");
  await review.annotations.getByRole("button", { name: "Remove mitigation 1" }).click();
  await expect(review.figure("mttr")).toHaveText("20:00");
  await page.keyboard.press("Control+z");
  await expect(review.figure("mttr")).toHaveText("50:00");
  await review.annotations.getByRole("button", { name: "Add an outage" }).click();
  await page.keyboard.press("Control+z");
  await expect(review.figure("mttr")).toHaveText("50:00");
});

test("an outage that is confirmed takes an incident out, and one that is not takes none", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  const incident = await review.openIncident("cache-1");
  await incident.getByRole("button", { name: "Add an outage over this incident" }).click();
  const form = review.annotations.getByRole("form", { name: "An outage of something outside" });
  await expect(form.getByLabel("From, UTC")).toHaveValue("2026-02-16 00:35:00");
  await form.getByLabel("Reason").fill("registry outage");
  await form.getByRole("button", { name: "Add" }).click();
  const row = review.annotations.getByRole("row", { name: /Outage/ });
  await expect(row).toContainText("Touches cache-1 and excludes nothing");
  await expect(review.incident("cache-1")).toContainText("the outage is not confirmed");
  await row.getByRole("button", { name: "Edit" }).click();
  await form.getByLabel("Confirmed").check();
  await form.getByRole("button", { name: "Change" }).click();
  await expect(form.getByRole("alert")).toContainText("Say who or what confirmed it.");
  await form.getByLabel("By whom or what").fill("status page");
  await form.getByRole("button", { name: "Change" }).click();
  await expect(row).toContainText("Excludes cache-1");
  await expect(review.incident("cache-1")).toContainText("Excluded");
  await expect(review.incident("cache-1")).toContainText("registry outage");
  await expect(review.figure("mttr")).toHaveText("–");
  await row.getByRole("button", { name: "Remove" }).click();
  await expect(review.figure("mttr")).toHaveText("20:00");
});

test("a maintenance window takes jobs out, and says how many", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  await expect(review.tile("availability")).toContainText("38 of 40 good, 2 bad");
  await review.annotations.getByRole("button", { name: "Add a maintenance window" }).click();
  const form = review.annotations.getByRole("form", { name: "A maintenance window" });
  await form.getByLabel("From, UTC").fill("2026-02-16 00:50");
  await form.getByLabel("To, UTC").fill("2026-02-16 00:31");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(form.getByRole("alert")).toContainText("It ends before it begins");
  await form.getByLabel("From, UTC").fill("2026-02-16 00:31");
  await form.getByLabel("To, UTC").fill("2026-02-16 00:49");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(review.tile("availability")).toContainText("38 of 38 good, 0 bad");
  await expect(review.annotations.getByRole("row", { name: /Maintenance/ })).toContainText("Takes out 2 jobs: 0 good, 2 bad");
  await review.annotations.getByRole("button", { name: "Add a maintenance window" }).click();
  await form.getByLabel("From, UTC").fill("2026-01-01 00:00");
  await form.getByLabel("To, UTC").fill("2026-01-01 01:00");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(review.annotations.getByRole("row", { name: /Maintenance/ }).nth(1)).toContainText("Applies to nothing");
});

test("a dropped file of annotations is taken, merged or put in place of what is there", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  await review.drop(FILE);
  await expect(review.figure("mttr")).toHaveText("40:00");
  await expect(review.annotations).toContainText("From the file.");
  await review.shows("week.json");

  const incident = await review.openIncident("cache-1");
  await incident.getByRole("textbox", { name: "Note on cache-1" }).fill("My own.");
  await incident.getByRole("button", { name: "Add the note" }).click();
  await review.mitigate("cache-1", "01:16");
  await expect(review.figure("mttr")).toHaveText("50:00");

  const question = page.getByRole("dialog", { name: "Load team-annotations.json?" });
  await review.drop(FILE);
  await expect(question).toContainText("It holds 2 annotations, and 3 annotations are here already.");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await expect(review.figure("mttr")).toHaveText("50:00");

  await review.drop(FILE);
  await question.getByRole("button", { name: "Merge" }).click();
  await expect(review.figure("mttr")).toHaveText("40:00");
  await expect(review.annotations).toContainText("My own.");
  await expect(review.annotations.getByRole("row", { name: /Note/ })).toHaveCount(2);

  await review.drop(FILE);
  await question.getByRole("button", { name: "Replace mine" }).click();
  await expect(review.annotations.getByRole("row", { name: /Note/ })).toHaveCount(1);
  await review.annotations.getByRole("button", { name: "Undo" }).click();
  await expect(review.annotations.getByRole("row", { name: /Note/ })).toHaveCount(2);
});

test("keeps keys that it does not know when it saves", async ({ page }, info) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  await review.pick(file("annotations.json", JSON.stringify({ ...STATED, team: "slots" })));
  await expect(review.annotations).toContainText("From the file.");
  const downloading = page.waitForEvent("download");
  await review.annotations.getByRole("button", { name: "Save as annotations.json" }).click();
  const saved = info.outputPath("annotations.json");
  await (await downloading).saveAs(saved);
  expect(JSON.parse(await readFile(saved, "utf8"))).toMatchObject({ team: "slots", notes: [{ text: "From the file.", colour: "blue" }] });
});

test("refuses a file of annotations that is wrong, and keeps what was said", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  await review.pick(FILE);
  await expect(review.figure("mttr")).toHaveText("40:00");
  await review.pick(file("wrong.json", JSON.stringify({ ...STATED, mitigations: [{ class: "cache", openedAt: "yesterday" }] })));
  await expect(review.problems).toHaveCount(1);
  await expect(review.problems).toContainText("wrong.json");
  await expect(review.figure("mttr")).toHaveText("40:00");
});

test("what is said of the sample stays with it, and what a file says goes over to the data", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await review.annotations.getByRole("button", { name: "Add a maintenance window" }).click();
  const form = review.annotations.getByRole("form", { name: "A maintenance window" });
  await form.getByLabel("From, UTC").fill("2026-02-16 00:31");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(review.annotations.getByRole("row", { name: /Maintenance/ })).toHaveCount(1);
  await review.pick(FILE);
  await page.getByRole("dialog", { name: /^Load/ }).getByRole("button", { name: "Merge" }).click();
  await expect(review.annotations.getByRole("row", { name: /Note/ })).toHaveCount(1);
  await review.pick(DATA);
  await review.shows("week.json");
  await expect(review.figure("mttr")).toHaveText("40:00");
  await expect(review.annotations.getByRole("row", { name: /Maintenance/ })).toHaveCount(0);
  await review.open();
  await expect(review.annotations.getByRole("row", { name: /Maintenance/ })).toHaveCount(1);
});

test("says it where the browser keeps nothing, and works all the same", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  });
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  await expect(review.annotations).toContainText("Not kept across a reload.");
  await expect(review.annotations).toContainText("private window");
  await review.openIncident("cache-1");
  await review.mitigate("cache-1", "01:06");
  await expect(review.figure("mttr")).toHaveText("40:00");
  await review.files.getByLabel(/Keep the files in this browser/).check();
  await expect(review.files).toContainText("private window");
});

test("a change in another tab shows in this one", async ({ page, context }) => {
  const review = new ReviewPage(page);
  await review.openWith(DATA);
  const second = new ReviewPage(await context.newPage());
  await second.openWith(DATA);
  await second.openIncident("cache-1");
  await second.mitigate("cache-1", "01:06");
  await expect(review.figure("mttr")).toHaveText("40:00");
});

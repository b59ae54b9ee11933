/** Zone tables, made of what the platform knows, and the choice of the zone on the page. */

import { zoneTable } from "../../www/src/time/zone.ts";
import { file, list } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const YEAR_2026 = [Date.UTC(2026, 1, 1), Date.UTC(2026, 10, 30)] as const;
const HOUR = 3_600;

for (const { name, first, changes } of [
  { name: "Europe/Prague", first: HOUR, changes: [["2026-03-29T01:00:00Z", 2 * HOUR], ["2026-10-25T01:00:00Z", HOUR]] },
  { name: "America/New_York", first: -5 * HOUR, changes: [["2026-03-08T07:00:00Z", -4 * HOUR], ["2026-11-01T06:00:00Z", -5 * HOUR]] },
  { name: "Asia/Kolkata", first: 5.5 * HOUR, changes: [] },
  { name: "UTC", first: 0, changes: [] },
  // Twice within a month, backward first.
  { name: "Africa/Casablanca", first: HOUR, changes: [["2026-02-15T02:00:00Z", 0], ["2026-03-22T02:00:00Z", HOUR]] },
] as const) {
  test(`knows when ${name} changes its clocks`, () => {
    const table = zoneTable(name, ...YEAR_2026);
    expect(table).toEqual({ name, first, changes: changes.map(([at, offset]) => [Date.parse(at), offset]) });
  });
}

test("makes a table once, and none for a zone or a time that is not known", () => {
  expect(zoneTable("Europe/Prague", ...YEAR_2026)).toBe(zoneTable("Europe/Prague", YEAR_2026[0] + 1, YEAR_2026[1] - 1));
  const utc = { name: "UTC", first: 0, changes: [] };
  expect(zoneTable("Middle/Earth", ...YEAR_2026)).toEqual(utc);
  expect(zoneTable("Europe/Prague", Infinity, -Infinity)).toEqual(utc);
});

test("reaches back no further than sixty years, however old a record claims to be", () => {
  const { changes } = zoneTable("Europe/Prague", -8e15, Date.UTC(2026, 5, 1));
  expect(changes.length).toBeLessThan(130);
  expect(changes.at(-1)).toEqual([Date.parse("2026-10-25T01:00:00Z"), HOUR]);
});

test.describe("on the page", () => {
  test.use({ timezoneId: "Europe/Prague" });

  test("daily figures are of the browser's zone, or of the one that is chosen, also after a reload", async ({ page }) => {
    const review = new ReviewPage(page);
    // It fails at 22:45 and recovers at 22:55 UTC: that is 23:55 in Prague and 04:25 of the next day in Kolkata.
    const data = file("late.json", list({ builds: 12, from: 22 * 60 + 30, failing: [1], message: "MANIFEST_UNKNOWN" }));
    await review.openWith(data);
    const chart = page.locator("slo-chart.daily");
    await chart.getByText("As a table").click();
    const day = chart.locator("tbody tr").filter({ hasText: /1|10 min/u }).first();
    await expect(page.locator("slo-zone select")).toHaveValue("Europe/Prague");
    await expect(chart.locator("tbody")).toContainText(/16 Feb|2026-02-16/u);
    await page.locator("slo-zone select").selectOption("Asia/Kolkata");
    await expect(chart.locator("tbody")).toContainText(/17 Feb|2026-02-17/u);
    await expect(day).toBeVisible();
    await review.openWith(data);
    await expect(page.locator("slo-zone select")).toHaveValue("Asia/Kolkata");
  });

  test("a calendar's times in a zone that it does not describe are read in that zone", async ({ page }) => {
    const review = new ReviewPage(page);
    // From 01:00 to 02:00 in Prague: from 00:00 to 01:00 UTC, in which the first six builds end.
    const calendar = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "BEGIN:VEVENT",
      "UID:1",
      "SUMMARY:Maintenance of the registry",
      "CATEGORIES:MAINTENANCE",
      "DTSTART;TZID=Europe/Prague:20260216T010000",
      "DTEND;TZID=Europe/Prague:20260216T020000",
      "END:VEVENT",
      "END:VCALENDAR",
    ].join("\r\n");
    await review.openWith(file("jobs.json", list({ builds: 12 })), file("maintenance.ics", calendar));
    await expect(page.locator("slo-files")).not.toContainText("zone");
    await page.locator("slo-jobs").getByRole("tab", { name: /Excluded/u }).click();
    await expect(page.locator("slo-jobs tbody tr")).toHaveCount(6);
  });
});

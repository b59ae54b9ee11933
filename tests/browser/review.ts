import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

import type { TestFile } from "./history.ts";

/** The tiles, by their topics. */
type Tile = "availability" | "budget" | "failures" | "mttr" | "failed" | "coverage";

/** The page as its readers see it: what is on it, and what they do with it. */
export class ReviewPage {
  readonly main: Locator;
  readonly verdict: Locator;
  readonly files: Locator;
  readonly jobs: Locator;
  readonly problems: Locator;
  readonly moment: Locator;
  readonly incidents: Locator;
  readonly annotations: Locator;
  readonly alerts: Locator;
  readonly rollback: Locator;
  readonly operations: Locator;

  constructor(readonly page: Page) {
    this.main = page.locator("main");
    this.verdict = page.locator("slo-verdict");
    this.files = page.locator("slo-files");
    this.jobs = page.locator("slo-jobs");
    this.problems = page.locator("slo-problems li.card");
    this.incidents = page.locator("slo-incidents");
    this.annotations = page.locator("slo-annotations");
    this.alerts = page.locator("slo-alerts");
    this.rollback = page.locator("slo-rollback");
    this.operations = page.locator("slo-operations");
    this.moment = page.getByLabel("Reviewed at", { exact: true });
  }

  /** Opens the page and waits until the sample is reviewed and drawn. */
  async open(): Promise<void> {
    await this.page.goto("");
    await expect(this.page.getByText("This is a made-up sample week.")).toBeVisible();
    await expect(this.page.locator("slo-chart[data-drawn]")).toHaveCount(10);
  }

  /** Opens the page and replaces the sample. */
  async openWith(...files: readonly TestFile[]): Promise<void> {
    await this.open();
    await this.pick(...files);
    await this.shows(...files.map(({ name }) => name));
  }

  /** Picks files, as with the button. */
  async pick(...files: readonly TestFile[]): Promise<void> {
    await this.page.locator("input#files").setInputFiles([...files]);
  }

  /** Waits until the files panel lists exactly these, and nothing is being read. */
  async shows(...names: readonly string[]): Promise<void> {
    await expect(this.files.getByRole("heading", { level: 3 })).toHaveText([...names]);
    await expect(this.page.getByRole("region", { name: "Reading files" })).toHaveCount(0);
  }

  /** A drop of files on the page, with the events that a drag brings. */
  async drop(...files: readonly TestFile[]): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      (contents) => {
        const made = new DataTransfer();
        for (const { name, text } of contents) made.items.add(new File([text], name));
        return made;
      },
      files.map(({ name, buffer }) => ({ name, text: buffer.toString() })),
    );
    for (const type of ["dragenter", "dragover", "drop"]) {
      await this.page.locator("slo-app").dispatchEvent(type, { dataTransfer: transfer });
    }
  }

  /** The row of an incident. */
  incident(id: string): Locator {
    return this.incidents.locator(`tbody[data-id="${id}"]`);
  }

  /** Opens an incident to its timeline. */
  async openIncident(id: string): Promise<Locator> {
    await this.incidents.getByRole("button", { name: `Timeline of ${id}` }).click();
    const timeline = this.incidents.getByRole("region", { name: `Timeline of ${id}`, exact: true });
    await expect(timeline).toBeVisible();
    return timeline;
  }

  /** Types a mitigation of an open incident and takes it. */
  async mitigate(id: string, time: string): Promise<void> {
    const field = this.incidents.getByRole("textbox", { name: `Mitigation of ${id}` });
    await field.fill(time);
    await field.press("Enter");
  }

  /** Reviews an instant, as with the field. */
  async at(asOf: string): Promise<void> {
    await this.moment.fill(asOf);
    await this.moment.press("Enter");
    await this.isAt(asOf);
  }

  /** The row of an alert. */
  alert(name: string): Locator {
    return this.alerts.locator(`tbody[data-id="${name}"]`);
  }

  /** Opens an alert to its firings. */
  async openAlert(name: string): Promise<Locator> {
    await this.alerts.getByRole("button", { name: `Firings of ${name}` }).click();
    const firings = this.alerts.getByRole("region", { name: `Firings of ${name}`, exact: true });
    await expect(firings).toBeVisible();
    return firings;
  }

  /** The line of a trigger of the rollback plan. */
  trigger(name: string): Locator {
    return this.rollback.locator("li").filter({ hasText: name });
  }

  /** A tile by its topic. */
  tile(topic: Tile): Locator {
    return this.page.locator(`slo-tiles li#${topic}`);
  }

  /** The large figure of a tile. */
  figure(topic: Tile): Locator {
    return this.tile(topic).locator(".value");
  }

  /** Waits until the review of an instant is shown. */
  async isAt(asOf: string): Promise<void> {
    await expect(this.main).toHaveAttribute("data-as-of", asOf);
  }
}

import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

import type { TestFile } from "./history.ts";

/** The page as its readers see it: what is on it, and what they do with it. */
export class ReviewPage {
  readonly main: Locator;
  readonly verdict: Locator;
  readonly files: Locator;
  readonly jobs: Locator;
  readonly problems: Locator;
  readonly moment: Locator;

  constructor(readonly page: Page) {
    this.main = page.locator("main");
    this.verdict = page.locator("slo-verdict");
    this.files = page.locator("slo-files");
    this.jobs = page.locator("slo-jobs");
    this.problems = page.locator("slo-problems li.card");
    this.moment = page.getByLabel("Reviewed at", { exact: true });
  }

  /** Opens the page and waits until the sample is reviewed and drawn. */
  async open(): Promise<void> {
    await this.page.goto("./");
    await expect(this.page.getByText("This is a made-up sample week.")).toBeVisible();
    await expect(this.page.locator("slo-chart[data-drawn]")).toHaveCount(3);
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

  /** A tile by its topic. */
  tile(topic: "availability" | "budget" | "failures" | "failed" | "coverage"): Locator {
    return this.page.locator(`slo-tiles li#${topic}`);
  }

  /** The large figure of a tile. */
  figure(topic: "availability" | "budget" | "failures" | "failed" | "coverage"): Locator {
    return this.tile(topic).locator(".value");
  }

  /** Waits until the review of an instant is shown. */
  async isAt(asOf: string): Promise<void> {
    await expect(this.main).toHaveAttribute("data-as-of", asOf);
  }
}

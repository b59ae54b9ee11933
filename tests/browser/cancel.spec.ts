import { file, lines, list } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

test("shows how far a huge file is, and cancels it within 200 ms with the earlier files still there", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("small.json", list({ builds: 30, failing: [2] })));
  // One gigabyte that takes no memory: the same part again and again.
  await page.evaluate((text) => {
    const part = new Blob([text]);
    const size = 1_000_000_000;
    const huge = new File(Array.from({ length: Math.ceil(size / part.size) }, () => part), "huge.ndjson");
    const transfer = new DataTransfer();
    transfer.items.add(huge);
    const app = document.querySelector("slo-app");
    app?.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, composed: true, cancelable: true }));
  }, lines({ builds: 4000, from: 100 }));
  const reading = page.getByRole("region", { name: "Reading files" });
  await expect(reading).toContainText("huge.ndjson");
  await expect(reading).toContainText(/of 1\.0\sGB/);
  await expect(reading).toContainText(/\d+% · [\d.]+\sMB\/s/);
  const took = await page.evaluate(async () => {
    const find = (root: ParentNode, selector: string): Element | undefined => {
      for (const element of root.querySelectorAll("*")) {
        if (element.matches(selector)) return element;
        const inside = element.shadowRoot === null ? undefined : find(element.shadowRoot, selector);
        if (inside !== undefined) return inside;
      }
      return undefined;
    };
    const button = find(document, "slo-reading")?.shadowRoot?.querySelector("button");
    const began = performance.now();
    button?.click();
    while (find(document, "slo-reading section") !== undefined) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
  expect(took).toBeLessThan(200);
  await review.shows("small.json");
  await expect(review.tile("availability")).toContainText("29 of 30 good, 1 bad");
  await review.pick(file("after.json", list({ builds: 10, from: 2000 })));
  await review.shows("small.json", "after.json");
  await expect(review.problems).toHaveCount(0);
});

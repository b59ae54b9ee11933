import { gzipSync } from "node:zlib";

import { file, lines, list } from "./history.ts";
import type { TestFile } from "./history.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

const GOOD = file("good.json", list({ builds: 30, failing: [2] }));

const REFUSED: readonly { readonly what: string; readonly file: TestFile }[] = [
  { what: "an empty file", file: file("empty.json", "") },
  { what: "white space only", file: file("blank.json", " \n\n ") },
  { what: "a text", file: file("notes.txt", "Dear diary, today nothing failed.\n") },
  { what: "a picture", file: file("picture.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")) },
  { what: "JSON that is none of ours", file: file("foreign.json", '{"colour":"red","wheels":[1,2,3,4]}') },
  { what: "a single number of Prometheus", file: file("scalar.json", '{"status":"success","data":{"resultType":"scalar","result":[1771459200,"1"]}}') },
  { what: "a gzip that breaks off", file: file("cut.json.gz", gzipSync(list({ builds: 200 })).subarray(0, 40)) },
  { what: "100 000 levels of brackets", file: file("deep.json", "[".repeat(100_000)) },
  { what: "100 000 levels inside a list", file: file("deep-list.json", `{"kind":"List","items":[${"[".repeat(100_000)}`) },
];

for (const { what, file: refused } of REFUSED) {
  test(`refuses ${what} by name, with what to do, and keeps what was loaded`, async ({ page }) => {
    const review = new ReviewPage(page);
    await review.openWith(GOOD);
    await review.pick(refused);
    await expect(review.problems).toHaveCount(1);
    await expect(review.problems).toContainText(refused.name);
    await expect(review.problems).toContainText("What to do:");
    await review.shows("good.json");
    await expect(review.tile("availability")).toContainText("29 of 30 good, 1 bad");
    await review.problems.getByRole("button", { name: /Dismiss/ }).click();
    await expect(review.problems).toHaveCount(0);
  });
}

test("reads what stands before a cut, and says where it is", async ({ page }) => {
  const review = new ReviewPage(page);
  const whole = list({ builds: 30, failing: [2] });
  await review.openWith(file("cut.json", whole.slice(0, Math.floor(whole.length * 0.9))));
  await expect(review.files).toContainText(/1 ×/);
  await expect(review.tile("availability")).toContainText(/1 bad/);
});

test("passes over one job nested 100 000 levels deep", async ({ page }) => {
  const review = new ReviewPage(page);
  const deep = `{"kind":"Job","metadata":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}\n`;
  await review.openWith(file("jobs.ndjson", `${lines({ builds: 5 })}${deep}${lines({ builds: 5, from: 100 })}`));
  await expect(review.tile("availability")).toContainText("10 of 10 good");
  await expect(review.files).toContainText("1 skipped");
});

test("shows HTML in names and messages as the text that it is", async ({ page }) => {
  const review = new ReviewPage(page);
  const evil = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
  await review.openWith(
    file("evil.ndjson", lines({ builds: 3, failing: [1], name: `codex-k8s-kaniko-${evil}`, message: `failed: ${evil}` })),
    file(`${evil}.json`, list({ builds: 2, from: 100, namespace: `${evil}-dev-1` })),
  );
  await expect(review.jobs.locator("tbody")).toContainText(evil);
  await review.jobs.getByRole("button", { name: /Message of/ }).first().click();
  await expect(review.jobs.locator("tr.message")).toBeVisible();
  await expect(review.files).toContainText(`${evil}.json`);
  const made = await page.evaluate(() => {
    let images = 0;
    const look = (root: ParentNode): void => {
      images += root.querySelectorAll("img, slo-app script").length;
      for (const element of root.querySelectorAll("*")) if (element.shadowRoot !== null) look(element.shadowRoot);
    };
    look(document);
    return { images, ran: "pwned" in window };
  });
  expect(made).toEqual({ images: 0, ran: false });
});

test("takes a message of 10 MB and shows its beginning", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("long.ndjson", lines({ builds: 2, failing: [1], message: "long ".repeat(2_000_000) })));
  await review.jobs.getByRole("button", { name: /Message of/ }).click();
  const message = review.jobs.locator("tr.message pre");
  await expect(message).toContainText("long long");
  expect((await message.textContent())?.length).toBeLessThanOrEqual(4_096);
});

test("shows one card for each file that is refused, and dismisses all", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await review.pick(...REFUSED.slice(0, 4).map(({ file: refused }) => refused));
  await expect(review.problems).toHaveCount(4);
  await page.getByRole("button", { name: "Dismiss all 4" }).click();
  await expect(review.problems).toHaveCount(0);
});

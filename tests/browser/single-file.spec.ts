/**
 * The page in one file, opened from a disk as by a double click. It is made of the same dist/ that the other tests use; what these
 * tests look at is what differs there: no host, a policy with hashes, workers from memory.
 */

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { CHECKOUT } from "./checkout.ts";
import { file, list } from "./history.ts";
import { kept } from "./kept.ts";
import { expect, test } from "./page.ts";
import { ReviewPage } from "./review.ts";

/** A folder whose name needs escaping in an address. */
const FOLDER = path.resolve("target", "single file é");
const FILE = path.join(FOLDER, "slo-review.html");
const ADDRESS = pathToFileURL(FILE).href;

test.use({ baseURL: ADDRESS });

test.beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
  execFileSync(process.execPath, ["www/single-file.mjs", "dist", FILE]);
});

test("opens from a disk with the sample, and asks for nothing", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const review = new ReviewPage(page);
  await review.open();
  await expect(review.verdict.getByRole("heading", { level: 2 })).toHaveText("Stabilise");
  await expect(review.verdict).toContainText("6 of 723 jobs");
  await expect(review.figure("availability")).toHaveText("99.17%");
  await expect(review.tile("availability")).toContainText("24 jobs excluded");
  await expect(review.problems).toHaveCount(0);
  expect(asked.filter((address) => address !== ADDRESS && !address.startsWith("blob:") && !address.startsWith("data:"))).toEqual([]);
});

test("has a policy that allows its own scripts by their hashes, and nothing else", async ({ page }) => {
  await page.goto("");
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-[\w+/]{43}=' 'wasm-unsafe-eval'; style-src 'sha256-[\w+/]{43}='; connect-src 'none'; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'$/,
  );
  // Nothing in it points outside.
  const html = readFileSync(FILE, "utf8");
  expect([...html.matchAll(/<(?:link|script)\b[^>]*\b(?:src|href)="([^"]*)"/g)].map(([, address]) => address?.slice(0, 5))).toEqual(["data:"]);
});

test("the policy refuses what is not of the file", async ({ page, faults }) => {
  const review = new ReviewPage(page);
  await review.open();
  const refused = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "globalThis.foreign = true";
    document.head.append(script);
    await fetch("https://example.invalid/").catch(() => {});
    await fetch("data:,x").catch(() => {});
    return { violations, ran: "foreign" in globalThis };
  });
  expect(refused.ran).toBe(false);
  await expect.poll(() => faults.filter((fault) => fault.startsWith("content security policy")).length).toBe(3);
  // All of them are this test's own.
  const own = /script-src|connect-src|Content Security Policy|Fetch API cannot load/;
  faults.splice(0, faults.length, ...faults.filter((fault) => !own.test(fault)));
});

test("reads, draws, explains a broken file, and takes another SLO", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("first.json", list({ builds: 50, failing: [3] })), file("second.json", list({ builds: 50, from: 600, failing: [1, 2] })));
  await expect(review.tile("availability")).toContainText("97 of 100 good, 3 bad");
  await review.pick(file("broken.json", "{"));
  await expect(review.problems).toHaveCount(1);
  await review.drop(file("third.json", list({ builds: 10, from: 1200 })));
  await review.shows("first.json", "second.json", "third.json");
  await review.pick(file("team.yaml", CHECKOUT));
  await expect(page.getByRole("banner")).toContainText("from team.yaml");
  await expect(page.getByRole("banner")).toContainText("checkout-jobs-availability");
});

test("keeps files across a reload when it is told to", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.openWith(file("first.json", list({ builds: 50, failing: [3] })));
  await review.files.getByLabel(/Keep the files in this browser/).check();
  await expect.poll(() => kept(review)).toEqual(["first.json"]);
  await page.reload();
  await review.shows("first.json");
  await expect(review.tile("availability")).toContainText("49 of 50 good, 1 bad");
});

test("asks no Prometheus, and says how that is done; saves rules without it", async ({ page }) => {
  const review = new ReviewPage(page);
  await review.open();
  await review.files.getByRole("button", { name: "Ask a Prometheus" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask a Prometheus" });
  await expect(dialog.getByText("This copy of the page asks nobody.")).toBeVisible();
  await expect(dialog.getByText(/^cargo xtask build --connect/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as slo-rules.yaml" }).click();
  const rules = await (await saved).path();
  expect(readFileSync(rules, "utf8")).toMatch(/^groups:$/m);
});

test("leads from a figure to its section of the method, in the same file", async ({ page, context }) => {
  const review = new ReviewPage(page);
  await review.open();
  await review.tile("budget").getByRole("button", { name: "How is this computed?" }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: /The method, section 4/ }).click();
  const method = await opened;
  expect(method.url()).toBe(`${ADDRESS}#section-4`);
  await expect(method).toHaveTitle(/^The method.* · slo-review$/);
  await expect(method.locator("#section-4")).toHaveText("4. Error budget");
  await expect(method.locator("#section-4")).toBeInViewport();
  await method.getByRole("link", { name: "Back to the review" }).click();
  await expect(method.getByText("This is a made-up sample week.")).toBeVisible();
  expect(method.url()).toBe(ADDRESS);
});

test("opens under another name", async ({ page }) => {
  const copy = path.join(FOLDER, "slo-review (1).html");
  copyFileSync(FILE, copy);
  await page.goto(pathToFileURL(copy).href);
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  await expect(page.getByRole("contentinfo").getByRole("link", { name: /The method/ })).toHaveAttribute("href", "#method");
});

test("a file that was cut says that it could not start", async ({ page }) => {
  const cut = path.join(FOLDER, "cut.html");
  const html = readFileSync(FILE, "utf8");
  const core = /(?<=<script [^>]*data-part="[^"]*\.lzma">)/.exec(html);
  if (core === null) throw new Error("the file holds no core");
  // The core without its middle, as a bad copy leaves it.
  writeFileSync(cut, html.slice(0, core.index + 4000) + html.slice(html.indexOf("</script>", core.index)));
  await page.goto(pathToFileURL(cut).href);
  await expect(page.getByText("Code: wasm-broken")).toBeVisible();
});

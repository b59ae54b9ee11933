/** The page without its host, and with a host that has another version. */

import type { Page } from "@playwright/test";

import { file, list } from "./history.ts";
import { Host } from "./host.ts";
import { expect, test as base } from "./page.ts";
import { ReviewPage } from "./review.ts";

const test = base.extend<{ host: Host }>({
  // eslint-disable-next-line no-empty-pattern
  host: async ({}, use) => {
    const host = await Host.start();
    await use(host);
    await host.remove();
  },
  baseURL: async ({ host }, use) => use(host.url),
});

test.use({ keepsPage: true });

/** Opens the page and waits until the browser has kept it. */
async function openAndKeep(page: Page): Promise<ReviewPage> {
  const review = new ReviewPage(page);
  await review.open();
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== "activated") {
      await new Promise<void>((resolve) => active?.addEventListener("statechange", () => active.state === "activated" && resolve()));
    }
  });
  return review;
}

/** Has the browser look for a newer version, as it does by itself each time the page is opened. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
}

/** What the browser itself says of a host that does not answer. */
const LOST = /Failed to load resource|ERR_CONNECTION|ERR_FAILED/;

function expectLosses(faults: string[]): void {
  faults.splice(0, faults.length, ...faults.filter((fault) => !LOST.test(fault)));
}

const notice = (page: Page) => page.getByText("A newer version of this page is ready");

test("opens and works without its host, once it was open", async ({ page, host, faults }) => {
  await openAndKeep(page);
  await host.down();
  await page.reload();
  const review = new ReviewPage(page);
  await review.open();
  await review.pick(file("first.json", list({ builds: 50, failing: [3] })));
  await review.shows("first.json");
  await expect(review.tile("availability")).toContainText("49 of 50 good, 1 bad");
  await page.goto("./index.html");
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  await page.goto("./method.html#section-4");
  await expect(page.locator("#section-4")).toHaveText("4. Error budget");
  await page.getByRole("link", { name: "Back to the review" }).click();
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  expectLosses(faults);
});

test("keeps exactly the page's own files, and nothing that is loaded", async ({ page, host }) => {
  const review = await openAndKeep(page);
  await review.pick(file("secret.json", list({ builds: 50 })));
  await review.shows("secret.json");
  const kept = await page.evaluate(async () => {
    const found: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      found[name] = requests.map(({ url }) => url.slice(document.baseURI.length)).sort();
    }
    return found;
  });
  expect(Object.keys(kept)).toHaveLength(1);
  const [files = []] = Object.values(kept);
  for (const name of ["", "method.html", "favicon.svg", "manifest.webmanifest", "sample/jobs.csv.gz"]) expect(files).toContain(name);
  for (const pattern of [/^app-\w{8}\.js$/, /^worker-\w{8}\.js$/, /^style-\w{8}\.css$/, /^slo-review-\w+\.js$/, /^slo-review-\w+_bg\.wasm\.lzma$/]) {
    expect(files.filter((name) => pattern.test(name))).toHaveLength(1);
  }
  expect(files.filter((name) => /sw\.js|_headers|icons|README|secret/.test(name))).toEqual([]);
  expect(host.asked).not.toContain("_headers");
});

test("shows a newer page at once where its host has one", async ({ page, host }) => {
  await openAndKeep(page);
  host.publish("Second");
  await page.reload();
  await expect(page).toHaveTitle("Second");
  await openAndKeep(page);
  // The newest is shown, so there is nothing to be said.
  await expect(notice(page)).toHaveCount(0);
  await expect(page).toHaveTitle("Second");
});

test("says that a newer version is ready, keeps still until it is wanted, and loads it", async ({ page, host }) => {
  const review = await openAndKeep(page);
  await review.pick(file("first.json", list({ builds: 50, failing: [3] })));
  await review.shows("first.json");
  await expect(notice(page)).toHaveCount(0);
  const before = await review.verdict.boundingBox();

  host.publish("Second");
  await lookForUpdate(page);
  await expect(notice(page)).toBeVisible();
  await expect(page.getByRole("status").filter({ has: notice(page) })).toContainText("keeps annotations");
  // Nothing moves, and nothing is lost.
  expect(await review.verdict.boundingBox()).toEqual(before);
  await review.shows("first.json");
  await page.getByRole("button", { name: "Later" }).click();
  await expect(notice(page)).toHaveCount(0);

  host.publish("Third");
  await lookForUpdate(page);
  await expect(notice(page)).toBeVisible();
  await page.getByRole("button", { name: "Load it now" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("Third");
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
});

test("an open page goes on working after an update, when its host has dropped its files", async ({ page, host }) => {
  const review = await openAndKeep(page);
  host.publish("Second");
  await lookForUpdate(page);
  await expect(notice(page)).toBeVisible();
  host.fails = 404;
  // Another SLO starts workers anew, from the files of the version that is open.
  await review.pick(file("first.json", list({ builds: 50, failing: [3] })));
  await review.shows("first.json");
  await review.files.getByRole("button", { name: "Forget everything…" }).click();
  await page.getByRole("button", { name: "Forget everything", exact: true }).click();
  await expect(page.getByRole("heading", { name: "No data" })).toBeVisible();
});

test("an update that comes only half is none", async ({ page, host, faults }) => {
  await openAndKeep(page);
  host.publish("Second");
  host.edit("sw.js", (script) => script.replace("files:[", 'files:["lost.js",'));
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const ended = new Promise<void>((resolve) =>
      registration.addEventListener("updatefound", () => {
        const { installing } = registration;
        installing?.addEventListener("statechange", () => installing.state === "redundant" && resolve());
      }),
    );
    await registration.update();
    await ended;
  });
  await expect(notice(page)).toHaveCount(0);
  await host.down();
  await page.reload();
  await expect(page).toHaveTitle("slo-review");
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  expectLosses(faults);
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes("the host answered 404 for")));
});

test("a host that fails is as good as none; one that refuses is shown", async ({ page, host, faults }) => {
  await openAndKeep(page);
  host.fails = 503;
  await page.reload();
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  host.fails = 403;
  await page.reload();
  await expect(page.getByText("The host has trouble.")).toBeVisible();
  expectLosses(faults);
});

test("a host that does not answer is not waited for, but on the developer's own machine", async ({ page, host, faults }) => {
  // Not the name by which `cargo xtask serve` is opened: there an old page is never preferred to a slow one.
  host.name = "host.localhost";
  await page.goto(host.url);
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)).toBe("activated");
  host.hangs = true;
  await page.goto(host.url);
  await expect(page.getByText("This is a made-up sample week.")).toBeVisible();
  // The host's other name is another origin to the fixture, and the only one that was asked.
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes(host.url)));
});

test("holds only two versions", async ({ page, host }) => {
  await openAndKeep(page);
  for (const title of ["Second", "Third", "Fourth"]) {
    host.publish(title);
    await lookForUpdate(page);
    const version = Buffer.from(title).toString("hex").padEnd(16, "0").slice(0, 16);
    const names = async (): Promise<string[]> => (await page.evaluate(() => caches.keys())).map((name) => name.split(" ").at(-1) ?? "");
    await expect.poll(async () => (await names()).at(-1)).toBe(version);
    await expect.poll(async () => (await names()).length).toBe(2);
  }
});

test("can be installed: its manifest and icons are there and are what they say", async ({ page, host }) => {
  await openAndKeep(page);
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? "") as { start_url: string; icons: { src: string; sizes: string; type: string }[] };
  expect(new URL(manifest.start_url, host.url).href).toBe(host.url);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // Tests run in a window that leaves nothing behind, which cannot install anything; nothing else stands in the way.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  for (const { src, sizes, type } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight].join("x");
    }, new URL(src, host.url).href);
    if (type === "image/png") expect(size).toBe(sizes);
  }
});

test("a browser that may keep nothing shows the page all the same", async ({ page }) => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("no", "SecurityError"));
  });
  const review = new ReviewPage(page);
  await review.open();
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistration())).toBe(undefined);
});

import { expect, test } from "./page.ts";

test("the page starts below a path and shows the sample", async ({ page }) => {
  await page.goto("./");
  await expect(page.locator("#page .boot")).toHaveCount(0);
  await expect(page.getByText("sample", { exact: false }).first()).toBeVisible();
});

test("without JavaScript the page says what it needs", async ({ browser, baseURL, request }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(baseURL ?? "");
  await expect(page.getByText("If this text stays, the page's script could not start.")).toBeVisible();
  await expect(page.getByText("slo-review review --format text jobs.json")).toBeVisible();
  await context.close();
  // Playwright stops scripts after the page was parsed with scripting on, so what noscript holds is not rendered here.
  const html = await (await request.get("./")).text();
  expect(html).toMatch(/<noscript>[^]*JavaScript is switched off here[^]*<\/noscript>/);
});

const failures = [
  { name: "a missing core", pattern: "**/*_bg.wasm.lzma", status: 404, body: "", code: "wasm-not-found", says: "answered 404" },
  { name: "a broken core", pattern: "**/*_bg.wasm.lzma", status: 200, body: "not wasm", code: "wasm-broken", says: "not a WebAssembly module" },
  { name: "a missing worker", pattern: "**/worker-*.js", status: 404, body: "", code: "worker-not-started", says: "did not start" },
];

for (const { name, pattern, status, body, code, says } of failures) {
  test(`${name} gives a readable page`, async ({ page, faults }) => {
    await page.route(pattern, (route) => route.fulfill({ status, body, contentType: "application/wasm" }));
    await page.goto("./");
    await expect(page.getByRole("heading", { name: "slo-review could not start" })).toBeVisible();
    await expect(page.getByText(says)).toBeVisible();
    await expect(page.getByText(`Code: ${code}`)).toBeVisible();
    await expect(page.getByRole("button", { name: "Load the page again" })).toBeVisible();
    // The browser itself reports what it could not load; the page must add nothing to that.
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes("Failed to load resource")));
  });
}

test("a browser without SIMD is told so", async ({ page }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto("./");
  await expect(page.getByText("Code: no-simd")).toBeVisible();
});

import { defineConfig } from "@playwright/test";

// `cargo xtask test` serves the page itself, on a free port. Started by hand, the tests serve dist/ as it is. Either
// way the page lies below a path, so that an address that is not relative fails.
const served = process.env["SLO_REVIEW_URL"];
const baseURL = served ?? "http://127.0.0.1:4173/some/path/";

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "target/browser",
  fullyParallel: false,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [["list"], ["json", { outputFile: "target/browser.json" }]],
  use: {
    baseURL,
    viewport: { width: 1280, height: 720 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  ...(served === undefined && {
    // The page as it is, and as it is built for a Prometheus that tests start at that origin.
    webServer: [baseURL, "http://127.0.0.1:4174/some/path/"].map((url, place) => ({
      command: `cargo xtask serve --built --under some/path --port ${new URL(url).port}${place === 0 ? "" : " --connect http://127.0.0.1:4175"}`,
      url,
      reuseExistingServer: false,
      timeout: 120_000,
    })),
  }),
});

import { defineConfig } from "@playwright/test";

const port = 4173;
// The page is tested below a path, so that an address that is not relative fails.
const baseURL = `http://127.0.0.1:${port}/some/path/`;
const xtask = process.env["XTASK"] ?? "cargo xtask";

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "target/browser",
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
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
  webServer: {
    command: `${xtask} serve --built --under some/path --port ${port}`,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});

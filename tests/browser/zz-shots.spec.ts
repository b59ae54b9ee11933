import { CONNECTED, test } from "./live.ts";
test("shots", async ({ page, prometheus, expected }) => {
  expected.push(/./u);
  for (const scheme of ["light", "dark"] as const) for (const [width, height] of [[1280, 720], [1920, 1080]] as const) {
    const shot = (name: string) => page.screenshot({ path: `/tmp/live-shots/${name}-${scheme}-${width}.png` });
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height });
    await page.goto(CONNECTED);
    await page.getByText("This is a made-up sample week.").waitFor();
    await page.locator("slo-chart[data-drawn]").nth(4).waitFor();
    await page.keyboard.press("p");
    await page.getByRole("dialog").waitFor();
    await shot("live");
    await page.getByLabel("Address").fill("https://other.example/graph");
    await shot("other");
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await page.getByText("The same out of Prometheus").scrollIntoViewIfNeeded();
    await page.getByLabel("curl").check();
    await page.locator("slo-exports").evaluate((e) => e.scrollIntoView());
    await shot("guide");
    await page.keyboard.press("Escape");
    await page.locator("slo-objective").getByRole("button", { name: "Copy the rules" }).scrollIntoViewIfNeeded();
    await shot("rules");
    prometheus.behaviour = (_q, response) => { response.writeHead(401).end(); return true; };
    await page.keyboard.press("p");
    await page.getByLabel("Address").fill("http://127.0.0.1:4175");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.locator("slo-problems li").waitFor();
    await shot("problem");
  }
});

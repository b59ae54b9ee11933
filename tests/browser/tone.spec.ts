import { policyJudgement } from "../../www/src/state/tone.ts";
import { expect, test } from "./page.ts";

test("the page and its charts mean the same by a state's colour", async ({ page }) => {
  await page.goto("./");
  const states = ["noData", "normal", "freeze", "stabilise"] as const;
  const tones = await page.evaluate(async (names) => {
    const { glue, wasm } = document.querySelector<HTMLScriptElement>("script[data-glue]")?.dataset ?? {};
    const core = await import(new URL(glue ?? "", location.href).href);
    await core.default({ module_or_path: new URL(wasm ?? "", location.href) });
    return names.map((name) => core.stateTone(name) as string);
  }, states);
  expect(tones).toEqual(states.map((state) => policyJudgement(state).tone));
});

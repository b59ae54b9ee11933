import { unpackLzma } from "../../www/src/engine/lzma.ts";
import { joinStreams } from "../../www/src/engine/streams.ts";
import { alertJudgement, incidentStateJudgement, policyJudgement, readoutTone } from "../../www/src/state/tone.ts";
import { expect, test } from "./page.ts";

const POLICIES = ["noData", "normal", "freeze", "stabilise"] as const;
const INCIDENTS = ["open", "breached", "within", "missed", "recovered"] as const;
const ALERTS = (["page", "ticket"] as const).flatMap((severity) => (["firing", "inactive", "notEvaluable"] as const).map((state) => ({ severity, state })));

test("the page and its charts mean the same by a state's colour", async ({ page }) => {
  await page.goto("./");
  const { glue, wasm } = await page.evaluate(() => ({ ...document.querySelector<HTMLScriptElement>("script[data-glue]")?.dataset }));
  const answer = await page.request.get(new URL(wasm ?? "", page.url()).href);
  const core = Buffer.from(joinStreams(unpackLzma(await answer.body()))).toString("base64");
  const tones = await page.evaluate(
    async ({ glue, core, states }) => {
      const exported = await import(new URL(glue ?? "", location.href).href);
      await exported.default({ module_or_path: Uint8Array.from(atob(core), (character) => character.charCodeAt(0)) });
      return states.map((state) => exported.stateTone(state) as string);
    },
    { glue, core, states: [...POLICIES, ...INCIDENTS, ...ALERTS.map(({ severity, state }) => `${severity} ${state}`)] },
  );
  const judgements = [...POLICIES.map(policyJudgement), ...INCIDENTS.map(incidentStateJudgement), ...ALERTS.map(alertJudgement)];
  expect(tones.map(readoutTone)).toEqual(judgements.map(({ tone }) => tone));
});

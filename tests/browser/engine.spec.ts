/** The engine's queue and its recovery, over workers that do what their files' names say. */

import { expect, test } from "@playwright/test";

import { Engine } from "../../www/src/engine/engine.ts";
import type { EngineEvents } from "../../www/src/engine/events.ts";
import { describe, ProblemError } from "../../www/src/engine/problem.ts";
import { FakeWorker, workers } from "./fake-worker.ts";

/** An engine with what it told, in order. */
function start(): { engine: Engine; told: string[]; until: (name: keyof EngineEvents) => Promise<void> } {
  workers.length = 0;
  const core = { Chart: class {} as never, version: () => "0" };
  const engine = new Engine(() => new FakeWorker(), { glue: "", module: {} as WebAssembly.Module }, core);
  const told: string[] = [];
  engine.on("loaded", ({ name }) => told.push(`loaded ${name}`));
  engine.on("problem", (problem) => told.push(`problem ${problem.type === "slo" ? "slo" : problem.code} ${describe(problem)}`));
  engine.on("slo", ({ file }) => told.push(`slo ${file}`));
  engine.on("changed", () => told.push("changed"));
  const until = (name: keyof EngineEvents): Promise<void> =>
    new Promise((resolve) => {
      const stop = engine.on(name, () => {
        stop();
        resolve();
      });
    });
  return { engine, told, until };
}

function files(...names: string[]): File[] {
  return names.map((name) => new File(["0123456789"], name));
}

function held(engine: Engine): Promise<string> {
  return engine.report("text", {});
}

test("files are read one after another, and a bad one does not stop the rest", async () => {
  const { engine, told, until } = start();
  engine.load(files("good-1.json", "bad.json", "crash.json", "good-2.json"));
  await until("idle");
  expect(told.slice(0, 2)).toEqual(["loaded good-1.json", "problem foreign bad.json: not ours"]);
  expect(told[2]).toContain("problem reader-crashed crash.json");
  expect(told.slice(3)).toEqual(["loaded good-2.json", "changed"]);
  expect(engine.files.map(({ summary }) => summary.name)).toEqual(["good-1.json", "good-2.json"]);
  expect(await held(engine)).toBe("good-1.json by default\ngood-2.json by default");
});

test("one reader reads all files, and is replaced when its memory has grown", async () => {
  const { engine, until } = start();
  const readers = (): FakeWorker[] => workers.filter(({ role }) => role === "reader");
  engine.load(files("good-1.json", "good-2.json", "good-3.json"));
  await until("idle");
  expect(readers()).toHaveLength(1);
  engine.load(files("good-huge.json", "good-4.json"));
  await until("idle");
  expect(readers().map(({ terminated }) => terminated)).toEqual([true, false]);
});

test("cancel ends the reader at once, drops what waits and keeps what was read", async () => {
  const { engine, told, until } = start();
  engine.load(files("good-1.json"));
  await until("idle");
  engine.load(files("slow.json", "good-2.json"));
  await expect.poll(() => workers.some(({ reading }) => reading === "slow.json")).toBe(true);
  const reading = workers.filter(({ role, terminated }) => role === "reader" && !terminated);
  const idle = until("idle");
  engine.cancel();
  expect(reading.map(({ terminated }) => terminated)).toEqual([true]);
  await idle;
  expect(told).toEqual(["loaded good-1.json", "changed"]);
  expect(await held(engine)).toBe("good-1.json by default");
  engine.load(files("good-3.json"));
  await until("idle");
  expect(await held(engine)).toBe("good-1.json by default\ngood-3.json by default");
});

test("the sample leaves with the first real file, and stays while none can be read", async () => {
  const { engine, until } = start();
  engine.load(files("good-sample-1.json", "good-sample-2.json"), { sample: true });
  await until("idle");
  engine.load(files("bad.json"));
  await until("idle");
  expect(engine.files.map(({ sample }) => sample)).toEqual([true, true]);
  engine.load(files("good-1.json"));
  await until("idle");
  expect(await held(engine)).toBe("good-1.json by default");
  expect(engine.files.map(({ sample }) => sample)).toEqual([false]);
});

test("an SLO file among others is found by its content, and everything is read with it", async () => {
  const { engine, told, until } = start();
  engine.load(files("good-1.json"));
  await until("idle");
  engine.load(files("good-2.json", "team.yaml"));
  await until("idle");
  expect(told.slice(2)).toEqual(["slo team.yaml", "loaded good-2.json", "changed"]);
  expect(await held(engine)).toBe("good-1.json by team.yaml\ngood-2.json by team.yaml");
  await engine.resetSlo();
  expect(await held(engine)).toBe("good-1.json by default\ngood-2.json by default");
  expect((await engine.slo()).file).toBe("embedded default");
});

test("a refused SLO leaves the one before it active", async () => {
  const { engine, told, until } = start();
  await engine.setSlo("team.yaml", "text");
  engine.load(files("good-1.json", "refused.yaml"));
  await until("idle");
  expect(told).toContain("problem slo refused.yaml:3:5: wrong");
  expect(await held(engine)).toBe("good-1.json by team.yaml");
  const refusal = await engine.setSlo("refused.yaml", "text").then(() => undefined, (error: unknown) => error);
  expect(refusal).toBeInstanceOf(ProblemError);
  expect((await engine.slo()).file).toBe("team.yaml");
});

test("cancelling a change of the SLO leaves everything as it was", async () => {
  const { engine, until } = start();
  engine.load(files("good-1.json", "good-2.json"));
  await until("idle");
  // From now on reading the second file again would never end.
  Object.defineProperty(engine.files[1]?.file, "name", { value: "slow.json" });
  const change = engine.setSlo("team.yaml", "text").then(() => "done", (error: Error) => error.name);
  await expect.poll(() => workers.some(({ reading }) => reading === "slow.json")).toBe(true);
  engine.cancel();
  expect(await change).toBe("AbortError");
  expect(await held(engine)).toBe("good-1.json by default\ngood-2.json by default");
  expect((await engine.slo()).file).toBe("embedded default");
});

test("one file is taken out by its place", async () => {
  const { engine, told, until } = start();
  engine.load(files("good-1.json", "good-2.json", "good-3.json"));
  await until("idle");
  await engine.remove(1);
  expect(told.at(-1)).toBe("changed");
  expect(await held(engine)).toBe("good-1.json by default\ngood-3.json by default");
  engine.forget();
  expect(await held(engine)).toBe("");
  expect(engine.files).toEqual([]);
});

/** Makes the holder break, and waits until the engine has done about it what it can. */
async function breakHolder(engine: Engine, idle: Promise<void>): Promise<void> {
  await expect(engine.report("json", {})).rejects.toBeInstanceOf(ProblemError);
  await idle;
}

test("a holder that breaks is replaced and filled again, but not for ever", async () => {
  const { engine, told, until } = start();
  engine.load(files("good-1.json", "good-2.json"));
  await until("idle");
  await breakHolder(engine, until("idle"));
  expect(told.slice(3).map((line) => line.split(" ", 2).join(" "))).toEqual(["problem holder-crashed", "changed"]);
  expect(await held(engine)).toBe("good-1.json by default\ngood-2.json by default");
  await breakHolder(engine, until("idle"));
  expect(told.at(-2)).toContain("problem engine-stopped");
  expect(engine.files).toEqual([]);
  expect(await held(engine)).toBe("");
});

/** What the holder that is in use was told that the reviewer says. */
function annotations(): string | undefined {
  return workers.findLast(({ role, terminated }) => role === "holder" && !terminated)?.annotations;
}

test("what the reviewer says outlives every holder, but not a second crash", async () => {
  const { engine, until } = start();
  engine.load(files("good-1.json"));
  await until("idle");
  await engine.annotate("said");
  expect(annotations()).toBe("said");
  await engine.setSlo("team.yaml", "text");
  expect(annotations()).toBe("said");
  engine.forget();
  await held(engine);
  expect(annotations()).toBe("said");
  engine.load(files("good-1.json"));
  await until("idle");
  await breakHolder(engine, until("idle"));
  expect(annotations()).toBe("said");
  expect(await held(engine)).toBe("good-1.json by team.yaml");
  await breakHolder(engine, until("idle"));
  expect(annotations()).toBe(undefined);
  engine.load(files("good-2.json"));
  await until("idle");
  expect(annotations()).toBe("said");
  await engine.annotate(undefined);
  expect(annotations()).toBe(undefined);
});

test("annotations that are refused leave those before them", async () => {
  const { engine, told } = start();
  await engine.annotate("said");
  await expect(engine.annotate("refused")).rejects.toBeInstanceOf(ProblemError);
  expect(annotations()).toBe("said");
  engine.forget();
  await held(engine);
  expect(annotations()).toBe("said");
  expect(told.every((line) => line === "changed")).toBe(true);
});

test("a file of annotations is handed over and not loaded", async () => {
  const { engine, told, until } = start();
  const given = new Promise((resolve) => engine.on("annotations", resolve));
  engine.load(files("good-1.json", "annotations.json"));
  await until("idle");
  expect(await given).toEqual({ name: "annotations.json", text: "0123456789" });
  expect(told).toEqual(["loaded good-1.json", "changed"]);
  expect(await held(engine)).toBe("good-1.json by default");
});

test("loading a file ends the count of crashes", async () => {
  const { engine, told, until } = start();
  engine.load(files("good-1.json"));
  await until("idle");
  for (let crash = 0; crash < 3; crash += 1) {
    await breakHolder(engine, until("idle"));
    engine.load(files(`good-${crash + 2}.json`));
    await until("idle");
  }
  expect(told.filter((line) => line.includes("holder-crashed"))).toHaveLength(3);
  expect(await held(engine)).toContain("good-1.json by default");
});

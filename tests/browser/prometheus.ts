/**
 * A real Prometheus for browser tests: on loopback, over a history that was put into it, asked by pages of any origin
 * unless the test says otherwise. `cargo xtask test` says where its programs are; by hand those in `.tools/` or on PATH
 * are taken.
 */

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { type History, jobs } from "./history.ts";
import { expect, test as base } from "./page.ts";

/** What a server is started with. */
export interface Contents {
  /** Jobs as kube-state-metrics shows them, scraped every half minute, each for ten minutes after its end. */
  readonly jobs?: History;
  /** Counters by name, each with its value at every minute of the history. */
  readonly counters?: Readonly<Record<string, readonly number[]>>;
  /** Which pages may ask, as a regular expression of origins; all of them where it is left out, none where empty. */
  readonly origin?: string;
  /** The port; a free one where it is left out. */
  readonly port?: number;
  /** How long a query may take, such as `1ms`. */
  readonly timeout?: string;
  /** How many samples a query may load. */
  readonly samples?: number;
}

/** A server that runs. */
export interface PrometheusServer {
  /** Its address without a slash at the end, which is also its origin. */
  readonly url: string;
  /** The first and the last instant that it has samples of, RFC 3339. */
  readonly from: string;
  readonly to: string;
}

const MINUTE = 60;
const SCRAPE = 30;

/** How long a finished job stays. */
const LINGERS = 10 * MINUTE;

const METRICS = ["kube_job_created", "kube_job_status_start_time", "kube_job_status_completion_time", "kube_job_complete", "kube_job_failed"] as const;

/** The history as OpenMetrics, with the seconds at which it begins and ends. */
function openMetrics({ jobs: history, counters = {} }: Contents): { text: string; from: number; to: number } {
  const list = history === undefined ? [] : jobs(history);
  const minutes = Math.max(0, ...Object.values(counters).map((values) => values.length));
  const from = Math.min(...list.map(({ start }) => start), history === undefined ? Date.UTC(2026, 1, 16) / 1000 : Infinity);
  const to = Math.max(...list.map(({ end }) => end + LINGERS), from + minutes * MINUTE);
  const families = new Map<string, string[]>(METRICS.map((name) => [name, []]));
  for (const { namespace, name, start, end, failed } of list) {
    const labels = `namespace="${namespace}",job_name="${name}",instance="10.0.0.1:8080",job="kube-state-metrics"`;
    for (let at = start + SCRAPE; at <= end + LINGERS; at += SCRAPE) {
      families.get("kube_job_created")?.push(`{${labels}} ${start} ${at}`);
      families.get("kube_job_status_start_time")?.push(`{${labels}} ${start} ${at}`);
      if (at >= end && !failed) {
        families.get("kube_job_status_completion_time")?.push(`{${labels}} ${end} ${at}`);
      }
      for (const condition of at >= end ? ["true", "false", "unknown"] : []) {
        families
          .get(failed ? "kube_job_failed" : "kube_job_complete")
          ?.push(`{${labels},condition="${condition}"} ${condition === "true" ? 1 : 0} ${at}`);
      }
    }
  }
  const always: string[] = [];
  for (let at = from; at <= to; at += SCRAPE) {
    always.push(`{namespace="default"} 1700000000 ${at}`);
  }
  families.set("kube_namespace_created", always);
  for (const [name, values] of Object.entries(counters)) {
    families.set(name, values.map((value, minute) => `{instance="10.0.0.2:8080"} ${value} ${from + minute * MINUTE}`));
  }
  const lines = [...families].flatMap(([name, samples]) => [`# TYPE ${name} unknown`, ...samples.map((sample) => name + sample)]);
  return { text: `${lines.join("\n")}\n# EOF\n`, from, to };
}

/** Prometheus or promtool. */
function program(name: string): string {
  const folder = process.env["PROMETHEUS_BIN"] ?? ".tools/prometheus/usr/bin";
  return existsSync(join(folder, name)) ? join(folder, name) : name;
}

/** A port of the loopback interface that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

interface Running {
  readonly server: PrometheusServer;
  end(): Promise<void>;
}

async function start(contents: Contents): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "slo-review-prometheus-"));
  const { text, from, to } = openMetrics(contents);
  await writeFile(join(folder, "history.om"), text);
  await writeFile(join(folder, "prometheus.yml"), "global: {}\n");
  await mkdir(join(folder, "data"));
  const blocks = ["tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=60h", join(folder, "history.om"), join(folder, "data")];
  await promisify(execFile)(program("promtool"), blocks);
  const port = contents.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    program("prometheus"),
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      `--web.cors.origin=${contents.origin ?? ".*"}`,
      "--storage.tsdb.retention.time=100y",
      ...(contents.timeout === undefined ? [] : [`--query.timeout=${contents.timeout}`]),
      ...(contents.samples === undefined ? [] : [`--query.max-samples=${contents.samples}`]),
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => (said += part));
  let failure: string | undefined;
  const ended = exit(child, (what) => (failure = what));
  await expect
    .poll(
      async () => {
        if (failure !== undefined) {
          throw new Error(`Prometheus ended: ${failure}\n${said}`);
        }
        return fetch(`${url}/-/ready`).then((answer) => answer.status, () => 0);
      },
      { message: "Prometheus is ready", timeout: 60_000 },
    )
    .toBe(200);
  const instant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000", "");
  return {
    server: { url, from: instant(from), to: instant(to) },
    end: async () => {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for a program's end, and tells why it came. */
function exit(child: ChildProcess, tell: (what: string) => void): Promise<void> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      tell(error.message);
      resolve();
    });
    child.once("exit", (code, signal) => {
      tell(`${code ?? signal}`);
      resolve();
    });
  });
}

interface Started {
  /** Starts a server, which ends with the test. The page may ask it, and still nothing else. */
  readonly prometheus: (contents: Contents) => Promise<PrometheusServer>;
}

export const test = base.extend<Started>({
  prometheus: async ({ faults }, use) => {
    const running: Running[] = [];
    await use(async (contents) => {
      const started = await start(contents);
      running.push(started);
      return started.server;
    });
    for (const { server, end } of running) {
      await end();
      for (let index = faults.length - 1; index >= 0; index -= 1) {
        if (faults[index]?.startsWith(`request to another origin: ${server.url}/`) === true) {
          faults.splice(index, 1);
        }
      }
    }
  },
});

export { expect };

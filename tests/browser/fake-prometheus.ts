/** A small server that answers as Prometheus does, and on demand as what stands before one does. */

import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** A job as kube-state-metrics would show it, in seconds since the epoch. */
export interface ShownJob {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly failed?: boolean;
}

/** One question that was asked. */
export interface AskedQuestion {
  readonly path: string;
  readonly method: string;
  readonly parameters: URLSearchParams;
  readonly authorization: string | undefined;
}

/** How long a finished job stays, in seconds. */
const LINGERS = 600;

/** Answers one question; `undefined` lets the server answer as usual. */
type Behaviour = (question: AskedQuestion, response: ServerResponse, request: IncomingMessage) => boolean | void;

/** A Prometheus that has scraped some jobs. */
export class FakePrometheus {
  /** What was asked so far, preflights left out. */
  readonly asked: AskedQuestion[] = [];
  jobs: readonly ShownJob[] = [];
  /** Whether pages of other origins may read the answers. */
  cors = true;
  /** Answers in place of the usual answer, where it gives `true`. */
  behaviour: Behaviour = () => false;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  constructor(readonly origin: string) {}

  async start(): Promise<void> {
    const { hostname, port } = new URL(this.origin);
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(Number(port), hostname, resolve);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.cors) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, Origin");
    }
    if (request.method === "OPTIONS") {
      response.writeHead(204).end();
      return;
    }
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? "/", this.origin);
    const question: AskedQuestion = {
      path: url.pathname,
      method: request.method ?? "",
      parameters: body === "" ? url.searchParams : new URLSearchParams(body),
      authorization: request.headers.authorization,
    };
    this.asked.push(question);
    if (this.behaviour(question, response, request) === true) return;
    const packed = gzipSync(JSON.stringify({ status: "success", data: this.#data(question) }));
    response.writeHead(200, { "Content-Type": "application/json", "Content-Encoding": "gzip" }).end(packed);
  }

  #data({ path, parameters }: AskedQuestion): object {
    const query = parameters.get("query") ?? "";
    const seconds = (name: string): number => Date.parse(parameters.get(name) ?? "") / 1_000 || Number(parameters.get(name));
    const range = path.endsWith("query_range");
    const [from, to, step] = range ? [seconds("start"), seconds("end"), Number(parameters.get("step"))] : [seconds("time"), seconds("time"), 1];
    const result = this.jobs.flatMap((job) =>
      series(job).flatMap(({ name, condition, first, last, value }) => {
        if (!asks(query, name)) return [];
        const metric = { __name__: name, namespace: "app-dev-1", job_name: job.name, ...(condition && { condition: "true" }), instance: "ksm:8080", job: "kube-state-metrics" };
        const values: [number, string][] = [];
        for (let at = from; at <= to; at += step) if (at >= first && at <= last) values.push([at, String(value)]);
        if (values.length === 0) return [];
        return [range ? { metric, values } : { metric, value: values[0] }];
      }),
    );
    return { resultType: range ? "matrix" : "vector", result };
  }
}

/** Whether a query's first selector takes a metric of that name. */
function asks(query: string, name: string): boolean {
  const pattern = /__name__=~"([^"]+)"/u.exec(query)?.[1];
  return pattern === undefined ? query.includes(name) : new RegExp(`^(?:${pattern})$`, "u").test(name);
}

interface Series {
  readonly name: string;
  readonly condition?: boolean;
  readonly first: number;
  readonly last: number;
  readonly value: number;
}

/** The series that a job has, and when. */
function series({ start, end, failed = false }: ShownJob): readonly Series[] {
  const last = end + LINGERS;
  const all = { first: start, last };
  const done = { first: end, last };
  return [
    { name: "kube_job_created", ...all, value: start },
    { name: "kube_job_status_start_time", ...all, value: start },
    ...(failed ? [] : [{ name: "kube_job_status_completion_time", ...done, value: end }]),
    { name: failed ? "kube_job_failed" : "kube_job_complete", condition: true, ...done, value: 1 },
  ];
}

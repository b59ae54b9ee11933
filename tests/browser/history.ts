/** Small histories of jobs, made in the test, whose figures can be told by heart. */

/** The first instant of a history: a Monday. */
const START = Date.UTC(2026, 1, 16);
const MINUTE = 60_000;

/** What a history holds. */
export interface History {
  /** How many builds end, one every ten minutes. */
  readonly builds: number;
  /** Which of them fail, counted from 0. */
  readonly failing?: readonly number[];
  readonly namespace?: string;
  /** The beginning of the jobs' names; a number is added. */
  readonly name?: string;
  /** The message of each failure's condition. */
  readonly message?: string;
  /** Minutes from the history's beginning. */
  readonly from?: number;
}

/** The instant a build ends, RFC 3339. */
export function endOf(build: number, from = 0): string {
  return new Date(START + (from + build * 10 + 5) * MINUTE).toISOString().replace(".000", "");
}

/** One Kubernetes Job. */
function job(build: number, { failing = [], namespace = "app-dev-1", name = "codex-k8s-kaniko-web", message = "Job has reached the specified backoff limit", from = 0 }: History): object {
  const start = new Date(START + (from + build * 10) * MINUTE).toISOString().replace(".000", "");
  const end = endOf(build, from);
  const failed = failing.includes(build);
  const condition = { type: failed ? "Failed" : "Complete", status: "True", lastTransitionTime: end };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: `${name}-${build}`, namespace, uid: `${namespace}-${from}-${build}`, creationTimestamp: start },
    status: {
      startTime: start,
      ...(failed ? { failed: 1 } : { succeeded: 1, completionTime: end }),
      conditions: [failed ? { ...condition, reason: "BackoffLimitExceeded", message } : condition],
    },
  };
}

/** A job of a history in short, its instants as seconds since 1970. */
export interface ShortJob {
  readonly namespace: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
}

/** The jobs of a history, the earliest first. */
export function jobs({ builds, failing = [], namespace = "app-dev-1", name = "codex-k8s-kaniko-web", from = 0 }: History): ShortJob[] {
  return Array.from({ length: builds }, (_, build) => {
    const start = (START + (from + build * 10) * MINUTE) / 1_000;
    return { namespace, name: `${name}-${build}`, start, end: Date.parse(endOf(build, from)) / 1_000, failed: failing.includes(build) };
  });
}

/** The history as `kubectl get jobs -o json` prints it. */
export function list(history: History): string {
  const items = Array.from({ length: history.builds }, (_, build) => job(build, history));
  return JSON.stringify({ apiVersion: "v1", kind: "List", items }, null, 1);
}

/** The history as a stream, one job a line. */
export function lines(history: History): string {
  return Array.from({ length: history.builds }, (_, build) => `${JSON.stringify(job(build, history))}\n`).join("");
}

/** A file to be picked, dropped or pasted. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A file of the given content. */
export function file(name: string, content: string | Buffer): TestFile {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
}

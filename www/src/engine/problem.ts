/** What can go wrong, each with what was done, where it broke and what to do next. */

import type { Position } from "./documents.ts";

/** A file that cannot be used. */
export interface FileProblem {
  readonly type: "file";
  readonly file: string;
  readonly code: string;
  readonly what: string;
  readonly position?: Position;
  readonly remedy: string;
  /** The names of its series, with how many have each, where nothing says what they count. */
  readonly series?: readonly (readonly [name: string, count: number])[];
}

/** An SLO file that cannot be used. */
export interface SloProblem {
  readonly type: "slo";
  readonly file: string;
  readonly problems: readonly {
    readonly line: number;
    readonly column: number;
    readonly path: string;
    readonly message: string;
    readonly remedy: string;
  }[];
}

/** A part of the page that stopped working. */
export interface CrashProblem {
  readonly type: "crash";
  /** `reader-crashed`: while a file was read; `holder-crashed`: while a review was made; `engine-stopped`: again and again. */
  readonly code: "reader-crashed" | "holder-crashed" | "engine-stopped";
  /** The file that was being read, where one was. */
  readonly file?: string;
  readonly what: string;
  readonly remedy: string;
}

/** Anything that went wrong after the page had started. */
export type Problem = FileProblem | SloProblem | CrashProblem;

/** Why the page could not start. */
export interface BootProblem {
  readonly code:
    | "no-webassembly"
    | "no-simd"
    | "opened-as-file"
    | "wasm-not-found"
    | "wasm-refused"
    | "wasm-broken"
    | "glue-not-found"
    | "worker-not-started"
    | "page-broken";
  readonly what: string;
  readonly remedy: string;
}

/** A problem on its way through a rejected promise. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(readonly problem: Problem) {
    super(describe(problem));
  }
}

/** A reason not to start, on its way through a rejected promise. */
export class BootError extends Error {
  override readonly name = "BootError";

  constructor(readonly problem: BootProblem) {
    super(problem.what);
  }
}

/** The problem in one line, for a log. */
export function describe(problem: Problem): string {
  if (problem.type === "slo") {
    const first = problem.problems[0];
    return first === undefined ? `${problem.file}: refused` : `${problem.file}:${first.line}:${first.column}: ${first.message}`;
  }
  return problem.file === undefined ? problem.what : `${problem.file}: ${problem.what}`;
}

/** A file that was read as records before and is an SLO file when it is read again. */
export function becameSlo(file: string): FileProblem {
  return {
    type: "file",
    file,
    code: "file-changed",
    what: "This file was read as records before and is an SLO file now.",
    remedy: "Drop it again to use it as an SLO file.",
  };
}

/** A file that the browser cannot read any more. */
export function unreadable(file: string, error: unknown): FileProblem {
  const name = error instanceof DOMException ? `${error.name}: ` : "";
  return {
    type: "file",
    file,
    code: "file-unreadable",
    what: `The browser could not read the file (${name}${messageOf(error)}).`,
    remedy: "It was moved, deleted, changed or locked since it was chosen. Choose it again.",
  };
}

/** Whether a value that the core threw is a problem that it describes itself. */
export function isCoreProblem(value: unknown): value is FileProblem | SloProblem {
  return typeof value === "object" && value !== null && "type" in value && (value.type === "file" || value.type === "slo");
}

/** What an error of any kind says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What is said when a worker breaks. */

import type { CrashProblem } from "./problem.ts";

const REPORT = "This is a defect of slo-review: please report it with this text.";

/** The reader broke; only its file is lost. */
export function whileReading(file: string, what: string): CrashProblem {
  return {
    type: "crash",
    code: "reader-crashed",
    file,
    what: `Reading this file stopped our reader (${what}).`,
    remedy: `Nothing else was lost. ${REPORT}`,
  };
}

/** The holder broke for the first time, perhaps while a file was added. */
export function once(what: string, adding: string | undefined): CrashProblem {
  const doing = adding === undefined ? "The part that computes reviews stopped" : "Adding this file stopped the part that computes reviews";
  return {
    type: "crash",
    code: "holder-crashed",
    ...(adding !== undefined && { file: adding }),
    what: `${doing} (${what}). It was started anew, and the other files are being read again.`,
    remedy: `Nothing needs to be done. ${REPORT}`,
  };
}

/** The holder broke again before it had made a single review. */
export function again(what: string): CrashProblem {
  return {
    type: "crash",
    code: "engine-stopped",
    what: `The part that computes reviews stopped again (${what}). It was started anew without any file.`,
    remedy: `Load fewer files, or one at a time to find the one that does it. ${REPORT}`,
  };
}

/** The holder that was being filled for another SLO broke; the one before it is still there. */
export function withAnotherSlo(what: string): CrashProblem {
  return {
    type: "crash",
    code: "holder-crashed",
    what: `Reading the files again with another SLO stopped the part that computes reviews (${what}).`,
    remedy: `The SLO before it is still active, with all files. ${REPORT}`,
  };
}

/** An incident told in order: every piece of evidence, what was done, what looked like a recovery, and what it came to. */

import type { Instant, Review } from "../engine/documents.ts";
import type { Candidate, Evidence, Incident, TimelineEvent } from "../engine/recovery.ts";
import type { Tone } from "../state/tone.ts";
import { incidentStateJudgement } from "../state/tone.ts";
import { milliseconds, rfc3339, took, utcDigits } from "../time/instant.ts";

/** What kind of thing happened. */
export type Turn = "evidence" | "outage" | "event" | "mitigation" | "void" | "recovery" | "verification";

/** One thing that happened. */
export interface Entry {
  readonly at: Instant;
  readonly turn: Turn;
  readonly tone: Tone;
  /** What happened, in a few words. */
  readonly title: string;
  /** Where it is from: a file and a line. */
  readonly source: string;
  /** What is to be known about it. */
  readonly detail: string;
  /** A text out of the data, which may be long. */
  readonly text: string;
}

/** How long a candidate must stay clean, in milliseconds (method, section 7). */
const VERIFICATION = 1_800_000;

/** An instant within the incident's story: the time of day alone where it is on the day on which it opened. */
function moment(at: Instant, { openedAt }: Incident): string {
  const digits = utcDigits(at);
  return digits.slice(0, 10) === utcDigits(openedAt, "day") ? digits.slice(11) : digits;
}

const PLAIN = { tone: "none", source: "", detail: "", text: "" } as const;

/** A file and a line of it. */
function place(file: string, line: number | null): string {
  return line === null ? file : `${file}, line ${line}`;
}

/** The job of a piece of evidence, or the run where no job is known. */
function subject({ namespace, job, run }: Evidence): string {
  if (job === "") return `run ${run || "unknown"}`;
  return namespace === "" ? job : `${namespace}/${job}`;
}

function ofEvidence(evidence: Evidence): Entry {
  const { at, kind, from, rule, ruleKind, file, line, text } = evidence;
  const what = from === "job" ? `Failed ${kind ?? "job"}` : `A text about ${kind === null ? "a job" : `a ${kind} job`} that is not loaded`;
  return {
    ...PLAIN,
    at,
    turn: "evidence",
    tone: "bad",
    title: `${what}: ${subject(evidence)}`,
    source: place(file, line),
    detail: rule === "" ? "" : `${ruleKind} rule: ${rule}`,
    text,
  };
}

function ofCandidate({ at, startedAt, namespace, job, voidedBy }: Candidate, incident: Incident): Entry {
  const literal = at === incident.recoveredAt;
  const verified = at === incident.verifiedAt;
  const title = literal ? "Recovered" : verified ? "First success that stayed clean" : "A success, void";
  const what = `${namespace}/${job}, started at ${moment(startedAt, incident)}`;
  const voided =
    voidedBy === null ? "" : `; ${literal ? "it would be void where only silence counts: " : ""}new evidence at ${moment(voidedBy, incident)}, within 30 minutes`;
  const turn = voidedBy === null || literal ? "recovery" : "void";
  return { ...PLAIN, at, turn, tone: turn === "void" ? "warn" : "good", title, detail: `Success of ${what}${voided}` };
}

/** The end of the half hour in which a candidate must stay clean. */
function ofVerification(incident: Incident, asOf: Instant): readonly Entry[] {
  const { verifiedAt, verification, source } = incident;
  if (verifiedAt === null || source === "reported") return [];
  const until = rfc3339(milliseconds(verifiedAt) + VERIFICATION);
  const span = `${moment(verifiedAt, incident)} to ${moment(until, incident)}`;
  return verification === "pending"
    ? [{ ...PLAIN, at: asOf, turn: "verification", title: "Verification runs", detail: `No new evidence so far; the half hour is ${span}` }]
    : [{ ...PLAIN, at: until, turn: "verification", tone: "good", title: "Verified", detail: `No new evidence of the class in the half hour ${span}` }];
}

/** Whether the incident's recovery is one of the candidates; a reported one is stated, and has none. */
function statedRecovery(incident: Incident): readonly Entry[] {
  const { recoveredAt, candidates, statedIn } = incident;
  if (recoveredAt === null || candidates.some(({ at }) => at === recoveredAt)) return [];
  return [{ ...PLAIN, at: recoveredAt, turn: "recovery", tone: "good", title: "Recovered, as stated", source: statedIn ?? "" }];
}

/** Whether an event of a timeline is the statement by which the mitigation is known. */
function statesMitigation({ at, type, file }: TimelineEvent, { mitigatedAt, statedIn }: Incident): boolean {
  return type === "mitigation" && at === mitigatedAt && file === statedIn;
}

function mitigation(incident: Incident): readonly Entry[] {
  const { mitigatedAt, mitigatedBy, statedIn, events } = incident;
  if (mitigatedAt === null) return [];
  const source = mitigatedBy === "reviewer" ? "stated by you" : statedIn === null ? "" : `stated in ${statedIn}`;
  const text = events.find((event) => statesMitigation(event, incident))?.text ?? "";
  return [{ ...PLAIN, at: mitigatedAt, turn: "mitigation", title: "Mitigated", source, text }];
}

/** Where several things happened at one instant, what comes first. */
const ORDER: readonly Turn[] = ["outage", "evidence", "event", "mitigation", "void", "recovery", "verification"];

/** All that happened, in order. */
export function story(incident: Incident, review: Review): readonly Entry[] {
  const { openedAt, evidence, statedIn, candidates, outages, events, state, ageSeconds } = incident;
  const asOf = review.asOf ?? openedAt;
  const entries: Entry[] = [
    ...incident.evidenceItems.map(ofEvidence),
    ...outages.map(({ from, to, confirmed, confirmedBy, reason }): Entry => {
      const end = to === null ? "until further notice" : `until ${moment(to, incident)}`;
      const trust = confirmed ? `confirmed${confirmedBy === null ? "" : ` by ${confirmedBy}`}` : "not confirmed, so it excludes nothing";
      return { ...PLAIN, at: from, turn: "outage", title: `Outage: ${reason ?? "no reason given"}`, detail: `${end}; ${trust}` };
    }),
    ...mitigation(incident),
    ...candidates.map((candidate) => ofCandidate(candidate, incident)),
    ...statedRecovery(incident),
    ...ofVerification(incident, asOf),
    ...events.filter((event) => !statesMitigation(event, incident)).map(({ at, type, text, file }): Entry => ({ ...PLAIN, at, turn: "event", title: EVENTS[type], source: file, text })),
  ];
  if (evidence === 0) entries.push({ ...PLAIN, at: openedAt, turn: "event", title: "Opened, as stated", source: statedIn ?? "" });
  if (ageSeconds !== null) {
    const { tone, word } = incidentStateJudgement(state);
    entries.push({ ...PLAIN, at: asOf, turn: "event", tone, title: word, detail: `Not recovered at the reviewed instant, ${took(ageSeconds)} after it opened` });
  }
  const rank = ({ at, turn }: Entry): readonly [number, number] => [milliseconds(at), ORDER.indexOf(turn)];
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .sort((one, other) => one.rank[0] - other.rank[0] || one.rank[1] - other.rank[1])
    .map(({ entry }) => entry);
}

const EVENTS = { detected: "Detected", mitigation: "Mitigation", recovery: "Recovery", note: "Note" } as const;

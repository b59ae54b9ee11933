/** Texts to be copied, whose layout counts: the bundler leaves it as it is. */

/** One way to get data, with the text to copy. */
export interface Recipe {
  readonly title: string;
  readonly best?: string;
  readonly about: string;
  readonly text: string;
}

const WATCH = `# Begin the watch again whenever the server ends it; stop with Ctrl-C.
while true; do
  kubectl get jobs -A -w -o json --output-watch-events >> jobs-watch.json
  sleep 1
done
`;

const LIST = `kubectl get jobs -A -o json > "jobs-$(date -u +%Y-%m-%dT%H%MZ).json"
`;

const RAW = `# The list in one piece, and the watch as a stream of events.
kubectl get --raw '/apis/batch/v1/jobs' > jobs.json
kubectl get --raw '/apis/batch/v1/jobs?watch=true&allowWatchBookmarks=true' >> jobs-watch.json
`;

const TABLE = `uid,namespace,name,kind,created,started,finished,outcome,reason,message
7d9b8c4e-1f60-4f0e-9d0c-2f4a6f1f9a31,codex-k8s-dev-1,codex-k8s-kaniko-web-1a2b3c4d5e6f,build,2026-02-23T09:14:02Z,2026-02-23T09:14:03Z,2026-02-23T09:19:40Z,failed,BackoffLimitExceeded,"error building image: MANIFEST_UNKNOWN"
`;

const EXCLUSIONS = `{
  "maintenance": [
    { "from": "2026-02-22T18:00:00Z", "to": "2026-02-22T19:00:00Z", "reason": "platform release" }
  ],
  "outages": [
    { "from": "2026-02-25T03:24:00Z", "to": "2026-02-25T03:53:00Z", "confirmed": true,
      "confirmedBy": "registry status page", "reason": "external registry outage" }
  ]
}
`;

const LOGS = `# What failed builds and checks printed. Take both at least once a day: pods that are replaced take their logs along.
for part in worker control-plane; do
  kubectl -n codex-k8s-prod logs "deploy/codex-k8s-$part" --timestamps --since=24h > "$part-$(date -u +%F).log"
done
`;

const ERRORS = `# With a session of the staff console. The tasks keep the first attempts of builds that were tried again.
curl -sS -H "Cookie: $SESSION" "https://$HOST/api/v1/staff/runtime-errors" > runtime-errors.json
curl -sS -H "Cookie: $SESSION" "https://$HOST/api/v1/staff/runtime-deploy/tasks" > runtime-deploy-tasks.json
`;

const TIMELINE = `{
  "incidents": [
    { "id": "INC-7", "title": "Cache failures in slot builds", "class": "cache",
      "mitigatedAt": "2026-02-21T15:12:00Z",
      "events": [ { "at": "2026-02-21T14:49:00Z", "type": "detected", "text": "page received" } ] }
  ]
}
`;

export const RECIPES: readonly Recipe[] = [
  {
    title: "A watch with kubectl, for the whole week",
    best: "the best source",
    about:
      "Run it on a machine that stays up. The API server ends every watch now and then, so a loop begins it again and goes on in the same file; a document that was cut there is expected. Without watch events a deletion would leave no trace, and a job that was deleted while it ran would look as if it still did.",
    text: WATCH,
  },
  {
    title: "One list with kubectl",
    about:
      "Shows the jobs that exist right now, which is minutes and not a week where jobs are cleaned up. Run it every few minutes into new files and drop the whole folder here: snapshots are merged by the jobs' uid.",
    text: LIST,
  },
  {
    title: "The raw API",
    about: "The same documents without kubectl's own printing. Do not set a limit, or fetch all pages: one page of many is an incomplete list.",
    text: RAW,
  },
  {
    title: "A table from another system",
    about:
      "One job a row, from a database or a script. Times are RFC 3339; the outcome is one of succeeded, failed, running, pending, suspended, aborted; the kind is used only where no rule of the SLO file knows the name; uid, reason and message may be empty. Save it as jobs.csv.",
    text: TABLE,
  },
  {
    title: "Exclusions: maintenance and outages",
    about: "Jobs whose run touches a maintenance window do not count, good or bad; a confirmed outage takes incidents out of the recovery figures. The page always says what went. JSON, YAML, CSV and calendars (iCalendar) are read.",
    text: EXCLUSIONS,
  },
];

/** Where to find why jobs failed: Kubernetes itself keeps no output. */
export const EVIDENCE: readonly Recipe[] = [
  {
    title: "Logs of the worker and the control plane",
    about:
      "Plain lines, JSON lines, kubectl's prefixes and colours, cut lines and gigabytes of them are read, and so are answers of Loki and of logcli.",
    text: LOGS,
  },
  {
    title: "Runtime errors and deploy tasks of the control plane",
    about: "The same, already sorted out. Paged answers may come as several files.",
    text: ERRORS,
  },
  {
    title: "An incident timeline",
    about:
      "When an incident was mitigated stands in no export of the pipeline. A timeline may say it, as JSON, CSV, a postmortem in Markdown, or an export of PagerDuty, Rootly or Alertmanager; or say it here on the page, which keeps it and saves it to a file.",
    text: TIMELINE,
  },
];

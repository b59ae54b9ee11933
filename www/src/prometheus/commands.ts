/** The queries as texts to copy: for Prometheus' own page, for curl, for promtool. */

import type { Query } from "./query.ts";

/** The ways in which the queries can be shown. */
export type Way = "promql" | "curl" | "promtool";

/** The ways with their names, in order. */
export const WAYS: readonly { readonly way: Way; readonly name: string }[] = [
  { way: "promql", name: "PromQL" },
  { way: "curl", name: "curl" },
  { way: "promtool", name: "promtool" },
];

/** A text as one word of a shell. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The file that a query's answers go to. */
function fileOf({ name }: Query): string {
  return `${name.replace(/[^\w.-]+/gu, "-")}.json`;
}

/** The line that says which server the commands ask. */
export function server(way: Way, base: string): string {
  return way === "promql" ? "" : `PROMETHEUS=${word(base)}\n`;
}

/** The text of one query. Answers of the same query go one behind the other into one file, which is how they are read. */
export function textOf(way: Way, query: Query): string {
  const { promql, kind, step, chunks } = query;
  if (way === "promql") return `${promql}\n`;
  const file = fileOf(query);
  const command = chunks.map(({ from, to }, place) => {
    const into = `${place === 0 ? ">" : ">>"} ${file}`;
    const time = kind === "range" ? { start: from, end: to, step: `${step}s` } : { time: to };
    if (way === "curl") {
      const parameters = Object.entries(time).map(([name, value]) => ` -d ${name}=${value}`);
      return `curl -fsSG "$PROMETHEUS/api/v1/${kind === "range" ? "query_range" : "query"}" --data-urlencode ${word(`query=${promql}`)}${parameters.join("")} ${into}\n`;
    }
    const flags = Object.entries(time).map(([name, value]) => ` --${name}=${value}`);
    return `promtool query ${kind} -o json${flags.join("")} "$PROMETHEUS" ${word(promql)} ${into}\n`;
  });
  return command.join("");
}

/** All of them, with the server, as one text. */
export function script(way: Way, base: string, queries: readonly Query[]): string {
  if (way === "promql") return queries.map(({ promql }) => `${promql}\n`).join("\n");
  return server(way, base) + queries.map((query) => textOf(way, query)).join("");
}

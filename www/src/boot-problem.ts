import type { BootProblem } from "./engine/problem.ts";

/** Says in `host` why the page could not start. It uses nothing that could itself be what is broken. */
export function showBootProblem(host: HTMLElement, problem: BootProblem): void {
  const main = document.createElement("main");
  main.className = "boot";
  const said = document.createElement("div");
  said.setAttribute("role", "alert");
  main.append(said);
  const line = (tag: string, text: string): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = text;
    said.append(element);
    return element;
  };
  line("h1", "slo-review could not start");
  line("p", problem.what);
  line("p", problem.remedy);
  line("p", "Without a browser, the command line gives the same review: slo-review review --format text jobs.json");
  line("p", `Code: ${problem.code}`).className = "boot-code";
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Load the page again";
  again.addEventListener("click", () => location.reload());
  main.append(again);
  host.replaceChildren(main);
}

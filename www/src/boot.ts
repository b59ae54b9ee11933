/** The served page's first script: it starts the page, and then sees to it that the page opens without its host, too. */

import { keepOffline } from "./offline/keep.ts";
import { partsScript, startPage } from "./start-page.ts";

const host = document.getElementById("page");
if (host !== null) {
  const opened = startPage(host).then((isOpen) => (isOpen ? host : undefined));
  keepOffline(partsScript()?.dataset["version"] ?? "", opened);
}

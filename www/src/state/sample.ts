/** The bundled sample week. It goes the way of every other file, so that it shows what the page does with one. */

import { fetchPart } from "../parts/served.ts";

/** The sample's files, beside the page. */
const FILES = ["jobs.csv.gz", "exclusions.json", "runtime-errors.json.gz", "incidents.json"];

/** Fetches the sample. Rejects where the page's host does not have it. */
export async function fetchSample(): Promise<File[]> {
  return Promise.all(
    FILES.map(async (address) => {
      const response = await fetchPart(new URL(`sample/${address}`, document.baseURI));
      if (!response.ok) throw new Error(`${address}: the host answered ${response.status}`);
      const name = `sample-${address}`;
      return new File([await response.blob()], name);
    }),
  );
}

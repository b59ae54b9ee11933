import { messageOf } from "../engine/problem.ts";
import { fetchPart } from "../parts/served.ts";

/**
 * Fetches a document of `www/texts/`: texts for the reader that are not needed before they are asked for. Rejects, in words for
 * the reader, where the page's host does not have it.
 */
export async function fetchText<Text>(name: string): Promise<Text> {
  let why: string;
  try {
    const response = await fetchPart(new URL(`texts/${name}`, document.baseURI));
    if (response.ok) return (await response.json()) as Text;
    why = `the host answered ${response.status}`;
  } catch (error) {
    why = messageOf(error);
  }
  throw new Error(`This text could not be loaded (${why}). Check the connection and open it again, or read the README and the method.`);
}

import { messageOf } from "../engine/problem.ts";
import { fetchPart } from "../parts/served.ts";

/** One way to get data, with the text to copy. */
export interface Recipe {
  readonly title: string;
  readonly best?: string;
  readonly about: string;
  readonly text: string;
}

/** What to export: the jobs, and the evidence of why they failed. `www/texts/recipes.json`, which is read when it is wanted. */
export interface Recipes {
  readonly jobs: readonly Recipe[];
  readonly evidence: readonly Recipe[];
}

/** Fetches the recipes. Rejects, in words for the reader, where the page's host does not have them. */
export async function fetchRecipes(): Promise<Recipes> {
  let why: string;
  try {
    const response = await fetchPart(new URL("texts/recipes.json", document.baseURI));
    if (response.ok) return (await response.json()) as Recipes;
    why = `the host answered ${response.status}`;
  } catch (error) {
    why = messageOf(error);
  }
  throw new Error(`The recipes could not be loaded (${why}). Check the connection and open this again, or read the README: it has them.`);
}

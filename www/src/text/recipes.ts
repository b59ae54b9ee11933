/** One way to get data, with the text to copy. */
export interface Recipe {
  readonly title: string;
  readonly best?: string;
  readonly about: string;
  readonly text: string;
}

/** What to export: the jobs, and the evidence of why they failed. `www/texts/recipes.json`. */
export interface Recipes {
  readonly jobs: readonly Recipe[];
  readonly evidence: readonly Recipe[];
}

/** An experiment as data: what is drawn, who corrupts it, who learns from it. Parts are written as on the command line. */

export interface Recipe {
  /** A word that its records carry. */
  readonly name: string;
  /** The same in a line for people. */
  readonly title: string;
  /** σ, as in `relu:bias=-2.5`. */
  readonly link: string;
  readonly marginal: string;
  readonly adversary: string;
  /** η in (0, 0.5), of rows or of energy as the adversary has it. */
  readonly budget: number;
  /** d. */
  readonly features: number;
  /** The sizes n to learn from, ascending. */
  readonly rows: readonly number[];
  readonly seeds: readonly number[];
  readonly learners: readonly string[];
}

/** The same experiment with its first seed and its least and largest size only. */
export function brief(recipe: Recipe): Recipe {
  const { rows, seeds } = recipe;
  return { ...recipe, rows: [...new Set([rows[0], rows[rows.length - 1]])], seeds: seeds.slice(0, 1) };
}

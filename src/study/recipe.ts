/** An experiment as data: what is drawn, who corrupts it, who learns from it. Parts are written as on the command line. */
import type { Responses } from "../problem/adversary.ts";
import type { DirectionKind } from "../problem/direction.ts";

export interface Recipe {
  /** A word that its records carry. */
  readonly name: string;
  /** The same in a line for people. */
  readonly title: string;
  /** σ, as in `relu:bias=-2.5`. */
  readonly link: string;
  readonly marginal: string;
  /** Nobody, unless named. */
  readonly adversary?: string;
  /** η in (0, 0.5), of rows or of energy as the adversary has it. */
  readonly budget?: number;
  /** Standard deviation of normal noise on real labels; default 0. */
  readonly noise?: number;
  /** Default "real". */
  readonly responses?: Responses;
  /** How w* is drawn; default "random". */
  readonly direction?: DirectionKind;
  /** d. */
  readonly features: number;
  /** The sizes n to learn from, ascending. */
  readonly rows: readonly number[];
  readonly seeds: readonly number[];
  /** Learners by name, with settings as in `scoredSim:law=1`; `fit` is all that a fit does by itself, link unknown. */
  readonly learners: readonly string[];
}

/** The same experiment with its first seed and its least and largest size only. */
export function brief(recipe: Recipe): Recipe {
  const { rows, seeds } = recipe;
  return { ...recipe, rows: [...new Set([rows[0], rows[rows.length - 1]])], seeds: seeds.slice(0, 1) };
}

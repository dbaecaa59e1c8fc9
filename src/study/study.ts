import type { Findings } from "./experiment.ts";
import type { Recipe } from "./recipe.ts";
import type { StudyRecord } from "./runStudy.ts";

/** What a study is to show, and whether the records show it. */
export interface Claim {
  /** A sentence that may turn out false. */
  readonly says: string;
  readonly holds: boolean;
  /** The numbers it was decided by. */
  readonly found: string;
}

/** Some recipes and what they are to show. */
export interface Study {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  readonly recipes: readonly Recipe[];
  /** One table for all of them, a line a recipe and a column of angles a learner, in place of a table and a figure each. */
  readonly together?: true;
  /** Tables and a figure of its own, in place of those of angles. */
  shown?(records: readonly StudyRecord[]): Pick<Findings, "tables" | "figure">;
  /** @param records of every recipe of the study, or of its brief form */
  claims(records: readonly StudyRecord[]): Claim[];
}

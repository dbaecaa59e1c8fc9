/** The features of a model as rows of a table, the largest standardized weight first. */
import { plainText } from "../figures/plainText.ts";
import type { Intervals, Model } from "../fit/model.ts";
import { signed, significant } from "./number.ts";

export interface FeatureRow {
  readonly name: string;
  /** In the data's units. */
  readonly weight: string;
  /** × standard deviation of the column. */
  readonly standardized: string;
  /** Change of the response for one unit, on average; with its interval, and p, where the model has them. */
  readonly effects: readonly string[];
}

export function featureRows({ features, weights, standardized, effects, trust }: Model): readonly FeatureRow[] {
  return features
    .map((_, j) => j)
    .sort((a, b) => Math.abs(standardized[b]) - Math.abs(standardized[a]) || a - b)
    .map((j) => ({
      name: plainText(features[j]),
      weight: significant(weights[j]),
      standardized: significant(standardized[j]),
      effects: effectCells(effects[j], trust?.intervals?.columns[j]),
    }));
}

function effectCells(effect: number, column: Intervals["columns"][number] | undefined): string[] {
  if (column === undefined) return [signed(effect)];
  const [low, high] = column.effect.map((end) => significant(end));
  return [`${signed(effect)} (${low} to ${high})`, column.p < 0.001 ? "< 0.001" : column.p.toFixed(3)];
}

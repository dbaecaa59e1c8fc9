/** The features of a model as rows of a table, the largest standardized weight first. */
import { plainText } from "../figures/plainText.ts";
import type { Model } from "../fit/model.ts";
import { signed, significant } from "./number.ts";

export interface FeatureRow {
  readonly name: string;
  /** In the data's units. */
  readonly weight: string;
  /** × standard deviation of the column. */
  readonly standardized: string;
  /** Change of the response for one unit, on average. */
  readonly effect: string;
}

export function featureRows({ features, weights, standardized, effects }: Model): readonly FeatureRow[] {
  return features
    .map((_, j) => j)
    .sort((a, b) => Math.abs(standardized[b]) - Math.abs(standardized[a]) || a - b)
    .map((j) => ({
      name: plainText(features[j]),
      weight: significant(weights[j]),
      standardized: significant(standardized[j]),
      effect: signed(effects[j]),
    }));
}

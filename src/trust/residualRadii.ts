/** How far labels lie from their predictions, by the rows set aside. */
import type { Design } from "../data/design.ts";
import { predictions } from "../fit/compare.ts";
import type { Radii, Trust } from "../fit/model.ts";
import type { Standing } from "../fit/standing.ts";
import { radiiOf } from "./radii.ts";

/** Labels of 0 and 1 lie near no prediction: theirs are probabilities. */
export function residualRadii({ held: { design, predictor, corrupted } }: Standing): Trust["prediction"] {
  return design.binary ? undefined : radiiWith(design, predictions(predictor, design, false), corrupted);
}

/** @param corrupted how likely each label is */
export function radiiWith(
  { y, weights }: Pick<Design, "y" | "weights">,
  predicted: Float64Array,
  corrupted?: Float64Array,
): { readonly any: Radii; readonly clean?: Radii } {
  const sizes = y.map((label, i) => Math.abs(label - predicted[i]));
  const any = radiiOf(sizes, weights);
  return corrupted
    ? {
        any,
        clean: radiiOf(
          sizes,
          corrupted.map((p, i) => (1 - p) * (weights?.[i] ?? 1)),
        ),
      }
    : { any };
}

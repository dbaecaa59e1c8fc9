/** How far labels lie from their predictions, by the rows set aside. */
import { predictions } from "../fit/compare.ts";
import type { Trust } from "../fit/model.ts";
import type { Standing } from "../fit/standing.ts";
import { radiiOf } from "./radii.ts";

/** Labels of 0 and 1 lie near no prediction: theirs are probabilities. */
export function residualRadii({ held: { design, predictor, corrupted } }: Standing): Trust["prediction"] {
  if (design.binary) return undefined;
  const predicted = predictions(predictor, design, false);
  const sizes = design.y.map((label, i) => Math.abs(label - predicted[i]));
  const { weights } = design;
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

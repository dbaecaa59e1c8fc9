/** The figures that belong to a model, drawn. */
import * as figures from "../figures/index.ts";
import { curveAt } from "../fit/curve.ts";
import type { Model } from "../fit/model.ts";
import { rivalName } from "./corruption.ts";
import type { Evidence } from "./evidence.ts";

/** Curve and those of rivals, weights, residuals, loss along the path, and for 0/1 labels calibration. */
export function figuresOf(
  model: Model,
  document: figures.SvgDocument,
  points: readonly Evidence[] = [],
): figures.Figure[] {
  const { features, standardized, heldOut, picture } = model;
  const { column: response, kind } = model.encoding.target;
  const fitted = { curve: curveAt(model.link), bins: picture.bins, points, response, binary: kind === "binary" };
  return [
    figures.curve(document, fitted),
    ...model.rivals.map(({ link }, k) =>
      figures.curve(document, {
        title: rivalName(model, k),
        curve: curveAt(link),
        bins: [],
        points: points.map(({ rivalZ, y }) => ({ z: rivalZ?.[k] ?? Number.NaN, y })),
        response,
      }),
    ),
    figures.weights(document, { features, standardized }),
    figures.residuals(document, fitted),
    figures.path(document, { losses: picture.path }),
    ...(model.shift && model.shift.path.steps.length > 0
      ? [figures.groupWeights(document, weightsOf(model.shift))]
      : []),
    ...(heldOut.calibration === undefined ? [] : [figures.calibration(document, { tenths: heldOut.calibration })]),
  ];
}

function weightsOf({ groups, path }: NonNullable<Model["shift"]>): figures.GroupWeightsRecord {
  return {
    steps: path.steps,
    groups: path.groups.map((j, k) => ({ name: groups[j].name, weights: path.weights[k] })),
  };
}

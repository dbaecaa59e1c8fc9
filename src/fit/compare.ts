/** How a fit does on rows that no step of it has seen, beside the plain ways to predict. */
import type { Design, DesignRows } from "../data/design.ts";
import { argsort } from "../math/sort.ts";
import { auc, calibration, logLoss, squareLoss } from "../problem/loss.ts";
import { curveOver } from "./curve.ts";
import type { Curve, Model, Score } from "./model.ts";
import { type DataLine, rowIndex } from "./rowIndex.ts";

/** A way to predict: a line and a curve. */
export interface Predictor {
  readonly line: DataLine;
  readonly curve: Curve;
}

/** A linear way to predict, and an isotonic curve over the same index. */
export interface LinearPredictor extends Predictor {
  readonly isotonic: Curve;
}

/** Predictions for rows; for 0/1 labels within [0, 1]. */
export function predictions({ line, curve }: Predictor, rows: DesignRows, binary: boolean): Float64Array {
  return predictionsAt(rowIndex(rows, line), curve, binary);
}

function predictionsAt(z: Float64Array, curve: Curve, binary: boolean): Float64Array {
  const prediction = curveOver(curve, z);
  if (binary) for (let i = 0; i < prediction.length; i++) prediction[i] = Math.min(Math.max(prediction[i], 0), 1);
  return prediction;
}

/**
 * Scores on test rows.
 *
 * @param mean the labels' mean on the rows that were learned from: the constant to beat
 */
export function compare(
  test: Design,
  mean: number,
  fit: Predictor,
  linear: LinearPredictor,
): Omit<Model["heldOut"], "opt"> {
  const { n, y, weights, binary } = test;
  const constant = new Float64Array(n).fill(mean);
  const base = squareLoss(constant, y, weights);
  const score = (prediction: Float64Array, order?: Int32Array): Score => {
    const loss = squareLoss(prediction, y, weights);
    const r2 = base > 0 ? 1 - loss / base : 0;
    if (!binary) return { loss, r2 };
    const area = auc(prediction, y, weights, order);
    return { loss, r2, logLoss: logLoss(prediction, y, weights), ...(Number.isFinite(area) && { auc: area }) };
  };
  const ours = predictions(fit, test, binary);
  const linearZ = rowIndex(test, linear.line);
  const order = binary ? argsort(ours) : undefined;
  return {
    rows: n,
    fit: score(ours, order),
    constant: score(constant),
    linear: score(predictionsAt(linearZ, linear.curve, binary)),
    linearIsotonic: score(predictionsAt(linearZ, linear.isotonic, binary)),
    ...(binary && { calibration: calibration(ours, y, 10, weights, order) }),
  };
}

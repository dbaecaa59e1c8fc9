/**
 * Suspects: how likely each label of a table is corrupted, by Bayes' rule under what explains the labels,
 *
 *     P(corrupted | x, y) = ε o(y) / ((1 − ε) Law((y − u(z))/s)/s + ε o(y)),
 *
 * and of labels 0 and 1 by how often they are flipped, or by the gate that takes them over.
 *
 * A label that a fit of all rows has seen drew the curve towards it, if only a little: new rows are judged more freely.
 */
import { type Applied, type ApplyOptions, applyEncoding } from "../data/applyEncoding.ts";
import { labelsIn } from "../data/labelsIn.ts";
import { type Arrays, tableOf } from "../data/sources/arrays.ts";
import type { Table } from "../data/table.ts";
import { predictions } from "../fit/compare.ts";
import type { Laws } from "../fit/labelLaw.ts";
import type { Curve, LabelLaw, Model } from "../fit/model.ts";
import { rowIndex } from "../fit/rowIndex.ts";
import { wrongClasses } from "../robust/binary/classLaw.ts";
import { type CauseLaw, causesOf } from "../robust/causeLaw.ts";
import { sureOf } from "../robust/heldOutScore.ts";
import { interpolated } from "../robust/indexBins.ts";
import { noiseLaws } from "../robust/noiseLaw.ts";
import { cauchyLaw } from "../robust/outlierLaw.ts";

/** A row of a table, and how likely its label is corrupted. */
export interface Suspect {
  /** Its number in the table, counted from 1. */
  readonly row: number;
  readonly probability: number;
  readonly label: number;
  readonly prediction: number;
  /** label − prediction */
  readonly residual: number;
}

/**
 * The rows of a table that have a label and can be predicted, the likeliest to be corrupted first. Of a model that takes
 * no label as corrupted all probabilities are 0.
 *
 * @throws DataError where the table lacks the target or a column of the model
 *
 * @example
 * import { fit, suspects } from "plumbline-fit";
 * const size = Array.from({ length: 200 }, (_, i) => (i * 37) % 101);
 * const y = size.map((s, i) => Math.max(s - 40, 0) + (i % 7) / 10 + (i % 20 === 3 ? 300 : 0));
 * const model = await fit({ x: { size }, y });
 * suspects(model, { x: { size }, y })[0].label > 300; // true
 */
export function suspects(model: Model, input: Table | Arrays, options: ApplyOptions = {}): Suspect[] {
  const seen = seenThrough(model, input, options);
  const { rows, y } = seen;
  const explained = explanationOf(seen, model, model.contamination);
  return Array.from(rows, (row, i) => ({
    row: row + 1,
    probability: explained.corrupted[i],
    label: y[i],
    prediction: explained.prediction[i],
    residual: y[i] - explained.prediction[i],
  })).sort((a, b) => b.probability - a.probability || Math.abs(b.residual) - Math.abs(a.residual) || a.row - b.row);
}

/** A row that a model and one of its rivals dispute: one of them takes its label as corrupted, the other does not. */
export interface Disputed {
  /** Its number among the model's rivals, counted from 1. */
  readonly rival: number;
  readonly row: number;
  readonly label: number;
  readonly prediction: number;
  readonly rivalPrediction: number;
  /** Of being corrupted, as either sees it. */
  readonly probability: number;
  readonly rivalProbability: number;
}

/** The rows that a model and its rivals dispute; by rival, those they disagree most about first. */
export function disputed(model: Model, input: Table | Arrays, options: ApplyOptions = {}): Disputed[] {
  const seen = seenThrough(model, input, options);
  const ours = explanationOf(seen, model, model.contamination);
  const between = ({ probability, rivalProbability }: Disputed): number => Math.abs(probability - rivalProbability);
  return model.rivals.flatMap(({ weights, link, ...laws }, k) => {
    const theirs = explanationOf(seen, { weights, link, centers: model.centers }, laws);
    return Array.from(seen.rows, (row, i) => ({
      rival: k + 1,
      row: row + 1,
      label: seen.y[i],
      prediction: ours.prediction[i],
      rivalPrediction: theirs.prediction[i],
      probability: ours.corrupted[i],
      rivalProbability: theirs.corrupted[i],
    }))
      .filter(({ probability, rivalProbability }) => probability > 0.5 !== rivalProbability > 0.5)
      .sort((p, q) => between(q) - between(p) || p.row - q.row);
  });
}

/** The labeled rows of a table, encoded as in the fit. */
interface Seen {
  readonly design: Pick<Applied, "x" | "d"> & { readonly n: number; readonly rows: Int32Array };
  readonly rows: Int32Array;
  readonly y: Float64Array;
}

function seenThrough({ encoding }: Model, input: Table | Arrays, options: ApplyOptions): Seen {
  const table = "columns" in input ? input : tableOf(input).table;
  const { x, d, complete } = applyEncoding(encoding, table, options);
  const labels = labelsIn(table, encoding.target);
  const rows = Int32Array.from(complete.keys()).filter((i) => complete[i] === 1 && Number.isFinite(labels[i]));
  return { design: { x, d, n: rows.length, rows }, rows, y: Float64Array.from(rows, (i) => labels[i]) };
}

interface Line {
  readonly weights: readonly number[];
  readonly centers: readonly number[];
  readonly link: Curve;
}

function explanationOf(
  { design, y }: Seen,
  { weights, centers, link }: Line,
  { law, classes }: Laws,
): Record<"prediction" | "corrupted", Float64Array> {
  const at = (along: readonly number[]): Float64Array =>
    rowIndex(design, { weights: Float64Array.from(along), centers: Float64Array.from(centers) });
  const line = { weights: Float64Array.from(weights), centers: Float64Array.from(centers) };
  const prediction = predictions({ line, curve: link }, design, false);
  if (classes !== undefined) {
    const z = indexAlong(at)(classes.along);
    const q = classes.story === "gate" && classes.gate ? indexAlong(at)(classes.gate) : z;
    return { prediction, corrupted: wrongClasses(classes, z, q, y) };
  }
  if (law === undefined) return { prediction, corrupted: new Float64Array(y.length) };
  const { noise, shares, outliers, cause } = law;
  const broad = cauchyLaw(outliers.center, outliers.spread);
  const index = at(weights);
  const sure = sureOf(
    y.map((label, i) => label - prediction[i]),
    {
      law: noiseLaws[noise.law],
      s: noise.scale,
      leastNoise: noise.least,
      share: interpolated(Float64Array.from(shares.z), Float64Array.from(shares.values), index),
      outlying: y.map((label) => broad.density(label)),
    },
    cause === undefined ? {} : causesOf(causeLawOf(cause), cause.along.map(indexAlong(at)), y),
  );
  return { prediction, corrupted: sure.map((p) => 1 - p) };
}

const indexAlong =
  (at: (weights: readonly number[]) => Float64Array) =>
  ({ weights, offset }: { readonly weights: readonly number[]; readonly offset: number }): Float64Array =>
    at(weights).map((z) => z + offset);

function causeLawOf({ changes, along, follows }: NonNullable<LabelLaw["cause"]>): CauseLaw {
  const curve = ({ z, values }: LabelLaw["shares"]) => ({
    centers: Float64Array.from(z),
    values: Float64Array.from(values),
  });
  return {
    changes,
    parts: along.map((part) => ({ w: Float64Array.from(part.weights), ...curve(part) })),
    ...(follows && {
      follows: {
        ...curve(follows),
        noise: follows.noise,
        broad: cauchyLaw(follows.outliers.center, follows.outliers.spread),
      },
    }),
  };
}

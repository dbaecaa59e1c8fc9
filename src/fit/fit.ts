/**
 * The whole job: from a table to one weight vector, one monotone curve, and an honest answer to "how good is this?".
 *
 * A fifth of the rows is set aside first. The procedure learns on the rest, and the rows set aside say how well it does;
 * then its direction is refined on all rows, and the curve is fitted to them.
 */

import type { Design } from "../data/design.ts";
import { encodeTable } from "../data/encodeTable.ts";
import { type Arrays, tableOf } from "../data/sources/arrays.ts";
import { rowsOf, splitRows } from "../data/split.ts";
import type { Table } from "../data/table.ts";
import { DataError } from "../errors.ts";
import { logistic } from "../learners/logistic.ts";
import { ols } from "../learners/ols.ts";
import { RandomStream } from "../math/random.ts";
import { STOP_SENTENCES } from "../method/result.ts";
import { inDataUnits } from "../pass/scaling.ts";
import { chooseCurve, polyline, sorted, straightLine } from "./chooseCurve.ts";
import { collinearGroups } from "./collinear.ts";
import { compare, type Predictor } from "./compare.ts";
import { meanSlope } from "./curve.ts";
import { knownCurve } from "./knownCurve.ts";
import type { Curve, Model } from "./model.ts";
import type { FitOptions } from "./options.ts";
import { bins } from "./picture.ts";
import { type Carried, carry, type Learned, learn, type Procedure } from "./procedure.ts";
import { type DataLine, standardized } from "./rowIndex.ts";
import { settingsOf } from "./settings.ts";
import { sigmoidCurve } from "./sigmoidCurve.ts";

/** The share of rows set aside to say how good the fit is, and the fewest rows that allow it. */
const SET_ASIDE = 0.2;
const FEWEST_ROWS = 8;

/**
 * Fits y ≈ u(w·x), u nondecreasing.
 *
 * @param input a table (with `options.target`), or x with y: x as row-major Float64Array with n and d, arrays of
 * arrays, or columns
 * @throws UsageError for options that cannot mean anything; DataError for a table that cannot be fitted
 *
 * @example
 * import { fit } from "plumbline-fit";
 * const size = Array.from({ length: 60 }, (_, i) => i);
 * const model = await fit({ x: { size }, y: size.map((s) => Math.max(s - 30, 0)) }, { seed: 1 });
 * model.heldOut.fit.r2 > 0.9; // true
 */
export async function fit(input: Table | Arrays, options: FitOptions = {}): Promise<Model> {
  const began = performance.now();
  const settings = settingsOf(options);
  const { table, target } = "columns" in input ? { table: input, target: options.target } : tableOf(input);
  const wanted = options.target ?? target;
  const { design, encoding, notices, read } = encodeTable(table, {
    ...options,
    ...(wanted !== undefined && { target: wanted }),
  });
  if (design.n < FEWEST_ROWS) {
    const would = `give at least ${FEWEST_ROWS}: some are held out to say how good the fit is`;
    throw new DataError({ where: "table", what: "too few usable rows", got: design.n, would });
  }
  const { signal, progress } = options;
  const stream = new RandomStream(settings.seed);
  const stage = (name: string, from: number, to: number) => (done: number) =>
    progress?.({ stage: name, done: from + (to - from) * done });

  const aside = splitRows(design, SET_ASIDE, stream.jumped(100));
  const [pool, test] = [rowsOf(design, aside.fit), rowsOf(design, aside.heldOut)];
  const procedure: Procedure = { ...settings, ...(signal && { signal }), progress: stage("learning", 0, 0.8) };
  const unit = labelUnit(pool, procedure);
  const learned = await learn(withLabels(pool, unit), procedure, stream.jumped(200));
  const judged = await finished(learned, pool, unit, procedure, stream.jumped(300));
  stage("comparing", 0.8, 0.85)(1);
  const plain = await plainly(learned, pool, procedure);
  const heldOut = compare(test, plain.mean, judged, plain.linear, plain.linearIsotonic);
  stage("fitting all rows", 0.85, 0.9)(1);
  const last = await finished(learned, design, unit, procedure, stream.jumped(300));
  progress?.({ stage: "done", done: 1 });

  const { line, curve, z, carried } = last;
  const slope = meanSlope(curve, z, design.weights);
  const { found, ridge } = learned;
  const whole = 8 * design.n * design.d;
  const stop = found.stop;
  return {
    format: "plumbline-model",
    version: 1,
    learner: settings.learner.name,
    knownLink: settings.learner.link === "told",
    seed: settings.seed,
    encoding,
    features: design.names,
    weights: [...line.weights],
    offset: line.weights.reduce((sum, weight, j) => sum - weight * line.centers[j], 0),
    centers: [...line.centers],
    standardized: [...line.weights.map((weight, j) => weight * carried.scaling.scale[j])],
    effects: [...line.weights.map((weight) => weight * slope)],
    link: curve,
    heldOut,
    rows: { read, used: design.n, fit: learned.rows.fit, heldOut: learned.rows.heldOut },
    ridge,
    stop: { reason: stop, sentence: STOP_SENTENCES[stop] },
    sweeps: (learned.bytes + carried.pass.meter.bytes + judged.carried.pass.meter.bytes) / whole,
    seconds: (performance.now() - began) / 1000,
    notices: [...notices, ...fitNotices(design, carried, settings.knowledge.link)],
    picture: { bins: bins(z, design.y), path: found.losses.map((loss) => loss * unit.scale ** 2) },
    recipe: options.recipe ?? `fit with seed ${settings.seed}`,
  };
}

/** y = center + scale·y′. */
interface LabelUnit {
  readonly center: number;
  readonly scale: number;
}

/** Labels without a given link are centered and scaled, so that no step depends on their unit. */
function labelUnit({ y, weights, binary }: Design, { learner }: Procedure): LabelUnit {
  if (learner.link !== "found" || binary) return { center: 0, scale: 1 };
  const mean = meanOf(y, weights);
  const variance = meanOf(
    y.map((label) => (label - mean) ** 2),
    weights,
  );
  return { center: mean, scale: Math.sqrt(variance) || 1 };
}

function meanOf(values: Float64Array, weights: Float64Array | undefined): number {
  let [sum, mass] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const omega = weights?.[i] ?? 1;
    // As differences from the first value, so that a large mean keeps its digits.
    sum += omega * (values[i] - values[0]);
    mass += omega;
  }
  return values[0] + sum / mass;
}

function withLabels(design: Design, { center, scale }: LabelUnit): Design {
  return { ...design, y: design.y.map((label) => (label - center) / scale) };
}

interface Finished extends Predictor {
  readonly z: Float64Array;
  readonly carried: Carried;
}

/** The direction refined on all rows of a design, and the curve fitted to them. */
async function finished(
  learned: Learned,
  design: Design,
  unit: LabelUnit,
  procedure: Procedure,
  stream: RandomStream,
): Promise<Finished> {
  const carried = await carry(learned, withLabels(design, unit), procedure);
  const { known } = carried.candidate;
  const rowWeights = design.weights ?? new Float64Array(design.n).fill(1);
  const { line, z, deviation } = standardized(design.x, design.n, inUnits(carried), rowWeights);
  const curve: Curve =
    known === undefined ? chooseCurve(z, design.y, rowWeights, design.binary, stream) : knownCurve(known, deviation, z);
  return { line, curve, z, carried };
}

function inUnits({ line, scaling }: Carried): DataLine {
  return { weights: inDataUnits(line.w, 0, scaling).weights, centers: scaling.center };
}

/** OLS (or logistic regression) on the same rows, and its index under an isotonic curve. */
async function plainly(
  learned: Learned,
  pool: Design,
  procedure: Procedure,
): Promise<{ mean: number; linear: Predictor; linearIsotonic: Predictor }> {
  const learner = pool.binary ? logistic() : ols();
  const carried = await carry(learned, pool, { ...procedure, learner });
  const rowWeights = pool.weights ?? new Float64Array(pool.n).fill(1);
  const { line, z } = standardized(pool.x, pool.n, inUnits(carried), rowWeights);
  const points = sorted(z, pool.y, rowWeights);
  return {
    mean: meanOf(pool.y, pool.weights),
    linear: { line, curve: pool.binary ? sigmoidCurve(points) : straightLine(points) },
    linearIsotonic: { line, curve: polyline(points) },
  };
}

function fitNotices(
  { names, n, d }: Design,
  { moments, whitening }: Carried,
  link: Procedure["knowledge"]["link"],
): string[] {
  const notices: string[] = [];
  if (n < d) notices.push(`Fewer rows (${n}) than features (${d}): the weights are one choice among many that fit.`);
  if (whitening.kind === "diagonal")
    notices.push(`With ${d} features only the scales of the columns were whitened, not their correlations.`);
  for (const [one, ...others] of collinearGroups(moments, d).slice(0, 5)) {
    const rest = others.map((j) => names[j]);
    const shown = rest.length > 4 ? `${rest.slice(0, 4).join(", ")} and ${rest.length - 4} more` : rest.join(", ");
    notices.push(
      `${names[one]} is nearly a combination of ${shown}: their weights cannot be told apart, only what they do together.`,
    );
  }
  if (link !== undefined && "own" in link)
    notices.push("The link is a function of yours; the model keeps a polyline of it.");
  return notices;
}

/**
 * The whole job: from a table to one weight vector, one monotone curve, and an honest answer to "how good is this?".
 *
 * A fifth of the rows is set aside first. The procedure learns on the rest, and the rows set aside say how well it does;
 * then its direction is refined on all rows, and the curve is fitted to them.
 */

import type { Design } from "../data/design.ts";
import { encodeArrays } from "../data/encodeArrays.ts";
import { encodeTable } from "../data/encodeTable.ts";
import { gathered } from "../data/rows.ts";
import type { Arrays } from "../data/sources/arrays.ts";
import { firstRows, nested, rowsOf, splitRows } from "../data/split.ts";
import type { Table } from "../data/table.ts";
import { logistic } from "../learners/logistic.ts";
import { ols } from "../learners/ols.ts";
import { RandomStream } from "../math/random.ts";
import { STOP_SENTENCES } from "../method/result.ts";
import { manyRows } from "../method/trial.ts";
import { breathe } from "../pass/breath.ts";
import type { Pass } from "../pass/pass.ts";
import { scalingOf } from "../pass/scaling.ts";
import { squareLoss } from "../problem/loss.ts";
import { acrossGroups, refuseLoneRows, shiftSettings } from "./acrossGroups.ts";
import { answerOf } from "./answer.ts";
import { blocksOf } from "./blocks.ts";
import { carry } from "./carry.ts";
import { compare, type LinearPredictor, predictions } from "./compare.ts";
import { polyline } from "./curves/polyline.ts";
import { sigmoidCurve } from "./curves/sigmoidCurve.ts";
import { straightLine } from "./curves/straightLine.ts";
import { type Finished, finish } from "./finish.ts";
import { firstOf } from "./firstOf.ts";
import { type Laws, labelLawOf, wrongLawOf } from "./labelLaw.ts";
import {
  AS_THEY_ARE,
  hasFractions,
  meanOf,
  refuseUnsquarable,
  standardUnit,
  withEffectiveWeights,
  withLabels,
} from "./labels.ts";
import { meanSlope } from "./meanSlope.ts";
import type { Model } from "./model.ts";
import { fitNotices } from "./notices.ts";
import { type Opener, opener } from "./opener.ts";
import type { FitOptions } from "./options.ts";
import { bins } from "./picture.ts";
import { MANY_POINTS } from "./points.ts";
import { alongside, type Learned, learn, type Whole, wholeOf } from "./procedure.ts";
import { mayBeCorrupted, refuseFewGroups, refuseFewRows, refuseRealLabels, refuseShare } from "./refusals.ts";
import { rivalsOf } from "./rivals.ts";
import { settingsOf } from "./settings.ts";
import type { TrustIn } from "./standing.ts";

const FRACTIONS =
  "Row weights are not whole numbers, so they do not count rows: taken as precision weights, of mean 1 (--weights-kind precision).";

const IN_32_BITS =
  "Rows were stored in 32 bits: sums over them are within 1e-5 of the sum of their absolute terms (--storage f32).";
const NO_INTERVALS = "Intervals of weights, effects and predictions are not worked out for a fit across groups.";

/** The share of rows set aside to say how good the fit is. */
const SET_ASIDE = 0.2;

/**
 * Fits y ≈ u(w·x), u nondecreasing.
 *
 * @param input a table (with `options.target`), or x with y: x as row-major Float64Array with n and d, arrays of
 * arrays, or columns. Arrays are read where they are, never written to, and must not change while the fit runs.
 * @param trustIn asked at the end how far to trust the fit
 * @throws UsageError for options that cannot mean anything; DataError for a table that cannot be fitted
 *
 * @example
 * import { fit } from "plumbline-fit";
 * const size = Array.from({ length: 60 }, (_, i) => i);
 * const model = await fit({ x: { size }, y: size.map((s) => Math.max(s - 30, 0)) }, { seed: 1 });
 * model.heldOut.fit.r2 > 0.9; // true
 */
export async function fit(input: Table | Arrays, options: FitOptions = {}, trustIn?: TrustIn): Promise<Model> {
  const opened = opener(options);
  try {
    return await modelOf(input, options, opened, trustIn);
  } finally {
    opened.close();
  }
}

async function modelOf(input: Table | Arrays, options: FitOptions, opened: Opener, trustIn?: TrustIn): Promise<Model> {
  const began = performance.now();
  const settings = settingsOf(options);
  const shift = shiftSettings(options, settings.knowledge);
  const encoded = "columns" in input ? encodeTable(input, options) : encodeArrays(input, options);
  const { encoding, notices, read, groupNames: names = [] } = encoded;
  const fractions = hasFractions(encoded.design);
  const design = withEffectiveWeights(encoded.design);
  refuseFewGroups(design, options);
  refuseLoneRows(design, options.group);
  refuseFewRows(design);
  refuseUnsquarable(design);
  refuseRealLabels(design, settings.learner);
  await breathe(options.signal);
  const { signal, progress } = options;
  const stream = new RandomStream(settings.seed);
  const stage = (name: string, from: number, to: number) => (done: number) =>
    progress?.({ stage: name, done: from + (to - from) * done });

  const aside = splitRows(design, SET_ASIDE, stream.jumped(100));
  // Of very many rows some tell the direction all but exactly, and a curve; all of them tell the rest.
  const many = manyRows(design.d);
  const most = Math.max(many, MANY_POINTS);
  const order = gathered(aside.fit, nested(aside.fit.length, [many, most], stream.jumped(500)));
  const [pool, test] = [rowsOf(design, order), rowsOf(design, aside.heldOut)];
  const { learner, contested, contamination: asked } = settings;
  const told = learner.link !== "found";
  const looksFor = asked !== 0 && mayBeCorrupted(settings.knowledge, told && design.binary);
  const share = asked === "auto" || asked === 0 ? undefined : asked;
  if (share !== undefined && (!looksFor || design.binary)) refuseShare(share);
  const unit = told || design.binary ? AS_THEY_ARE : standardUnit(pool);
  const { open } = opened;
  const procedure = { ...settings, open, ...(signal && { signal }), progress: stage("learning", 0, 0.6) };
  const some = firstRows(pool, many);
  const first = await learn(withLabels(some, unit), procedure, stream.jumped(200));
  const plain = await alongside(first, design.binary ? logistic() : ols());
  const {
    learned: alike,
    candidates,
    contamination,
  } = await answerOf(some, {
    first,
    plain,
    unit,
    told,
    contested,
    looksFor,
    areMany: order.length > many,
    contest: stream.jumped(400),
    search: {
      stream: stream.jumped(600),
      open,
      ...(share !== undefined && { share }),
      progress: stage("contamination", 0.6, 0.75),
    },
  });
  const across = shift && acrossGroups(shift, { column: options.group ?? "", names }, first, unit);
  const learned = across && shift?.shift !== "none" ? { ...alike, explanation: across } : alike;
  stage("comparing", 0.75, 0.8)(1);
  opened.close();

  // Packed once: the rows set aside stand last, so that a pass over the pool is one over the first rows.
  const scaling = scalingOf(design, settings.knowledge.intercept);
  const all = rowsOf(design, joined(order, aside.heldOut));
  const store = await open(withLabels(all, unit), scaling);
  const drawn = firstRows(pool, most);
  const whole = async (rows: Design, pass: Pass) =>
    wholeOf(withLabels(rows, unit), pass, scaling, learned, drawn === pool ? pass : store.pass(drawn.n));
  const wholeDrawn = await whole(drawn, store.pass(drawn.n));
  const finished = async (one: Learned, over: Whole, rows: Design) =>
    finish(await carry(one, over), rows, told, stream.jumped(300), signal);
  const judged = await finished(learned, wholeDrawn, drawn);
  const beside = across && (learned === alike ? judged : await finished(alike, wholeDrawn, drawn));
  const linear = await linearPredictor(plain, drawn, wholeDrawn);
  const trusted = await judged.carried.trustOf?.(withLabels(test, unit));
  const seen = trusted === undefined ? test : { ...test, weights: trusted.counts };
  const compared = compare(seen, meanOf(drawn.y, judged.carried.trust?.counts ?? drawn.weights), judged, linear);
  const opt = squareLoss(predictions(judged, test, test.binary), test.y, test.weights);
  const heldOut = { ...compared, opt };
  stage("fitting all rows", 0.8, 0.9)(1);
  const wholeAll = await whole(all, store.pass());
  const { explanation } = judged.carried;
  const last = await finished(explanation ? { ...learned, explanation } : learned, wholeAll, all);
  const { line, curve, points, carried } = last;
  const lawOf = ({ carried: { law, classes }, line: of }: Finished): Laws => ({
    ...(law && { law: labelLawOf(law, of, scaling.scale, unit) }),
    ...(classes && { classes: wrongLawOf(classes, of) }),
  });
  const rivals =
    learned === alike && contamination
      ? await rivalsOf(contamination, last, scaling, lawOf, (one) => finished(one, wholeAll, all))
      : [];
  const held = {
    design: test,
    predictor: judged,
    ...(trusted && { corrupted: trusted.corrupted, counts: trusted.counts }),
  };
  // Of very many rows some tell variances as well; rows drawn again are drawn from all.
  const few = options.bootstrap === undefined ? firstRows(all, most) : all;
  const judgment = await (learned === alike ? trustIn : undefined)?.({
    share: few.n / all.n,
    design: few,
    unit,
    learned,
    told,
    finished: few === all ? last : { ...last, carried: firstOf(carried, few.n, store.pass(few.n)) },
    held,
    stream: stream.jumped(700),
    progress: stage("trust", 0.9, 1),
    ...(signal && { signal }),
    ...(options.folds !== undefined && { folds: options.folds }),
    ...(options.bootstrap !== undefined && { bootstrap: options.bootstrap }),
  });
  progress?.({ stage: "done", done: 1 });

  const slope = judgment?.slope ?? meanSlope(curve, points);
  const { found, ridge } = learned;
  const stop = found.stop;
  const single = options.storage === "f32";
  return {
    format: "plumbline-model",
    version: 1,
    learner: learned.explanation?.kind ?? learned.learner.name,
    knownLink: told,
    seed: settings.seed,
    encoding,
    features: design.names,
    weights: [...line.weights],
    offset: line.weights.reduce((sum, weight, j) => sum - weight * line.centers[j], 0),
    centers: [...line.centers],
    standardized: [...line.weights.map((weight, j) => weight * carried.scaling.scale[j])],
    // + 0: text has no −0.
    effects: [...line.weights.map((weight) => weight * slope + 0)],
    link: curve,
    heldOut,
    rows: { read, used: design.n, fit: learned.rows.fit, heldOut: learned.rows.heldOut },
    contamination: {
      share: share ?? meanOf(carried.trust?.corrupted ?? new Float64Array(1), undefined),
      gain: contamination?.gain ?? 0,
      ...(share === undefined && carried.law && { interval: carried.law.share }),
      ...lawOf(last),
    },
    rivals,
    candidates,
    ...(across && beside && { shift: await across.report(test, beside, judged, wholeAll) }),
    ...(judgment && { trust: judgment.trust }),
    ridge,
    stop: { reason: stop, sentence: STOP_SENTENCES[stop] },
    sweeps: opened.bytes() / ((single ? 4 : 8) * design.n * design.d),
    bytes: opened.bytes(),
    seconds: (performance.now() - began) / 1000,
    notices: [
      ...notices,
      ...(fractions ? [FRACTIONS] : []),
      ...(single ? [IN_32_BITS] : []),
      ...fitNotices(design, carried, learned),
      ...(learned === alike ? [] : [NO_INTERVALS]),
    ],
    picture: {
      bins: bins(points),
      path: found.losses.filter(Number.isFinite).map((loss) => loss * unit.scale ** 2),
    },
    recipe: options.recipe ?? `fit with seed ${settings.seed}`,
  };
}

function joined(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** OLS (or logistic regression) on a pool of rows as a way to predict, and its index under an isotonic curve. */
async function linearPredictor(plain: Learned, pool: Design, whole: Whole): Promise<LinearPredictor> {
  const { line, points } = await finish(await carry(plain, whole), pool, true, new RandomStream(0));
  const curve = pool.binary ? sigmoidCurve(points) : straightLine(points);
  return { line, curve, isotonic: polyline(blocksOf(points)) };
}

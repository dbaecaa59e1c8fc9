/**
 * What a group could have if nothing else counted: a robust neuron of its own, its loss, and how far it trusts each label.
 * Losses of labels as far as they are trusted, in excess of it, say how much the group is worse off for sharing its neuron;
 * the noise of its labels drops out, and labels that an adversary has moved have no say. (Ours; papers on groups take
 * losses as they are, or a second model's.)
 *
 * Robust: rows are reweighted by their residuals, with Huber's weights first (Huber1964), then with the nearest rows alone
 * (RousseeuwL1987), then with Tukey's biweight (BeatonT1974), by which labels far off are not trusted at all. Huber's
 * alone, followed to the end, can settle where a fifth of the labels holds it.
 */
import { scaled, unit } from "../math/vectors.ts";
import type { Field, KnownLink } from "../method/field.ts";
import { euclidean } from "../method/geometries/euclidean.ts";
import { sphere } from "../method/geometries/sphere.ts";
import { iterate } from "../method/iterate.ts";
import { constant } from "../method/schedules/constant.ts";
import { whiten, whiteningMoments, withIntercept } from "../method/whiten.ts";
import type { Curve } from "../pass/pass.ts";
import { fittedCurve } from "./fittedCurve.ts";
import { type GroupedRows, groupMeans, trusting } from "./groupedRows.ts";
import { indexAt, type LabeledRows, lipschitzOf, plainly, rowLosses, weightedField } from "./rows.ts";

/** In deviations: where Huber's weights begin to fall, and where the biweight ends. */
const [HUBER, BIWEIGHT] = [1.345, 4.685];
/** Fewer rows a weight tell a group's noise from its neuron no longer; where the curve is found, too, it takes more. */
const ROWS_A_WEIGHT = { told: 4, found: 20 };
/** What fitting takes off a loss is put back up to so many times the loss. */
const MOST_PUT_BACK = 4;
/** The ridge of a group's own whitening, in mean variances. */
const RIDGE = 1e-3;

export interface OwnLosses {
  /** A number a group, with what fitting weights to its rows takes off put back. */
  readonly losses: Float64Array;
  /** The rows, their shares in proportion to how far their labels are trusted. */
  readonly rows: GroupedRows;
  /** Which groups have rows enough for a neuron of their own; of others all rows' neuron is asked, and every label trusted. */
  readonly own: readonly boolean[];
}

/** @param link σ; without one each group has a curve of its own, too */
export async function ownLosses(rows: GroupedRows, link?: KnownLink): Promise<OwnLosses> {
  const pooled = await robustly(rows, link);
  const losses = groupMeans(pooled.losses, rows);
  const trust = new Float64Array(rows.labels.length).fill(1);
  const own: boolean[] = [];
  for (let j = 0; j < rows.groups; j++) {
    const group = rows.only(j);
    own.push(group.labels.length >= ROWS_A_WEIGHT[link ? "told" : "found"] * group.whitening.size);
    if (!own[j]) continue;
    const fit = await robustly(await inOwnCoordinates(group), link);
    const mass = fit.weights.reduce((sum, weight) => sum + weight, 0);
    const loss = fit.weights.reduce((sum, weight, i) => sum + weight * fit.losses[i], 0);
    losses[j] = loss / Math.max(mass - fit.freedom, mass / MOST_PUT_BACK);
    let next = 0;
    for (let i = 0; i < trust.length; i++) if (rows.group[i] === j) trust[i] = fit.weights[next++];
  }
  return { losses, rows: trusting(rows, trust), own };
}

/** The same rows where the features of the group are uncorrelated; a coordinate for the offset stays one. */
async function inOwnCoordinates(rows: LabeledRows): Promise<LabeledRows> {
  const { pass, whitening } = rows;
  const hasOffset = whitening.size > pass.features;
  const centered = hasOffset || whitening.mean.some((center) => center !== 0);
  const own = whiten(await whiteningMoments(pass), pass.features, RIDGE, centered);
  return { ...rows, whitening: hasOffset ? withIntercept(own) : own };
}

interface Robust {
  /** (m(z) − y)² of every row. */
  readonly losses: Float64Array;
  /** How far each label is trusted, from 0 to 1. */
  readonly weights: Float64Array;
  /** How many numbers were fitted. */
  readonly freedom: number;
}

/** An M-estimate of a neuron: every step weighs rows by how far off their labels are, in robust deviations. */
async function robustly(rows: LabeledRows, link?: KnownLink): Promise<Robust> {
  const { labels, whitening } = rows;
  const n = labels.length;
  let weights = new Float64Array(n).fill(1) as Float64Array;
  let losses = weights;
  let curve: Curve = link ? plainly(link) : flat(labels);
  const freedom = (): number => whitening.size + ("knots" in curve ? curve.knots.length : 0);
  const weighRows = async (w: Float64Array, weigh: Weigh): Promise<void> => {
    const z = await indexAt(w, rows);
    if (link === undefined) curve = fittedCurve(z, labels, weights);
    losses = rowLosses(z, labels, curve);
    weights = rowWeights(losses, freedom(), weigh);
  };
  const origin = new Float64Array(whitening.size);
  let w = link ? origin : unit(scaled(await weightedField(origin, rows, curve, weights), -1));
  const geometry = link ? euclidean() : sphere();
  for (const { weigh, steps } of STAGES) {
    const field: Field = {
      name: "robust",
      async at(here) {
        await weighRows(here, weigh);
        return scaled(await weightedField(here, rows, curve, weights), 1 / (n * (link ? lipschitzOf(link) : 1)));
      },
    };
    const iterates = iterate({ ...rows, field, geometry, schedule: constant({ size: 1, steps }), start: w });
    for await (const one of iterates) w = one.w;
  }
  await weighRows(w, biweight);
  return { losses, weights, freedom: freedom() };
}

/** ψ(r)/r at r deviations. */
type Weigh = (r: number) => number;
const huber: Weigh = (r) => (r <= HUBER ? 1 : HUBER / r);
const biweight: Weigh = (r) => {
  const inside = Math.max(1 - (r / BIWEIGHT) * (r / BIWEIGHT), 0);
  return inside * inside;
};

const trimmed: Weigh = (r) => (r <= 1 ? 1 : 0);

/** Far labels lose most of their say; then the nearest two thirds of the rows decide; then all that are near these. */
const STAGES: readonly { readonly weigh: Weigh; readonly steps: number }[] = [
  { weigh: huber, steps: 20 },
  { weigh: trimmed, steps: 60 },
  { weigh: biweight, steps: 60 },
];

/**
 * The deviation is that of a normal law whose median residual this is, of those that are free to have one: a curve through
 * every other point leaves half of them at 0.
 */
function rowWeights(losses: Float64Array, freedom: number, weigh: Weigh): Float64Array {
  const residuals = losses.map(Math.sqrt);
  const middle = Math.min((residuals.length + freedom) >> 1, residuals.length - 1);
  const deviation = residuals.toSorted()[middle] / 0.6745;
  return residuals.map((residual) => (deviation > 0 ? weigh(residual / deviation) : residual > 0 ? 0 : 1));
}

const flat = (labels: Float64Array): Curve => ({
  knots: new Float64Array(0),
  m: Float64Array.of(labels.toSorted()[labels.length >> 1]),
  h: Float64Array.of(1),
});

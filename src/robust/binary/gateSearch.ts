/**
 * Where gates begin: in planes through a direction w₀ that explains the labels halfway, pairs of directions on a coarse
 * grid of angles, each judged by a few rounds of EM on its table. Planes come from what w₀ leaves over: with r = y − p,
 * the eigenvectors of E[a(x̃x̃ᵀ − I)] for a = r(z − z̄), r²/p(1 − p) and r, the directions of E[r x̃ | bin of z], and chance.
 */
import { symmetricEigen, thinSvd } from "../../math/linear.ts";
import type { RandomStream } from "../../math/random.ts";
import { addScaled, dot, norm, unit } from "../../math/vectors.ts";
import { quantile } from "../../method/initializer.ts";
import { atRows } from "../indexBins.ts";
import type { Rows } from "../rows.ts";
import { bernoulliCurve, type CurveShape, meanOf } from "./bernoulliCurve.ts";
import { gateCurves, gateTable } from "./gateTable.ts";
import { quantileBins } from "./quantileBins.ts";

export interface GateStart {
  readonly w: Float64Array;
  readonly v: Float64Array;
  readonly logLikelihood: number;
}

/** Angles go in steps of 20°. */
const [COS, SIN] = [0.9396926207859084, 0.3420201433256687];
const Z_TURNS = [-3, -2, -1, 0, 1, 2, 3];
const Q_TURNS = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
const HALF_TURN = 9;
/** w and v are at least so many steps apart. */
const APART = 2;
const [Z_BINS, Q_BINS] = [20, 16];
const ROUNDS = 8;
const SLICES = 6;
const TOP = 2;
/** r²/p(1 − p) takes no label to be surer. */
const SUREST = 0.01;
/** A plane needs another direction than w₀. */
const LEAST_OFF = 0.05;

/** The best pair of each plane, best first. */
export async function gateStarts(
  rows: Rows,
  w0: Float64Array,
  shape: CurveShape,
  stream: RandomStream,
): Promise<GateStart[]> {
  const others = [...(await leftOver(rows, w0, shape)), ...chance(rows.d, stream)];
  const z0 = rows.index(w0);
  const found: GateStart[] = [];
  for (const other of others) {
    const off = addScaled(other, -dot(other, w0), w0);
    if (norm(off) < LEAST_OFF * norm(other)) continue;
    found.push(bestInPlane(rows, w0, z0, unit(off)));
  }
  return found.sort((a, b) => b.logLikelihood - a.logLikelihood);
}

function bestInPlane(rows: Rows, w0: Float64Array, z0: Float64Array, w1: Float64Array): GateStart {
  const z1 = rows.index(w1);
  const zs = Z_TURNS.map((turns) => quantileBins(turned(z0, z1, turns), Z_BINS));
  const qs = Q_TURNS.map((turns) => quantileBins(turned(z0, z1, turns), Q_BINS));
  let best = { logLikelihood: -Infinity, a: 0, b: 0 };
  for (const [k, a] of Z_TURNS.entries()) {
    for (const [l, b] of Q_TURNS.entries()) {
      const apart = Math.abs(a - b);
      if (Math.min(apart, HALF_TURN - apart) < APART) continue;
      const { logLikelihood } = gateCurves(gateTable(zs[k].binOf, Z_BINS, qs[l].binOf, Q_BINS, rows.y), ROUNDS);
      if (logLikelihood > best.logLikelihood) best = { logLikelihood, a, b };
    }
  }
  return { w: turned(w0, w1, best.a), v: turned(w0, w1, best.b), logLikelihood: best.logLikelihood };
}

/** a cos θ + b sin θ, θ so many steps. */
function turned(a: Float64Array, b: Float64Array, turns: number): Float64Array {
  let [c, s] = [1, 0];
  const sine = turns < 0 ? -SIN : SIN;
  for (let k = 0; k < Math.abs(turns); k++) [c, s] = [c * COS - s * sine, s * COS + c * sine];
  return a.map((value, i) => c * value + s * b[i]);
}

/** Directions in which w₀ leaves something over. */
async function leftOver(rows: Rows, w0: Float64Array, shape: CurveShape): Promise<Float64Array[]> {
  const { d, y } = rows;
  const z = rows.index(w0);
  const { bins, u } = bernoulliCurve(z, y, shape);
  const p = atRows(bins, u).map((value) => Math.min(Math.max(value, SUREST), 1 - SUREST));
  const r = y.map((label, i) => label - p[i]);
  const middle = meanOf(z);
  const found: Float64Array[] = [];
  for (const a of [
    r.map((value, i) => value * (z[i] - middle)),
    r.map((value, i) => (value * value) / (p[i] * (1 - p[i]))),
    r,
  ]) {
    const { xx } = await rows.moments(centered(a));
    const { vectors } = symmetricEigen(xx, d);
    for (const k of [d - 1, 0]) found.push(Float64Array.from({ length: d }, (_, j) => vectors[j * d + k]));
  }
  for (const by of [z, z.map((value) => Math.abs(value - middle))]) {
    const slices = quantileBins(by, SLICES);
    const means = new Float64Array(SLICES * d);
    for (let slice = 0; slice < SLICES; slice++) {
      const inside = await rows.sum(r.map((value, i) => (slices.binOf[i] === slice ? value : 0)));
      means.set(addScaled(inside, -dot(inside, w0), w0), slice * d);
    }
    const { v } = thinSvd(means, SLICES, d);
    const columns = Math.min(SLICES, d);
    for (let k = 0; k < Math.min(TOP, columns); k++) {
      found.push(Float64Array.from({ length: d }, (_, j) => v[j * columns + k]));
    }
  }
  return found.filter((v) => v.every(Number.isFinite));
}

/** Less its mean, without its outermost hundredths. */
function centered(a: Float64Array): Float64Array {
  const sorted = a.slice().sort();
  const [low, high] = [quantile(sorted, 0.01), quantile(sorted, 0.99)];
  const inside = a.map((value) => Math.min(Math.max(value, low), high));
  const mean = meanOf(inside);
  return inside.map((value) => value - mean);
}

const chance = (d: number, stream: RandomStream): Float64Array[] =>
  Array.from({ length: d <= 30 ? 8 : 2 }, () => stream.normals(d));

/**
 * Labels taken over in a region, by a gate between two experts (JordanJ1994):
 *
 *     P(y = 1) = (1 − π(q)) f(z) + π(q) g(q),      z = w·x̃,  q = v·x̃,
 *     f = σ(z + c),      π = σ(γ₀ + γ₁q + γ₂q²),      g = σ(β₀ + β₁q),
 *
 * so that the region is a half-space, a slab or what lies outside of one. All parameters at once by Fisher scoring,
 * damped: w and v are each other's confounders, and steps in turn crawl. From most v the same optimum is reached, so that
 * a few directions at random will do to start with.
 */
import { ln } from "../../math/elementary.ts";
import { cholesky, choleskySolve } from "../../math/linear.ts";
import type { RandomStream } from "../../math/random.ts";
import { addScaled, dot, norm, scaled } from "../../math/vectors.ts";
import type { Rows } from "../rows.ts";
import { clipped } from "./bernoulliCurve.ts";
import type { Veil } from "./bernoulliScoring.ts";
import { sigmoid, type WrongClasses } from "./classLaw.ts";

export interface Gate {
  /** Not of length 1: its length is the slope. */
  readonly w: Float64Array;
  readonly v: Float64Array;
  /** c, γ₀, γ₁, γ₂, β₀, β₁. */
  readonly scalars: Float64Array;
  /** Sum over rows. */
  readonly logLikelihood: number;
}

/** Penalties of ‖w‖² and of the scalars' squares, a row. */
const RIDGE = 1e-4;
const MOST_TRIES = 8;
/** Gains a row below this end the iteration. */
const SMALL = 1e-5;
const LEAST_VARIANCE = 0.003;

/** The outside of a slab, with labels as they come. */
const SLAB = [-2.5, 0, 1];
const LABELS = [0, 0];
const STARTS = 6;
/** Steps of every start, and of the best few of them. */
const [BRIEF, LONG, KEPT] = [6, 15, 2];

/** The likeliest gate on these rows. @param w where the index begins, of the length of its slope */
export async function gateOn(rows: Rows, w: Float64Array, offset: number, stream: RandomStream): Promise<Gate> {
  const scalars = Float64Array.of(offset, ...SLAB, ...LABELS);
  const found: Gate[] = [];
  for (let k = 0; k < STARTS; k++) found.push(await gateFrom(rows, { w, v: stream.normals(rows.d), scalars }, BRIEF));
  const kept = found.sort(byLikelihood).slice(0, KEPT);
  const settled: Gate[] = [];
  for (const gate of kept) settled.push(await gateFrom(rows, gate, LONG));
  return settled.sort(byLikelihood)[0];
}

const byLikelihood = (a: Gate, b: Gate): number => b.logLikelihood - a.logLikelihood;

type Parameters = Omit<Gate, "logLikelihood">;

/** So many damped steps from there; the objective, the likelihood less the penalties, never falls. */
export async function gateFrom(rows: Rows, start: Parameters, steps: number): Promise<Gate> {
  let now = await stateAt(rows, start);
  let damping = 1e-2;
  for (let step = 0; step < steps; step++) {
    const { information, gradient } = await slopesAt(rows, now);
    const before = now.objective;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const tried = await stateAt(rows, moved(now, damped(information, gradient, damping)));
      if (tried.objective > before) {
        now = tried;
        damping = Math.max(damping * 0.2, 1e-4);
        break;
      }
      damping *= 5;
    }
    if (!(now.objective > before + SMALL * rows.n)) break;
  }
  const { w, v, scalars, logLikelihood } = now;
  return { w, v, scalars, logLikelihood };
}

interface State extends Gate {
  readonly q: Float64Array;
  readonly f: Float64Array;
  readonly share: Float64Array;
  readonly own: Float64Array;
  readonly objective: number;
}

async function stateAt(rows: Rows, at: Parameters): Promise<State> {
  const { n, y } = rows;
  const length = norm(at.v);
  const [c, g0, g1, g2, b0, b1] = at.scalars;
  // q is of the direction: a length of v goes into the curves.
  const v = scaled(at.v, 1 / length);
  const scalars = Float64Array.of(c, g0, g1 * length, g2 * length * length, b0, b1 * length);
  const q = await rows.index(v);
  const f = (await rows.index(at.w)).map((z) => sigmoid(z + c));
  const share = q.map((t) => sigmoid(g0 + (scalars[2] + scalars[3] * t) * t));
  const own = q.map((t) => sigmoid(b0 + scalars[5] * t));
  let logLikelihood = 0;
  for (let i = 0; i < n; i++) {
    const p = clipped(f[i] + share[i] * (own[i] - f[i]));
    logLikelihood += ln(y[i] > 0.5 ? p : 1 - p);
  }
  const penalty = RIDGE * (dot(at.w, at.w) + dot(scalars, scalars));
  return { w: at.w, v, scalars, q, f, share, own, logLikelihood, objective: logLikelihood - n * penalty };
}

async function slopesAt(rows: Rows, { w, q, f, share, own, scalars }: State) {
  const { n, d, y } = rows;
  const size = 2 * d + 6;
  const precision = new Float64Array(n);
  const score = new Float64Array(n);
  const [, , g1, g2, , b1] = scalars;
  const apart = own.map((g, i) => share[i] * (1 - share[i]) * (g - f[i]));
  const bend = own.map((g, i) => share[i] * g * (1 - g));
  const byW = f.map((value, i) => (1 - share[i]) * value * (1 - value));
  const byV = q.map((t, i) => apart[i] * (g1 + 2 * g2 * t) + bend[i] * b1);
  const by = [
    byW,
    apart,
    apart.map((value, i) => value * q[i]),
    apart.map((value, i) => value * q[i] * q[i]),
    bend,
    bend.map((value, i) => value * q[i]),
  ];
  for (let i = 0; i < n; i++) {
    const p = clipped(f[i] + share[i] * (own[i] - f[i]));
    precision[i] = 1 / Math.max(p * (1 - p), LEAST_VARIANCE);
    score[i] = (y[i] - p) * precision[i];
  }
  const information = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const product = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value * b[i] * precision[i]);
  const put = (block: Float64Array, row: number, column: number): void => {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        information[(row + i) * size + column + j] = block[i * d + j];
        information[(column + j) * size + row + i] = block[i * d + j];
      }
    }
  };
  put((await rows.moments(product(byW, byW))).xx, 0, 0);
  put((await rows.moments(product(byW, byV))).xx, 0, d);
  put((await rows.moments(product(byV, byV))).xx, d, d);
  gradient.set(await rows.sum(byW.map((value, i) => value * score[i])));
  gradient.set(await rows.sum(byV.map((value, i) => value * score[i])), d);
  for (const [k, a] of by.entries()) {
    const at = 2 * d + k;
    for (const [offset, other] of [byW, byV].entries()) {
      const across = await rows.sum(product(a, other));
      for (let j = 0; j < d; j++) {
        information[at * size + offset * d + j] = information[(offset * d + j) * size + at] = across[j];
      }
    }
    for (const [l, b] of by.entries()) information[at * size + 2 * d + l] = product(a, b).reduce((x, t) => x + t, 0);
    gradient[at] = a.reduce((sum, value, i) => sum + value * score[i], 0);
  }
  for (let j = 0; j < d; j++) {
    information[j * size + j] += 2 * RIDGE * n;
    gradient[j] -= 2 * RIDGE * n * w[j];
  }
  for (let k = 0; k < 6; k++) {
    information[(2 * d + k) * size + 2 * d + k] += 2 * RIDGE * n;
    gradient[2 * d + k] -= 2 * RIDGE * n * scalars[k];
  }
  return { information, gradient };
}

function damped(information: Float64Array, gradient: Float64Array, damping: number): Float64Array {
  const size = gradient.length;
  const h = information.slice();
  let trace = 0;
  for (let j = 0; j < size; j++) trace += h[j * size + j];
  for (let j = 0; j < size; j++) h[j * size + j] += damping * (h[j * size + j] + (0.01 * trace) / size);
  const l = cholesky(h, size);
  return l === null ? new Float64Array(size) : choleskySolve(l, size, gradient);
}

function moved({ w, v, scalars }: State, delta: Float64Array): Parameters {
  const d = w.length;
  return {
    w: addScaled(w, 1, delta.subarray(0, d)),
    v: addScaled(v, 1, delta.subarray(d, 2 * d)),
    scalars: addScaled(scalars, 1, delta.subarray(2 * d)),
  };
}

/** P(y = 1), by row. */
export async function gated(rows: Rows, gate: Gate): Promise<Float64Array> {
  const { f, share, own } = await stateAt(rows, gate);
  return f.map((value, i) => value + share[i] * (own[i] - value));
}

/** The law of labels taken over that it is. */
export function takesOver({ w, v, scalars }: Gate): WrongClasses {
  const length = norm(v);
  const [c, g0, g1, g2, b0, b1] = scalars;
  const law = {
    story: "gate" as const,
    share: [g0, g1 * length, g2 * length * length],
    own: [b0, b1 * length],
  };
  return { law, w, offset: c, v: scaled(v, 1 / length) };
}

/** What the gate leaves to the index, by row. */
export async function veilOf(rows: Rows, gate: Gate): Promise<Veil> {
  const { share, own } = await stateAt(rows, gate);
  return { taken: share.map((value, i) => value * own[i]), left: share.map((value) => 1 - value) };
}

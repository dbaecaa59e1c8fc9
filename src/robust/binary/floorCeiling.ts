/**
 * Logistic regression with an unknown floor and ceiling, labels flipped 0 → 1 with probability a and 1 → 0 with b:
 *
 *     P(y = 1) = a + (1 − a − b) σ(w·x̃ + c),
 *
 * by Fisher scoring for (w, c, a, b) with step halving on the likelihood less λ‖w‖² a row. With a = b = 0 held it is
 * plain logistic regression. A row's posterior of having been flipped is a(1 − σ)/P for a 1, bσ/(1 − P) for a 0.
 */
import { ln } from "../../math/elementary.ts";
import { cholesky, choleskySolve } from "../../math/linear.ts";
import type { Rows } from "../rows.ts";
import { sigmoid, type WrongClasses } from "./classLaw.ts";

export interface FloorCeiling {
  /** Not of length 1: its length is the slope. */
  readonly w: Float64Array;
  readonly offset: number;
  readonly floor: number;
  readonly ceiling: number;
  /** Sum over rows. */
  readonly logLikelihood: number;
}

export interface FloorCeilingOptions {
  readonly flips: boolean;
  readonly ridge: number;
  readonly from?: Omit<FloorCeiling, "logLikelihood">;
}

const STEPS = 30;
const HALVINGS = 12;
/** Gains a row below this end the iteration. */
const SMALL = 1e-6;
/** a and b stay within, so that a + b < 1 and labels still tell. */
const [LEAST, MOST] = [1e-4, 0.45];
/** Where flips begin. */
const BEGIN = 0.05;
/** Probabilities stay this far from 0 and 1. */
const EDGE = 1e-7;

export async function floorCeiling(rows: Rows, { flips, ridge, from }: FloorCeilingOptions): Promise<FloorCeiling> {
  const { n, d, y } = rows;
  const share = Math.min(Math.max(y.reduce((sum, label) => sum + label, 0) / n, 0.01), 0.99);
  const begin = from ?? { w: new Float64Array(d), offset: ln(share / (1 - share)), floor: 0, ceiling: 0 };
  const part = (value: number): number => (flips ? Math.min(Math.max(value, BEGIN), MOST) : 0);
  let now = await stateAt(rows, { ...begin, floor: part(begin.floor), ceiling: part(begin.ceiling) }, ridge);
  for (let step = 0; step < STEPS; step++) {
    const delta = await stepOf(rows, now, flips, ridge);
    const before = now.objective;
    let length = 1;
    let next = now;
    for (let halving = 0; halving < HALVINGS; halving++, length *= 0.5) {
      const tried = await stateAt(rows, moved(now, delta, length, flips), ridge);
      if (!(tried.objective > before)) continue;
      next = tried;
      break;
    }
    now = next;
    if (!(now.objective > before + SMALL * n)) break;
  }
  const { w, offset, floor, ceiling, logLikelihood } = now;
  return { w, offset, floor, ceiling, logLikelihood };
}

/** The law of flipped labels that it is. */
export const flips = ({ w, offset, floor, ceiling }: FloorCeiling): WrongClasses => ({
  law: { story: "flips", floor, ceiling },
  w,
  offset,
});

interface State extends FloorCeiling {
  /** σ at each row. */
  readonly s: Float64Array;
  readonly objective: number;
}

type Parameters = Omit<FloorCeiling, "logLikelihood">;

async function stateAt(rows: Rows, at: Parameters, ridge: number): Promise<State> {
  const { w, offset, floor, ceiling } = at;
  const s = (await rows.index(w)).map((z) => sigmoid(z + offset));
  let logLikelihood = 0;
  for (let i = 0; i < s.length; i++) {
    const p = within(floor + (1 - floor - ceiling) * s[i]);
    logLikelihood += ln(rows.y[i] > 0.5 ? p : 1 - p);
  }
  const length = w.reduce((sum, value) => sum + value * value, 0);
  return { ...at, s, logLikelihood, objective: logLikelihood - ridge * rows.n * length };
}

const within = (p: number): number => Math.min(Math.max(p, EDGE), 1 - EDGE);

/** The Fisher step for (w, c) or (w, c, a, b). */
async function stepOf(
  rows: Rows,
  { w, floor, ceiling, s }: State,
  flips: boolean,
  ridge: number,
): Promise<Float64Array> {
  const { n, d, y } = rows;
  const size = flips ? d + 3 : d + 1;
  // ∂P/∂z, ∂P/∂a and ∂P/∂b, and the score by P and its information.
  const slope = s.map((value) => (1 - floor - ceiling) * value * (1 - value));
  const score = new Float64Array(n);
  const precision = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const p = within(floor + (1 - floor - ceiling) * s[i]);
    precision[i] = 1 / (p * (1 - p));
    score[i] = (y[i] - p) * precision[i];
  }
  const scalars = flips ? [slope, s.map((value) => 1 - value), s.map((value) => -value)] : [slope];
  const { xx } = await rows.moments(slope.map((value, i) => value * value * precision[i]));
  const information = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) information[i * size + j] = xx[i * d + j];
  gradient.set(await rows.sum(slope.map((value, i) => value * score[i])));
  for (const [k, by] of scalars.entries()) {
    const across = await rows.sum(by.map((value, i) => value * slope[i] * precision[i]));
    const at = d + k;
    for (let j = 0; j < d; j++) information[at * size + j] = information[j * size + at] = across[j];
    for (const [l, other] of scalars.entries()) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += by[i] * other[i] * precision[i];
      information[at * size + d + l] = sum;
    }
    for (let i = 0; i < n; i++) gradient[at] += by[i] * score[i];
  }
  for (let j = 0; j < d; j++) {
    information[j * size + j] += 2 * ridge * n;
    gradient[j] -= 2 * ridge * n * w[j];
  }
  for (let j = 0; j < size; j++) information[j * size + j] *= 1 + 1e-9;
  const l = cholesky(information, size);
  return l === null
    ? gradient.map((value, j) => value / (information[j * size + j] || 1))
    : choleskySolve(l, size, gradient);
}

function moved({ w, offset, floor, ceiling }: State, delta: Float64Array, length: number, flips: boolean): Parameters {
  const d = w.length;
  const part = (value: number, k: number): number =>
    flips ? Math.min(Math.max(value + length * delta[d + k], LEAST), MOST) : 0;
  return {
    w: w.map((value, j) => value + length * delta[j]),
    offset: offset + length * delta[d],
    floor: part(floor, 1),
    ceiling: part(ceiling, 2),
  };
}

/**
 * Labels taken over in a region: P(y = 1) = (1 − π(q)) F(z) + π(q) g(q), z = w·x̃ the index and q = v·x̃ what decides
 * where. Curves by EM on a table of counts (`gateTable`); w and v by Fisher scoring in turn, each by its share of
 *
 *     ∂P/∂z = (1 − π) F′,      ∂P/∂q = (πg)′ − π′F.
 */
import { indexBins, interpolated } from "../indexBins.ts";
import type { Rows } from "../rows.ts";
import { scoringStep } from "../scoringStep.ts";
import { slopeAt } from "../slope.ts";
import { clipped } from "./bernoulliCurve.ts";
import { scoredDirection, type Veil } from "./bernoulliScoring.ts";
import { type FittedGate, gateCurves, gateTable } from "./gateTable.ts";
import { quantileBins } from "./quantileBins.ts";

export interface Gate extends FittedGate {
  readonly w: Float64Array;
  readonly v: Float64Array;
  /** The bins' centers, of z and of q. */
  readonly zCenters: Float64Array;
  readonly qCenters: Float64Array;
}

const ROUNDS = 40;
/** δ of v's slopes. */
const BANDWIDTH = 0.15;
const LEAST_VARIANCE = 0.03;
const RIDGE = 1e-2;

export function gateAt(rows: Rows, w: Float64Array, v: Float64Array): Gate {
  const { n, y } = rows;
  const z = quantileBins(rows.index(w), Math.floor(Math.min(40, Math.max(10, n / 50))));
  const q = quantileBins(rows.index(v), Math.floor(Math.min(24, Math.max(8, n / 80))));
  const table = gateTable(z.binOf, z.count, q.binOf, q.count, y);
  return { ...gateCurves(table, ROUNDS), w, v, zCenters: z.centers, qCenters: q.centers };
}

/** What the gate leaves to the index, by row. */
export function veilOf({ v, qCenters, share, own }: Gate, rows: Rows): Veil {
  const q = rows.index(v);
  const left = share.map((value) => 1 - value);
  const taken = share.map((value, l) => value * own[l]);
  return { taken: interpolated(qCenters, taken, q), left: interpolated(qCenters, left, q) };
}

/** P(y = 1), by row. */
export function gated(gate: Gate, rows: Rows): Float64Array {
  const { taken, left } = veilOf(gate, rows);
  const f = interpolated(gate.zCenters, gate.rising, rows.index(gate.w));
  return f.map((value, i) => taken[i] + left[i] * value);
}

/** How likely each label is taken over. */
export function takenOver(gate: Gate, rows: Rows): Float64Array {
  const { taken, left } = veilOf(gate, rows);
  const f = interpolated(gate.zCenters, gate.rising, rows.index(gate.w));
  return f.map((value, i) => {
    const p = taken[i] + left[i] * value;
    return rows.y[i] > 0.5 ? taken[i] / p : (1 - left[i] - taken[i]) / (1 - p);
  });
}

/** Steps for w and v in turn; the likeliest gate on the way. @param bandwidth δ of w's first step */
export async function polished(start: Gate, rows: Rows, steps: number, bandwidth: number): Promise<Gate> {
  let now = start;
  let best = start;
  for (let step = 0, first = bandwidth; step < steps; step++, first *= 0.75) {
    const w = await scoredDirection(rows, now.w, {
      shape: "monotone",
      steps: 2,
      bandwidths: [Math.max(first, 0.1), 0.08],
      veil: veilOf(now, rows),
    });
    now = gateAt(rows, w, now.v);
    now = gateAt(rows, w, await gateStep(now, rows));
    if (now.logLikelihood > best.logLikelihood) best = now;
  }
  return best;
}

/** v after one step of Fisher scoring. */
async function gateStep({ w, v, zCenters, qCenters, rising, share, own }: Gate, rows: Rows): Promise<Float64Array> {
  const q = rows.index(v);
  const f = interpolated(zCenters, rising, rows.index(w));
  const taken = share.map((value, l) => value * own[l]);
  const pi = interpolated(qCenters, share, q);
  const pig = interpolated(qCenters, taken, q);
  const shareSlope = slopeAt(qCenters, share, q, BANDWIDTH);
  const takenSlope = slopeAt(qCenters, taken, q, BANDWIDTH);
  const information = new Float64Array(rows.n);
  const scores = new Float64Array(rows.n);
  for (let i = 0; i < rows.n; i++) {
    const p = clipped(pig[i] + (1 - pi[i]) * f[i]);
    const h = takenSlope[i] - shareSlope[i] * f[i];
    const variance = Math.max(p * (1 - p), LEAST_VARIANCE);
    information[i] = (h * h) / variance;
    scores[i] = (h * (rows.y[i] - p)) / variance;
  }
  return (await scoringStep(rows, v, q, indexBins(q, 24), { information, scores }, { ridge: RIDGE })).w;
}

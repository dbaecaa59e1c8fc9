/**
 * The gate's curves from a table of counts. Rows fall in cells of z × q, z the index and q another one that decides
 * where labels are taken over:
 *
 *     P(y = 1) = (1 − π(q)) F(z) + π(q) g(q),      F nondecreasing, π and g free,
 *
 * by EM: which labels of a cell are taken over, then F by isotonic regression of the others, π and g by counting, under
 * the priors Beta(1.2, 4.8) for π and Beta(1.5, 1.5) for g. Every round raises the posterior density; tables are small,
 * so that thousands of pairs of directions can be tried.
 */
import { ln } from "../../math/elementary.ts";
import { isotonicRegression } from "../../math/isotonic.ts";
import { LEAST } from "./bernoulliCurve.ts";

/** Rows with y = 1 and all rows by cell, z-major. */
export interface GateTable {
  readonly zBins: number;
  readonly qBins: number;
  readonly ones: Float64Array;
  readonly all: Float64Array;
}

export interface GateCurves {
  /** F by bin of z. */
  readonly rising: Float64Array;
  /** π and g by bin of q. */
  readonly share: Float64Array;
  readonly own: Float64Array;
}

export interface FittedGate extends GateCurves {
  /** A row. */
  readonly logLikelihood: number;
  /** ln of the posterior density, up to a constant: what EM raises. */
  readonly objective: number;
}

const FIRST_SHARE = 0.3;
/** Shares and the curve behind the gate stay within. */
const [LEAST_SHARE, MOST_SHARE] = [0.003, 0.95];
const [LEAST_OWN, MOST_OWN] = [0.01, 0.99];
/** Pseudo-counts: rows taken over and rows left; ones and zeros of those taken over. */
const SHARE_PRIOR = [0.2, 3.8];
const OWN_PRIOR = [0.5, 0.5];

export function gateTable(zOf: Uint8Array, zBins: number, qOf: Uint8Array, qBins: number, y: Float64Array): GateTable {
  const ones = new Float64Array(zBins * qBins);
  const all = new Float64Array(zBins * qBins);
  for (let i = 0; i < y.length; i++) {
    const cell = zOf[i] * qBins + qOf[i];
    all[cell] += 1;
    ones[cell] += y[i];
  }
  return { zBins, qBins, ones, all };
}

/** F from all labels, π the same everywhere, g from the labels by q. */
export function gateStart({ zBins, qBins, ones, all }: GateTable): GateCurves {
  const [zOnes, zAll] = [new Float64Array(zBins), new Float64Array(zBins).fill(1e-9)];
  const [qOnes, qAll] = [new Float64Array(qBins), new Float64Array(qBins)];
  for (let k = 0; k < zBins; k++) {
    for (let l = 0; l < qBins; l++) {
      const cell = k * qBins + l;
      zOnes[k] += ones[cell];
      zAll[k] += all[cell];
      qOnes[l] += ones[cell];
      qAll[l] += all[cell];
    }
  }
  const mean = sumOf(qOnes) / sumOf(qAll);
  return {
    rising: rising(zOnes, zAll),
    share: new Float64Array(qBins).fill(FIRST_SHARE),
    own: qOnes.map((sum, l) => between(LEAST_OWN, (sum + mean) / (qAll[l] + 1), MOST_OWN)),
  };
}

/** So many rounds of EM. */
export function gateCurves(table: GateTable, rounds: number, start: GateCurves = gateStart(table)): FittedGate {
  let now = start;
  for (let round = 0; round < rounds; round++) now = emRound(table, now);
  return { ...now, ...likelihoods(table, now) };
}

function emRound({ zBins, qBins, ones, all }: GateTable, { rising: f, share, own }: GateCurves): GateCurves {
  const [leftOnes, left] = [new Float64Array(zBins), new Float64Array(zBins).fill(1e-9)];
  const [takenOnes, taken, rows] = [new Float64Array(qBins), new Float64Array(qBins), new Float64Array(qBins)];
  for (let k = 0; k < zBins; k++) {
    for (let l = 0; l < qBins; l++) {
      const cell = k * qBins + l;
      if (all[cell] === 0) continue;
      const p = f[k] + share[l] * (own[l] - f[k]);
      const one = (ones[cell] * share[l] * own[l]) / p;
      const zero = ((all[cell] - ones[cell]) * share[l] * (1 - own[l])) / (1 - p);
      takenOnes[l] += one;
      taken[l] += one + zero;
      rows[l] += all[cell];
      leftOnes[k] += ones[cell] - one;
      left[k] += all[cell] - one - zero;
    }
  }
  return {
    rising: rising(leftOnes, left),
    share: taken.map((sum, l) =>
      between(LEAST_SHARE, (sum + SHARE_PRIOR[0]) / (rows[l] + sumOfTwo(SHARE_PRIOR)), MOST_SHARE),
    ),
    own: takenOnes.map((sum, l) =>
      between(LEAST_OWN, (sum + OWN_PRIOR[0]) / (taken[l] + sumOfTwo(OWN_PRIOR)), MOST_OWN),
    ),
  };
}

function likelihoods({ zBins, qBins, ones, all }: GateTable, { rising: f, share, own }: GateCurves) {
  let sum = 0;
  for (let k = 0; k < zBins; k++) {
    for (let l = 0; l < qBins; l++) {
      const cell = k * qBins + l;
      if (all[cell] === 0) continue;
      const p = f[k] + share[l] * (own[l] - f[k]);
      sum += ones[cell] * ln(p) + (all[cell] - ones[cell]) * ln(1 - p);
    }
  }
  let prior = 0;
  for (let l = 0; l < qBins; l++) {
    prior += SHARE_PRIOR[0] * ln(share[l]) + SHARE_PRIOR[1] * ln(1 - share[l]);
    prior += OWN_PRIOR[0] * ln(own[l]) + OWN_PRIOR[1] * ln(1 - own[l]);
  }
  return { logLikelihood: sum / sumOf(all), objective: sum + prior };
}

const rising = (ones: Float64Array, all: Float64Array): Float64Array =>
  isotonicRegression(
    ones.map((sum, k) => sum / all[k]),
    all,
  ).map((p) => between(LEAST, p, 1 - LEAST));

const between = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most);
const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
const sumOfTwo = ([a, b]: readonly number[]): number => a + b;

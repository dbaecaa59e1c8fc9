/**
 * Intervals by fits to rows drawn again (Efron1979): weights, effects and the direction of as many samples as could have
 * been, each as the draws of the rows have it. Draws are working weights, so that many fits share each sweep.
 */
import type { Interval, Intervals } from "../fit/model.ts";
import type { Standing } from "../fit/standing.ts";
import { normalDistribution } from "../math/normal.ts";
import { angle, dot } from "../math/vectors.ts";
import type { Pass } from "../pass/pass.ts";
import { together } from "../pass/together.ts";
import { drawn } from "./drawn.ts";
import { refitCurve, refitLink } from "./refit.ts";
import { LEVEL } from "./sandwich.ts";
import { seenRows } from "./seenRows.ts";
import type { TrustFrame } from "./trustFrame.ts";

/** Fits that share sweeps hold some ten numbers a row each: so many rows at a time, whoever they belong to. */
const ROWS_AT_A_TIME = 2_000_000;

interface Replicate {
  readonly weights: Float64Array;
  readonly effects: Float64Array;
  /** To the direction of the fit. */
  readonly angle: number;
}

/** @param times how often the rows are drawn */
export async function bootstrap(standing: Standing, frame: TrustFrame, times: number): Promise<Intervals | undefined> {
  const { stream, signal, progress } = standing;
  const { design, w, toUnits } = frame;
  const batch = Math.min(Math.max(Math.floor(ROWS_AT_A_TIME / design.n), 1), 50);
  const replicates: Replicate[] = [];
  for (let from = 0; from < times; from += batch) {
    signal?.throwIfAborted();
    const tasks = Array.from({ length: Math.min(batch, times - from) }, (_, k) => {
      const counts = drawn(design, stream.jumped(from + k));
      const omega = counts.map((count, i) => count * frame.omega[i]);
      return (pass: Pass) => replicate(standing, frame, pass, omega);
    });
    for (const one of await together(standing.finished.carried.pass, tasks)) if (one) replicates.push(one);
    progress?.((from + tasks.length) / times);
  }
  if (replicates.length < times / 2) return undefined;
  const share = (1 - LEVEL) / 2;
  const interval = (of: (one: Replicate) => number): Interval => {
    const sorted = replicates.map(of).sort((a, b) => a - b);
    return [quantile(sorted, share), quantile(sorted, 1 - share)];
  };
  const columns = Array.from(w, (_, j) => {
    const weights = replicates.map((one) => one.weights[j]);
    const t = dot(toUnits.subarray(j * w.length, (j + 1) * w.length), w) / deviationOf(weights);
    return {
      weight: interval((one) => one.weights[j]),
      effect: interval((one) => one.effects[j]),
      p: 2 * normalDistribution(-Math.abs(t)),
    };
  });
  const angles = replicates.map((one) => one.angle).sort((a, b) => a - b);
  return { level: LEVEL, method: "bootstrap", columns, angle: quantile(angles, LEVEL) };
}

async function replicate(
  standing: Standing,
  { rowsBy, whitening, w, known: told, toUnits }: TrustFrame,
  pass: Pass,
  omega: Float64Array,
): Promise<Replicate | undefined> {
  const rows = rowsBy(pass);
  const { carried } = standing.finished;
  const refit = told
    ? await refitLink(pass, standing.learned, whitening, w, omega)
    : await refitCurve(rows, w, omega, carried.trust);
  const z = await rows.index(refit.w);
  const seen = seenRows(standing, z, rows.y, omega, refit.known, refit.trust);
  if (seen === undefined || !refit.w.every(Number.isFinite)) return undefined;
  const d = w.length;
  const inUnits = Float64Array.from(w, (_, j) => dot(toUnits.subarray(j * d, (j + 1) * d), refit.w));
  const deviation = deviationOf(z, omega);
  const slope = seen.slope.average * standing.unit.scale;
  return {
    weights: inUnits.map((weight) => weight / deviation),
    effects: inUnits.map((weight) => weight * slope),
    angle: angle(refit.w, w),
  };
}

/** Linear between order statistics. */
function quantile(sorted: readonly number[], p: number): number {
  const at = Math.min(Math.max(p * (sorted.length + 1) - 1, 0), sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
}

function deviationOf(values: ArrayLike<number>, omega?: Float64Array): number {
  let [mass, sum, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const weight = omega?.[i] ?? 1;
    mass += weight;
    sum += weight * values[i];
    squares += weight * values[i] * values[i];
  }
  return Math.sqrt(squares / mass - (sum / mass) * (sum / mass));
}

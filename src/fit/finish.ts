/** From a direction over the rows of a design to a way to predict: a curve fitted to them along it. */
import type { Design } from "../data/design.ts";
import type { RandomStream } from "../math/random.ts";
import { breathe } from "../pass/breath.ts";
import { inDataUnits } from "../pass/scaling.ts";
import { chooseCurve } from "./chooseCurve.ts";
import type { Predictor } from "./compare.ts";
import { knownCurve } from "./knownCurve.ts";
import { type Points, sorted } from "./points.ts";
import type { Carried } from "./procedure.ts";
import { standardized } from "./rowIndex.ts";

export interface Finished extends Predictor {
  /** The design's rows along their index, which has mean 0 and variance 1. */
  readonly points: Points;
  readonly carried: Carried;
}

/**
 * @param carried the direction
 * @param design the rows that the curve is fitted to: those it was carried to or, where they are very many, some of them
 * @param told whether the curve is that of a given link; otherwise it is chosen by cross-validation
 */
export async function finish(
  carried: Carried,
  design: Design,
  told: boolean,
  stream: RandomStream,
  signal?: AbortSignal,
): Promise<Finished> {
  const { line: packedLine, scaling, whitening, candidate, trust } = carried;
  const inUnits = {
    weights: inDataUnits(packedLine.w, 0, scaling).weights,
    centers: scaling.center.map((center, j) => center + scaling.scale[j] * whitening.mean[j]),
  };
  const { line, z, deviation } = standardized(design, inUnits, design.weights);
  await breathe(signal);
  // Counted first: without weights z is taken over.
  const counted = trust && sorted(z, design.y, trust.counts.subarray(0, design.n), design.binary);
  const points = sorted(z, design.y, design.weights, design.binary);
  const { known } = candidate;
  const curve =
    told && known ? knownCurve(known, deviation, points.z) : await chooseCurve(counted ?? points, stream, signal);
  return { line, curve, points, carried };
}

/** From a learned direction to a way to predict: the direction refined on all rows of a design, a curve fitted to them. */
import type { Design } from "../data/design.ts";
import type { RandomStream } from "../math/random.ts";
import { breathe } from "../pass/breath.ts";
import { inDataUnits } from "../pass/scaling.ts";
import { chooseCurve } from "./chooseCurve.ts";
import type { Predictor } from "./compare.ts";
import { knownCurve } from "./knownCurve.ts";
import { rowWeights } from "./labels.ts";
import { type Points, sorted } from "./points.ts";
import { type Carried, carry, type Learned, type Whole } from "./procedure.ts";
import { standardized } from "./rowIndex.ts";

export interface Finished extends Predictor {
  /** The design's rows along their index, which has mean 0 and variance 1. */
  readonly points: Points;
  readonly carried: Carried;
}

/**
 * @param design the rows that the curve is fitted to: those of `whole` or, where they are very many, some of them
 * @param whole the rows that refine the direction, with labels in the unit they are learned in
 * @param told whether the curve is that of a given link; otherwise it is chosen by cross-validation
 */
export async function finish(
  learned: Learned,
  design: Design,
  whole: Whole,
  told: boolean,
  stream: RandomStream,
): Promise<Finished> {
  const carried = await carry(learned, whole);
  const { line: packedLine, scaling, whitening, candidate } = carried;
  const { signal } = learned.trial;
  const weights = rowWeights(design);
  const inUnits = {
    weights: inDataUnits(packedLine.w, 0, scaling).weights,
    centers: scaling.center.map((center, j) => center + scaling.scale[j] * whitening.mean[j]),
  };
  const { line, z, deviation } = standardized(design, inUnits, weights);
  await breathe(signal);
  const points = sorted(z, design.y, design.weights, design.binary);
  const { known } = candidate;
  const curve = told && known ? knownCurve(known, deviation, points.z) : await chooseCurve(points, stream, signal);
  return { line, curve, points, carried };
}

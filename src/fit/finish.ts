/** From a learned direction to a way to predict: the direction refined on all rows of a design, a curve fitted to them. */
import type { Design } from "../data/design.ts";
import type { RandomStream } from "../math/random.ts";
import { inDataUnits } from "../pass/scaling.ts";
import { chooseCurve } from "./chooseCurve.ts";
import type { Predictor } from "./compare.ts";
import { knownCurve } from "./knownCurve.ts";
import { rowWeights } from "./labels.ts";
import { type Carried, carry, type Learned, type Whole } from "./procedure.ts";
import { standardized } from "./rowIndex.ts";

export interface Finished extends Predictor {
  /** The index of the design's rows: mean 0, variance 1. */
  readonly z: Float64Array;
  readonly carried: Carried;
}

/**
 * @param whole the design's rows, with labels in the unit they are learned in
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
  const weights = rowWeights(design);
  const inUnits = {
    weights: inDataUnits(packedLine.w, 0, scaling).weights,
    centers: scaling.center.map((center, j) => center + scaling.scale[j] * whitening.mean[j]),
  };
  const { line, z, deviation } = standardized(design, inUnits, weights);
  const { known } = candidate;
  const curve =
    told && known
      ? knownCurve(known, deviation, z)
      : await chooseCurve(z, design.y, weights, design.binary, stream, learned.trial.signal);
  return { line, curve, z, carried };
}

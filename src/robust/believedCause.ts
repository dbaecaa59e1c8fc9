/** A finding with the second cause that the held-out rows believe in, if they do in one. */
import { meanOf } from "../math/mean.ts";
import { paired } from "../math/paired.ts";
import { beginnings } from "./beginnings.ts";
import { better, type Finding } from "./finding.ts";
import { heldOutScore } from "./heldOutScore.ts";
import { type Labels, labelsLike } from "./labels.ts";
import type { Mixture } from "./mixture.ts";
import { type NoiseLaw, studentT2 } from "./noiseLaw.ts";
import type { RobustTrial } from "./robustTrial.ts";
import { mixtureAt } from "./scoring.ts";
import { causesAt, contaminationCause, noiseCause, type SecondCause } from "./secondCause.ts";

/** Gains a row, and standard errors of them, from which on a second cause is believed. */
const [ENOUGH, SURE] = [0.01, 3];

/** @param others directions that may decide who is corrupted */
export async function withSecondCause(
  found: Finding,
  { train, heldOut, curve }: RobustTrial,
  labels: Labels,
  others: readonly Float64Array[],
): Promise<Finding> {
  const other = labelsLike(labels, heldOut.y);
  const z = await train.index(found.w);
  const begin = beginnings(labels);
  const accepted = async (best: Finding, law: NoiseLaw, causeOf: (at: Mixture) => Promise<SecondCause>) => {
    const at =
      law === found.law
        ? found.mixture
        : mixtureAt(z, labels, { law, curve, starts: begin, from: found.mixture, rounds: 6 });
    const cause = await causeOf(at);
    const causes = await causesAt(train, cause.law);
    const options = { law, curve, starts: begin };
    const from = mixtureAt(z, labels, { ...options, ...causes, from: at, rounds: 6 });
    const held = heldOutScore(
      z,
      labels,
      { z: await heldOut.index(found.w), labels: other, causes: await causesAt(heldOut, cause.law) },
      { ...options, ...causes, from },
    );
    const { mean, error } = paired(held.scores, best.scores);
    if (!(mean > ENOUGH && mean > SURE * error)) return best;
    return { ...found, law, mixture: held.mixture, scores: held.scores, score: meanOf(held.scores), cause };
  };
  const noisier = await accepted(found, studentT2, (at) => noiseCause(train, found.w, at));
  const corrupted = await accepted(noisier, found.law, (at) => contaminationCause(train, at));
  // What one direction gives up another may explain.
  const byOthers = (at: Mixture) => contaminationCause(train, at, others);
  return others.length === 0 ? corrupted : better(corrupted, await accepted(noisier, found.law, byOthers));
}

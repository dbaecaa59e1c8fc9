/**
 * A sign that the index at hand is the wrong one: noise that varies along another direction. Where labels answer to a
 * decoy, or the direction lies between two, a mixture along the index may explain no more than a plain curve does; how
 * far labels are from that curve still tells of the other direction.
 */
import { beginnings } from "./beginnings.ts";
import { logLikelihoods } from "./heldOutScore.ts";
import { labelsLike, labelsOf } from "./labels.ts";
import type { CurveRule } from "./mixture.ts";
import { studentT2 } from "./noiseLaw.ts";
import type { Rows } from "./rows.ts";
import { mixtureAt } from "./scoring.ts";
import { causesAt, noiseCause } from "./secondCause.ts";

/** The log-likelihood of each held-out row with noise that varies along the index alone, and along one more direction. */
export interface Aside {
  readonly along: Float64Array;
  readonly aside: Float64Array;
}

export async function noiseAside(rows: Rows, heldOut: Rows, w: Float64Array, curve: CurveRule): Promise<Aside> {
  const labels = labelsOf(rows.y);
  const at = mixtureAt(await rows.index(w), labels, { law: studentT2, curve, share: 0, starts: beginnings(labels) });
  const { law } = await noiseCause(rows, w, at);
  const [z, other] = [await heldOut.index(w), labelsLike(labels, heldOut.y)];
  const scores = async (parts: typeof law.parts) =>
    logLikelihoods(at, z, other, await causesAt(heldOut, { ...law, parts }));
  return { along: await scores(law.parts.slice(0, 1)), aside: await scores(law.parts) };
}

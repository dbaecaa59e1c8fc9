/** What an explanation gives up may tell of a better one. */
import { norm, unit } from "../math/vectors.ts";
import { beginnings } from "./beginnings.ts";
import type { Brief } from "./briefly.ts";
import type { Scored } from "./finding.ts";
import { type Labels, labelsLike } from "./labels.ts";
import type { Mixture } from "./mixture.ts";
import { normalLaw } from "./noiseLaw.ts";
import type { RobustTrial } from "./robustTrial.ts";
import { score } from "./scoring.ts";

/** Directions that explain what the best one gives up. */
export async function secondLooks(
  { train, curve }: RobustTrial,
  labels: Labels,
  brief: Brief,
  { sure, residuals }: Mixture,
): Promise<Scored[]> {
  const bad = Float64Array.from(sure, (p) => (p < 0.5 ? 1 : 0));
  const count = bad.reduce((a, b) => a + b, 0);
  if (count < Math.max(2 * train.d, 30)) return [];
  const { spread } = labels.outliers;
  const clip = (r: number): number => Math.min(Math.max(r, -spread), spread);
  const middle = labels.y.reduce((sum, y, i) => sum + bad[i] * y, 0) / count;
  const seeds = [
    await train.sum(bad.map((is, i) => is * clip(labels.y[i] - middle))),
    await train.sum(residuals.map((r, i) => (1 - sure[i]) * clip(r))),
  ].map(unit);
  const given = await train.some(Int32Array.from(sure.keys()).filter((i) => sure[i] < 0.5));
  const { share: _, ...free } = labels;
  const theirs = labelsLike(free, given.y);
  const found: Scored[] = [];
  for (const seed of seeds) {
    if (norm(seed) === 0) continue;
    const own = await score(given, theirs, seed, {
      law: normalLaw,
      curve,
      starts: beginnings(theirs),
      steps: 4,
      bandwidth: 0.5,
    });
    found.push(await brief.refined(own.w, 0.15));
  }
  return found;
}

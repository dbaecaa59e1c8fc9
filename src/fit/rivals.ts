/** Other explanations of the labels, settled on all rows: the rivals of the answer. */
import { angle } from "../math/vectors.ts";
import type { Scaling } from "../pass/scaling.ts";
import type { Finished } from "./finish.ts";
import type { Laws } from "./labelLaw.ts";
import type { Model } from "./model.ts";
import type { Learned } from "./procedure.ts";
import type { Contamination } from "./robustly.ts";

/** Rivals that settle nearer than this, radians, are no other direction. */
const SAME_DIRECTION = 0.17;

export async function rivalsOf(
  { learned, best, rivals }: Contamination,
  answer: Finished,
  { scale }: Scaling,
  lawOf: (of: Finished) => Laws,
  finished: (one: Learned) => Promise<Finished>,
): Promise<Model["rivals"]> {
  const told: Model["rivals"][number][] = [];
  for (const explanation of rivals) {
    const other = await finished({ ...learned, explanation });
    const apart = angle(answer.carried.candidate.w, other.carried.candidate.w);
    if (apart < SAME_DIRECTION) continue;
    told.push({
      weights: [...other.line.weights],
      standardized: [...other.line.weights.map((weight, j) => weight * scale[j])],
      link: other.curve,
      ...lawOf(other),
      angle: apart,
      gap: best.score - explanation.score,
    });
  }
  return told;
}

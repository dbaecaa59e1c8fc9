/**
 * The last digits of a direction where no label is corrupted: Fisher scoring with an ε of 0, Gauss–Newton on the square
 * loss with the curve at hand. Row by row it resolves a curve that bins of a sweep would blur.
 */
import type { Settled } from "./explanation.ts";
import { labelsOf } from "./labels.ts";
import { medianStart } from "./medianStart.ts";
import { monotone } from "./mixture.ts";
import { normalLaw } from "./noiseLaw.ts";
import type { Rows } from "./rows.ts";
import { score } from "./scoring.ts";

const SCORING = { steps: 6, bandwidth: 0.2 };

export async function scoredDirection(rows: Rows, start: Float64Array): Promise<Settled> {
  const labels = labelsOf(rows.y);
  const { w } = await score(rows, labels, start, {
    law: normalLaw,
    curve: monotone,
    share: 0,
    starts: (bins) => [medianStart(bins, rows.y)],
    ...SCORING,
  });
  return { w };
}

/** What explains the labels, carried to other rows: its direction settled on them, and how much each of them counts. */
import type { Design } from "../data/design.ts";
import { unit } from "../math/vectors.ts";
import { rebased } from "../method/whiten.ts";
import { explained, type RowsExplained } from "../robust/heldOutScore.ts";
import { labelsLike, labelsOf } from "../robust/labels.ts";
import { type Mixture, monotone, type RowCauses } from "../robust/mixture.ts";
import { type Explanation, settleOn } from "../robust/portfolio.ts";
import { packedRows, rowsOver } from "../robust/rows.ts";
import { type Carried, type Learned, rescaled, type Whole } from "./procedure.ts";

/** A direction over all rows of a design, and the mixture that explains them. */
export interface Settled extends Carried {
  readonly mixture: Mixture;
  /** How much each row counts for the curve: how sure it is clean, how precise, how far out. */
  readonly counts: Float64Array;
  /** How much other rows count, by their labels in the unit that was learned in. */
  countsOf(other: Design): Promise<Float64Array>;
}

/**
 * Causes of an explanation know directions in the coordinates it was found in, so all is settled in those.
 *
 * @param design the rows of `whole` in its order, labels in the unit that was learned in
 */
export async function settle(
  { trial, scaling, found }: Learned,
  explanation: Explanation,
  design: Design,
  whole: Whole,
): Promise<Settled> {
  const whitening = rebased(trial.whitening, scaling, whole.scaling);
  const rows = rowsOver(design, whole.pass, whole.scaling, whitening);
  const { w, mixture } = await settleOn(rows, explanation, monotone);
  const there = unit(whole.whitening.coordinates(rescaled(trial.whitening.line(w), scaling, whole.scaling)));
  const labels = labelsOf(design.y);
  return {
    ...whole,
    line: whole.whitening.line(there),
    candidate: { w: there, phi: found.phi },
    mixture,
    counts: counts(mixture, mixture, await explanation.cause?.(rows)),
    async countsOf(other) {
      const others = await packedRows(other, whole.scaling, whitening);
      const causes = await explanation.cause?.(others);
      return counts(mixture, explained(mixture, await others.index(w), labelsLike(labels, other.y), causes), causes);
    },
  };
}

function counts({ s, law }: Mixture, { sure, residuals }: RowsExplained, { spread }: RowCauses = {}): Float64Array {
  return sure.map((p, i) => {
    const relative = spread?.[i] ?? 1;
    const ratio = residuals[i] / (s * relative);
    return (p * law.weight(ratio * ratio)) / (relative * relative);
  });
}

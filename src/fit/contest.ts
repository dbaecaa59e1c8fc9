/**
 * Which of several learned directions predicts best: each refined on four fifths of the rows and scored on the fifth
 * left out, five times over. With few rows a plain direction often beats a cleverer one; this is where it may.
 */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import type { RandomStream } from "../math/random.ts";
import { squareLoss } from "../problem/loss.ts";
import { predictions } from "./compare.ts";
import { finish } from "./finish.ts";
import type { LabelUnit } from "./labels.ts";
import type { Learned } from "./procedure.ts";

const FOLDS = 5;
/** With more rows one fold tells enough. */
const MANY_ROWS = 50_000;

/** The contestants' mean square losses on rows left out, in order. */
export async function contest(
  contestants: readonly Learned[],
  design: Design,
  unit: LabelUnit,
  stream: RandomStream,
): Promise<number[]> {
  const fold = foldsOf(design, stream);
  const losses = contestants.map(() => 0);
  const folds = design.n > MANY_ROWS ? 1 : FOLDS;
  for (let out = 0; out < folds; out++) {
    const rows = Int32Array.from({ length: design.n }, (_, i) => i);
    const inside = rowsOf(
      design,
      rows.filter((i) => fold[i] !== out),
    );
    const outside = rowsOf(
      design,
      rows.filter((i) => fold[i] === out),
    );
    if (inside.n === 0 || outside.n === 0) continue;
    for (const [k, learned] of contestants.entries()) {
      const finished = await finish(learned, inside, unit, false, stream.jumped(out + 1));
      losses[k] +=
        squareLoss(predictions(finished, outside.x, outside.n, outside.binary), outside.y, outside.weights) / folds;
    }
  }
  return losses;
}

/** A fold a row, rows of a group in the same one. */
function foldsOf({ n, groups }: Design, stream: RandomStream): Int32Array {
  if (groups === undefined) return Int32Array.from({ length: n }, () => stream.below(FOLDS));
  const ofGroup = new Map<number, number>();
  return groups.map((group) => {
    const fold = ofGroup.get(group) ?? stream.below(FOLDS);
    ofGroup.set(group, fold);
    return fold;
  });
}

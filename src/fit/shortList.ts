/**
 * A short list of columns that explains nearly as much as all of them, by recursive elimination (GuyonWBV2002): fit, leave
 * out the columns whose weights move the index least, fit again. A column whose twin is left out takes over its weight, so
 * that of copies one remains. The rows held out say what each list costs.
 */
import { UsageError } from "../errors.ts";
import { norm } from "../math/vectors.ts";
import type { Model, ShortList } from "./model.ts";
import type { FitOptions, Progress } from "./options.ts";

/** The R² that a shorter list may cost where nothing else is said. */
const COST = 0.01;
/** Of many columns so large a part stays, of few all but one. */
const [STAYS, FEW] = [0.7, 10];

/**
 * @param fitOne fits some of the columns
 * @returns the shortest list whose R² on the rows held out is within the cost of the best
 * @throws UsageError for a cost that is no share
 */
export async function shortList(
  options: FitOptions,
  fitOne: (options: FitOptions) => Promise<Model>,
): Promise<ShortList> {
  const cost = options.sparse === true ? COST : Number(options.sparse);
  if (!(cost >= 0 && cost < 1)) {
    const would = "give the R² that a shorter list may cost, such as 0.01";
    throw new UsageError({ where: "sparse", what: "not a share", got: options.sparse, would });
  }
  const { bootstrap: _, folds: __, sparse: ___, progress, ...plain } = options;
  const path: { columns: readonly string[]; r2: number }[] = [];
  let left: readonly string[] | undefined = plain.features;
  let steps = 0;
  while (left === undefined || left.length > 0) {
    const told = progress && { progress: within(progress, path.length, steps) };
    const model = await fitOne({ ...plain, ...told, ...(left && { features: left }) });
    const columns = byWeight(model);
    path.push({ columns, r2: model.heldOut.fit.r2 });
    if (path.length === 1) steps = stepsFrom(columns.length);
    left = columns.slice(0, fewer(columns.length));
  }
  const best = path.reduce((most, { r2 }) => Math.max(most, r2), Number.NEGATIVE_INFINITY);
  const chosen = path.findLast(({ r2 }) => r2 >= best - cost) ?? path[0];
  return { columns: chosen.columns, cost, path: path.map(({ columns, r2 }) => ({ columns: columns.length, r2 })) };
}

const fewer = (columns: number): number => (columns > FEW ? Math.floor(STAYS * columns) : columns - 1);

function stepsFrom(columns: number): number {
  let steps = 0;
  for (let left = fewer(columns); left > 0; left = fewer(left)) steps++;
  return steps;
}

/** Columns of the table, the one that moves the index most first; a text column by all of its levels. */
function byWeight({ encoding, standardized }: Model): string[] {
  const moves = encoding.columns.map(({ name }) => ({
    name,
    size: norm(Float64Array.from(standardized.filter((_, j) => encoding.features[j].column === name))),
  }));
  return moves.sort((a, b) => b.size - a.size).map(({ name }) => name);
}

/** The first fit tells how many there will be; it counts for so much. */
const FIRST = 0.2;

/** Progress of one fit of several, `before` of them done, the last one still to come. */
function within(progress: (of: Progress) => void, before: number, steps: number): (of: Progress) => void {
  return ({ done }) => {
    const all = before === 0 ? FIRST * done : FIRST + ((1 - FIRST) * (before - 1 + done)) / (steps + 1);
    progress({ stage: "shortening the list", done: all });
  };
}

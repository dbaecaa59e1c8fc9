/** What cannot be fitted, or asked of a fit, said before any work is done. */
import type { Design } from "../data/design.ts";
import { DataError, UsageError } from "../errors.ts";
import type { Learner } from "../learners/learner.ts";
import type { Knowledge } from "../method/judge.ts";
import { linkOf } from "../pass/maps.ts";
import type { FitOptions } from "./options.ts";

/** Fewer rows cannot be held out to say how good the fit is. */
const FEWEST_ROWS = 8;

export function refuseFewRows({ n }: Design): void {
  if (n >= FEWEST_ROWS) return;
  const would = `give at least ${FEWEST_ROWS}: some are held out to say how good the fit is`;
  throw new DataError({ where: "table", what: "too few usable rows", got: n, would });
}

/** A link that jumps has no slope to score by, and a line through the origin is not whitened about its mean. */
export function mayBeCorrupted({ link, intercept }: Knowledge, isToldOfClasses: boolean): boolean {
  return intercept && !isToldOfClasses && !(link && linkOf(link).jumps);
}

export function refuseRealLabels({ binary }: Design, { name, labels }: Learner): void {
  if (labels !== "binary" || binary) return;
  const what = `${name} is for labels of two kinds`;
  throw new UsageError({
    where: "learner",
    what,
    got: "numbers",
    would: "leave it out, or name a target of two values",
  });
}

/** Rows are split three times, whole groups at a time, and once more to test repeated runs. */
export function refuseFewGroups({ groups }: Design, { splitBy, confidence }: FitOptions): void {
  const needed = confidence === undefined ? 4 : 5;
  const count = new Set(groups).size;
  if (groups === undefined || count >= needed) return;
  const would = `give a column of at least ${needed} values, or leave it out`;
  throw new DataError({ where: `split-by ${splitBy}`, what: "too few groups to hold some out", got: count, would });
}

export function refuseShare(got: number): never {
  const what = "no share is told of labels 0 and 1, of a link that jumps, or of a line through the origin";
  throw new UsageError({ where: "contamination", what, got, would: "leave it at auto" });
}

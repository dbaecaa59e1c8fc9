/** What a fit tells the user beside its numbers. */
import type { Design } from "../data/design.ts";
import { collinearGroups } from "./collinear.ts";
import type { Carried } from "./procedure.ts";

/** Groups of collinear columns named one by one; more are counted. */
const MOST_GROUPS = 3;
const MOST_NAMES = 4;

export function fitNotices({ names, n, d }: Design, { moments, whitening }: Carried): string[] {
  const notices: string[] = [];
  if (n < d) notices.push(`Fewer rows (${n}) than features (${d}): the weights are one choice among many that fit.`);
  if (whitening.kind === "diagonal") {
    notices.push(`With ${d} features only the scales of the columns were whitened, not their correlations.`);
  }
  const groups = collinearGroups(moments, d);
  for (const [one, ...others] of groups.slice(0, MOST_GROUPS)) {
    const shown = others.slice(0, MOST_NAMES).map((j) => names[j]);
    const more = others.length > MOST_NAMES ? ` and ${others.length - MOST_NAMES} more` : "";
    notices.push(
      `${names[one]} is nearly a combination of ${shown.join(", ")}${more}: their weights cannot be told apart, only what they do together.`,
    );
  }
  if (groups.length > MOST_GROUPS) {
    notices.push(`${groups.length - MOST_GROUPS} more columns are nearly combinations of others.`);
  }
  return notices;
}

/** What a fit tells the user beside its numbers. */
import type { Design } from "../data/design.ts";
import { MOST_FEATURES_SCORED } from "../learners/maximumLikelihood.ts";
import { STOP_SENTENCES, type StopReason } from "../method/result.ts";
import type { Found } from "../method/trial.ts";
import { collinearGroups } from "./collinear.ts";
import type { Carried, Learned } from "./procedure.ts";

/** Groups of collinear columns named one by one; more are counted. */
const MOST_GROUPS = 3;
const MOST_NAMES = 4;

export function fitNotices(
  { names, n, d }: Design,
  { moments, whitening }: Carried,
  { found, ridge: { chosen: ridge } }: Learned,
): string[] {
  // With one feature there is nowhere to go: every path stalls where it starts.
  const notices = d > 1 ? stopNotices(found) : [];
  if (n < d) notices.push(`Fewer rows (${n}) than features (${d}): the weights are one choice among many that fit.`);
  if (whitening.kind === "diagonal") {
    notices.push(`With ${d} features only the scales of the columns were whitened, not their correlations.`);
  }
  if (d > MOST_FEATURES_SCORED) {
    notices.push(
      `With ${d} features the linear fit beside it goes along the columns' first moments, which is not least squares.`,
    );
  }
  if (whitening.ridge > ridge) notices.push(`The ridge had to be raised to ${whitening.ridge} × mean variance.`);
  if (found.w.every((weight) => weight === 0))
    notices.push("No direction did better than a constant: all weights are 0.");
  // With fewer rows than features every column is a combination of others.
  const { count, groups } = n < d ? { count: 0, groups: [] } : collinearGroups(moments, d, MOST_GROUPS);
  for (const [one, ...others] of groups) {
    const shown = others.slice(0, MOST_NAMES).map((j) => names[j]);
    const more = others.length > MOST_NAMES ? ` and ${others.length - MOST_NAMES} more` : "";
    notices.push(
      `${names[one]} is nearly a combination of ${shown.join(", ")}${more}: their weights cannot be told apart, only what they do together.`,
    );
  }
  if (count > groups.length) notices.push(`${count - groups.length} more columns are nearly combinations of others.`);
  return notices;
}

/** Paths that ended before their time: the one that won, and how many others. */
export function stopNotices({ stop, stops }: Pick<Found, "stop" | "stops">): string[] {
  const notices: string[] = [];
  if (stop in EARLY) notices.push(`The path the weights were found on ended early. ${STOP_SENTENCES[stop]}`);
  const counts = Object.entries(EARLY).flatMap(([reason, verb]) => {
    const count = stops.filter((one) => one === reason).length;
    return count > 0 ? [`${count} ${verb}`] : [];
  });
  if (stops.length > 1 && counts.length > 0) {
    notices.push(`Of ${stops.length} paths that were tried, ${counts.join(", ")}.`);
  }
  return notices;
}

const EARLY: Readonly<Partial<Record<StopReason, string>>> = {
  stalled: "stalled",
  diverged: "diverged",
  notFinite: "left the range of numbers",
};

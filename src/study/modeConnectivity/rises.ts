/** How far the held-out error rises above two optima on a way between them. */
import type { CurveKind } from "../../landscape/curve.ts";
import { barrierOf, extremesOf, type ProfilePoint } from "../../landscape/profile.ts";
import type { Joined } from "../joinedOptima.ts";

/** One width on one seed. */
export interface Run extends Joined {
  readonly width: number;
}

/** Points of held-out error: a curve's mean and largest above the ends' mean, and the straight line's largest. */
export const LIMITS = { mean: 1, largest: 2.5, straight: 10 };

export const heldOutError = ({ heldOut }: ProfilePoint): number => 100 * heldOut.error;

/** Points of error: what the ends have on average, and how far a way rises above that. */
export function rises({ ways }: Run, kind: CurveKind | "straight") {
  const { points } = ways.find((way) => way.kind === kind)!;
  const ends = (heldOutError(points[0]) + heldOutError(points[points.length - 1])) / 2;
  const better = Math.min(heldOutError(points[0]), heldOutError(points[points.length - 1]));
  return {
    ends,
    better,
    mean: extremesOf(points, heldOutError).mean - ends,
    largest: barrierOf(points, heldOutError),
  };
}

/** Whether a curve keeps to half of what is allowed: a width that just gets by on one seed may fail on another. */
export function withinHalf(run: Run): boolean {
  const { mean, largest } = rises(run, "bezier");
  return (
    mean <= LIMITS.mean / 2 && largest <= LIMITS.largest / 2 && rises(run, "straight").largest >= 1.5 * LIMITS.straight
  );
}

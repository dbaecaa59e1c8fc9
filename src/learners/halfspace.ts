import { normalQuantile } from "../math/normal.ts";
import { bothSides } from "../method/bothSides.ts";
import { marginLoss } from "../method/fields/marginLoss.ts";
import { smoothed } from "../method/fields/smoothed.ts";
import { sphere } from "../method/geometries/sphere.ts";
import { chow } from "../method/initializers/chow.ts";
import { constant } from "../method/schedules/constant.ts";
import { geometric } from "../method/schedules/geometric.ts";
import type { Trial } from "../method/trial.ts";
import { type Part, part, type Real } from "../part.ts";
import { along, withLink } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * Halfspaces 1{w·x ≥ t} from 0/1 labels, some of them corrupted by an adversary, x Gaussian.
 *
 * `homogeneous` 0: any threshold. t = Φ⁻¹(1 − p) from the share p of ones, the Chow vector for a start, then the field of
 * that step seen through shrinking noise, as monotoneGlm has it (ZarifisWDD2025). DiakonikolasKTZ2022b shows that O(OPT) + ε
 * can be had; what we run in its place is our own reading, good while OPT is a small share of the rarer label.
 *
 * `homogeneous` 1: through the origin. Descent on a sigmoid of the margin (DiakonikolasKTZ2020), both w and −w candidates:
 * O(OPT) + ε under adversarial, OPT + ε under Massart noise. As in the papers: loss, sphere, candidates. Ours: all rows each
 * step, a start at the Chow vector, steps and width.
 */
export const halfspace: Part<Learner, { homogeneous: Real; width: Real; steps: Real }> = part(
  {
    name: "halfspace",
    about: "Halfspaces from 0/1 labels, some of them corrupted: any threshold, or through the origin.",
    reference: "DiakonikolasKTZ2020",
    parameters: {
      homogeneous: { symbol: "t = 0", initial: 0, range: [0, 1], about: "1 for halfspaces through the origin" },
      width: { symbol: "s", initial: 0.2, range: [1e-3, 10], about: "width of the margin's sigmoid" },
      steps: { symbol: "T", initial: 60, range: [1, 1e5], about: "number of steps on the margin's sigmoid" },
    },
  },
  ({ homogeneous, width, steps }) => ({
    name: "halfspace",
    link: { name: "step", parameters: { threshold: 0 } },
    labels: "binary",
    ...withLink(
      (trial) => ({ name: "step", parameters: { threshold: homogeneous === 1 ? 0 : thresholdOf(trial) } }),
      along(() =>
        homogeneous === 1
          ? {
              initializer: bothSides(chow()),
              fieldOf: marginLoss({ width }),
              geometry: sphere(),
              schedule: constant({ size: width, steps, longest: width }),
            }
          : {
              initializer: chow(),
              fieldOf: smoothed(),
              geometry: sphere(),
              schedule: geometric({ angle: 1, decay: 0.1, length: 0.25, floor: 0.02 }),
            },
      ),
    ),
  }),
);

/** Φ⁻¹(1 − p); labels of one kind alone have some threshold all the same. */
function thresholdOf({ train: { labels, weights, mass } }: Trial): number {
  const ones = labels.reduce((sum, y, i) => sum + y * (weights?.[i] ?? 1), 0) / mass;
  return normalQuantile(1 - Math.min(Math.max(ones, 1e-6), 1 - 1e-6));
}

import { normalQuantile } from "../../math/normal.ts";
import { norm, scaled, unit } from "../../math/vectors.ts";
import { type Part, part, type Real, type Reals } from "../../part.ts";
import type { Threshold } from "../../pass/pass.ts";
import { together } from "../../pass/together.ts";
import { type Field, type Frame, meanField } from "../field.ts";
import { sphere } from "../geometries/sphere.ts";
import { type Initializer, quantile, type StartContext } from "../initializer.ts";
import { journey } from "../iterate.ts";
import { smoothing } from "../schedule.ts";
import { geometric } from "../schedules/geometric.ts";
import { labelMoments } from "./chow.ts";

/**
 * For thresholds t at quantiles of y and of −y: the Chow vector of the labels 1{±y > t}, refined as a halfspace by the
 * smoothed field of the link 1{z ≥ Φ⁻¹(1 − p)}, p the labels' mean.
 *
 * Some level set of the labels is always cleaner than the whole (DKTZ's argument), and thresholding is what no
 * correlation query can do. The tail quantiles matter: without them strongly biased links are lost.
 */
export const thresholdedChow: Part<Initializer, { levels: Reals; angle: Real }> = part(
  {
    name: "thresholdedChow",
    about: "Halfspaces fitted to thresholded labels, at many thresholds.",
    reference: "ZarifisWDD2025",
    parameters: {
      levels: {
        symbol: "q",
        initial: [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998],
        range: [0, 1],
        about: "quantiles of y and of −y to threshold at",
      },
      angle: { symbol: "θ̄", initial: 1, range: [0, 3.15], about: "bound for the first vector's angle, radians" },
    },
  },
  ({ levels, angle }) => ({
    name: "thresholdedChow",
    async starts(context) {
      const found = await together(
        context.pass,
        halfspaces(context, levels).map((halfspace) => (pass) => refined(halfspace, { ...context, pass }, angle)),
      );
      return found.filter((start) => norm(start) > 0);
    },
  }),
);

/** Distinct thresholds of the labels, none of them leaving less than a thousandth on either side. */
function halfspaces({ sortedLabels }: StartContext, levels: readonly number[]): Threshold[] {
  const found = new Map<string, Threshold>();
  for (const q of levels) {
    for (const sign of [1, -1] as const) {
      const above = sign * quantile(sortedLabels, sign === 1 ? q : 1 - q);
      const strict = share(sortedLabels, { sign, above, orEqual: false });
      const threshold: Threshold = { sign, above, orEqual: strict < 0.001 };
      const p = threshold.orEqual ? share(sortedLabels, threshold) : strict;
      const key = `${sign} ${Math.round(p * 1000)}`;
      if (p >= 0.001 && p <= 0.999 && !found.has(key)) found.set(key, threshold);
    }
  }
  return [...found.values()];
}

function share(sorted: Float64Array, { sign, above, orEqual }: Threshold): number {
  const count = sorted.reduce((sum, y) => sum + ((orEqual ? sign * y >= above : sign * y > above) ? 1 : 0), 0);
  return count / sorted.length;
}

async function refined(threshold: Threshold, frame: Frame, angle: number): Promise<Float64Array> {
  const { mean, chow } = await labelMoments(frame, threshold);
  const iterates = await journey({
    field: halfspaceField(threshold, mean),
    geometry: sphere(),
    schedule: geometric({ angle, decay: 0.2, length: 0.5, floor: 0.15 }),
    start: unit(chow),
    ...frame,
  });
  return scaled(iterates[iterates.length - 1].w, threshold.sign);
}

/** The smoothed field of the step link that has the labels' mean, on thresholded labels. */
function halfspaceField(threshold: Threshold, p: number): Field {
  const link = { name: "step", parameters: { threshold: normalQuantile(1 - p) } };
  return {
    name: "halfspace",
    at: (w, phi, frame) =>
      meanField(w, frame, { threshold, curve: { link, scale: 1, shift: 0, smoothing: smoothing(phi), form: "slope" } }),
  };
}

import { type Part, part, type Real } from "../../part.ts";
import type { ProfileSums } from "../../pass/pass.ts";
import { centersOf, fieldEdges, isotonicOfBins, smoothedSlope } from "../bins.ts";
import type { FieldOf, Frame } from "../field.ts";

/**
 * E[(m̂(z) − y) h(z) x] with m̂ the isotonic fit at the direction at hand and h its slope smoothed at δ = max(2φ, δ_min).
 *
 * E[y | z] = T_{cos θ}σ(z), whose slope is cos θ · T_{cos θ}(σ′): the best h there is, read off the data. One profile
 * is all it takes, because m̂ and h are constant on a bin. Our form of the field of monotone SIMs.
 */
export const plugIn: Part<FieldOf, { width: Real }> = part(
  {
    name: "plugIn",
    about: "The isotonic fit in place of the link, its smoothed slope in place of the link's.",
    reference: "WangZDD2025",
    parameters: {
      width: { symbol: "δ_min", initial: 0.1, range: [1e-3, 2], about: "least width of the slope's smoothing" },
    },
  },
  ({ width }) =>
    () => ({
      name: "plugIn",
      async at(w, phi, frame) {
        const edges = fieldEdges(frame.pass.mass);
        const profile = await columnsProfile(w, frame, edges);
        const fit = isotonicOfBins(profile);
        const h = smoothedSlope(edges, fit, centersOf(profile, edges), Math.max(2 * phi, width));
        return fieldOfBins(profile, fit, h, frame);
      },
    }),
);

/** The profile at w̃ with Σx and Σyx. */
export async function columnsProfile(
  w: Float64Array,
  { pass, whitening }: Frame,
  edges: Float64Array,
): Promise<ProfileSums> {
  const [profile] = await pass.sweep([{ kind: "profile", ...whitening.line(w), edges, columns: true }]);
  return profile;
}

/** The whitened mean of (m − y) h x for m and h constant on bins: Σ_j h_j (m_j Σx − Σyx) / n. */
export function fieldOfBins(
  { mass, y, x, yx }: ProfileSums,
  m: Float64Array,
  h: Float64Array,
  { pass, whitening }: Frame,
): Float64Array {
  const d = pass.features;
  const g = new Float64Array(d);
  let residual = 0;
  for (let bin = 0; bin < mass.length; bin++) {
    if (h[bin] === 0 || mass[bin] === 0) continue;
    const at = bin * d;
    for (let j = 0; j < d; j++) g[j] += (h[bin] * (m[bin] * x[at + j] - yx[at + j])) / pass.mass;
    residual += (h[bin] * (m[bin] * mass[bin] - y[bin])) / pass.mass;
  }
  return whitening.field(g, residual);
}

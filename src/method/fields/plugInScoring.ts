import { cholesky, choleskySolve } from "../../math/linear.ts";
import { scaled } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import { ask, type ProfileSums } from "../../pass/pass.ts";
import { centersOf, fieldEdges, isotonicOfBins, smoothedSlope, widthFor } from "../bins.ts";
import type { FieldOf } from "../field.ts";
import type { Whitening } from "../whiten.ts";
import { columnsProfile } from "./plugIn.ts";

/**
 * H⁻¹g for an unknown link: Gauss–Newton on the square loss with the isotonic curve at hand, x with its mean given z
 * partialled out, x̂ = x − E[x | z]:
 *
 *     g = E[(m̂(z) − y) h(z) x̂],    H = E[h(z)² x̂x̂ᵀ].
 *
 * Partialling out keeps errors of the curve from leaking into w, and needs no Gaussian x: this is the efficient step of
 * semiparametric least squares. One profile and one weighed moments sweep, the latter over some of the rows where those
 * tell H.
 */
export const plugInScoring: Part<FieldOf, { ridge: Real }> = part(
  {
    name: "plugInScoring",
    about: "Gauss–Newton steps with a fitted monotone curve, x partialled out given the index.",
    reference: "Ichimura1993",
    parameters: {
      ridge: { symbol: "λ", initial: 1e-3, range: [0, 1], about: "added to H in units of its mean eigenvalue" },
    },
  },
  ({ ridge }) =>
    () => ({
      name: "plugInScoring",
      async at(w, _phi, frame) {
        const { pass, some = pass, whitening } = frame;
        const edges = fieldEdges(pass.mass);
        const profile = await columnsProfile(w, frame, edges);
        const m = isotonicOfBins(profile);
        const h = smoothedSlope(edges, m, centersOf(profile, edges), widthFor(pass.mass));
        const weighing = { ...whitening.line(w), curve: { knots: edges, m, h } };
        const { xx } = await ask(some, { kind: "moments", weighing });
        const told = some === pass ? profile : await columnsProfile(w, { pass: some, whitening }, edges);
        const information = scaled(partialledInformation(told, xx, h), pass.mass / some.mass);
        const g = partialledField(profile, h);
        return solved(whitening.field(g, 0), whitenedBothSides(information, whitening), w, ridge);
      },
    }),
);

/** Σ h (m − y) x̂ = −Σ h (y − ȳ) x: the curve's own error m − ȳ drops out. */
function partialledField({ mass, y, x, yx }: ProfileSums, h: Float64Array): Float64Array {
  const d = x.length / mass.length;
  const g = new Float64Array(d);
  for (let bin = 0; bin < mass.length; bin++) {
    if (mass[bin] === 0 || h[bin] === 0) continue;
    const at = bin * d;
    const yMean = y[bin] / mass[bin];
    for (let j = 0; j < d; j++) g[j] -= h[bin] * (yx[at + j] - yMean * x[at + j]);
  }
  return g;
}

/** Σ h² x̂x̂ᵀ: what the bins' means of x take with them, subtracted from Σ h² xxᵀ. */
function partialledInformation({ mass, x }: ProfileSums, xx: Float64Array, h: Float64Array): Float64Array {
  const d = x.length / mass.length;
  const information = xx.slice();
  const mean = new Float64Array(d);
  for (let bin = 0; bin < mass.length; bin++) {
    if (mass[bin] === 0 || h[bin] === 0) continue;
    const weight = h[bin] * h[bin] * mass[bin];
    for (let j = 0; j < d; j++) mean[j] = x[bin * d + j] / mass[bin];
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) information[i * d + j] -= weight * mean[i] * mean[j];
  }
  return information;
}

/** L⁻¹HL⁻ᵀ. */
function whitenedBothSides(h: Float64Array, { field }: Whitening): Float64Array {
  const d = Math.sqrt(h.length);
  const rows = (a: Float64Array): Float64Array => {
    const out = new Float64Array(d * d);
    for (let i = 0; i < d; i++) {
      const row = field(a.subarray(i * d, (i + 1) * d), 0);
      for (let j = 0; j < d; j++) out[j * d + i] = row[j];
    }
    return out;
  };
  return rows(rows(h));
}

/** (H + ridge)⁻¹g; along w there is no information, nor anything to move. */
function solved(g: Float64Array, h: Float64Array, w: Float64Array, ridge: number): Float64Array {
  const d = g.length;
  let trace = 0;
  for (let j = 0; j < d; j++) trace += h[j * d + j];
  if (!(trace > 0 && trace < Infinity)) return new Float64Array(d).fill(trace <= 0 ? 0 : Number.NaN);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) h[i * d + j] += (trace / d) * (w[i] * w[j] + (i === j ? ridge : 0));
  }
  const l = cholesky(h, d);
  return l === null ? new Float64Array(d) : choleskySolve(l, d, g);
}

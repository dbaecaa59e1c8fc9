import { symmetricEigen } from "../../math/linear.ts";
import { addScaled, dot, scaled, unit } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { FieldOf } from "../field.ts";
import { columnsProfile } from "./plugIn.ts";

/**
 * −û, the top eigenvector of M_w = E_z[q_w(z) q_w(z)ᵀ], q_w(z) = E[y x^⊥w | z]: the field for which no function has it
 * as its gradient. In bins: S_j = (1/√p_j) E[1{z ∈ j}(y − ȳ_j) x^⊥w], M = SᵀS, û = Sᵀa with a the top eigenvector of
 * the small matrix SSᵀ. The clean part of the profile h = S û is nonnegative, which settles the sign.
 */
export const spectral: Part<FieldOf, { width: Real; least: Real }> = part(
  {
    name: "spectral",
    about: "Top singular direction of the label's conditional moments over bins of the index.",
    reference: "WangZDD2025",
    parameters: {
      width: { symbol: "Δ_min", initial: 0.12, range: [1e-2, 2], about: "least width of a bin" },
      least: { symbol: "n_min", initial: 10, range: [1, 1e9], about: "rows a bin must hold to count" },
    },
  },
  ({ width, least }) =>
    () => ({
      name: "spectral",
      async at(w, phi, frame) {
        const { pass, whitening } = frame;
        const d = pass.features;
        const edges = evenEdges(Math.max(phi, width));
        const { mass, y, x, yx } = await columnsProfile(w, frame, edges);
        const rows: Float64Array[] = [];
        for (let bin = 0; bin < mass.length; bin++) {
          if (mass[bin] < least) continue;
          const mean = y[bin] / mass[bin];
          const at = bin * d;
          const sum = Float64Array.from({ length: d }, (_, j) => (yx[at + j] - mean * x[at + j]) / pass.mass);
          const row = whitening.field(sum, 0);
          rows.push(scaled(addScaled(row, -dot(w, row), w), Math.sqrt(pass.mass / mass[bin])));
        }
        return scaled(topDirection(rows, w.length), -1);
      },
    }),
);

/** Edges of equal width on ±3.7: ±2.5 would lose strongly biased links. */
function evenEdges(width: number): Float64Array {
  const bins = Math.ceil(7.4 / width);
  return Float64Array.from({ length: bins + 1 }, (_, k) => -3.7 + (7.4 * k) / bins);
}

function topDirection(rows: readonly Float64Array[], size: number): Float64Array {
  const k = rows.length;
  if (k === 0) return new Float64Array(size);
  const gram = new Float64Array(k * k);
  for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) gram[a * k + b] = dot(rows[a], rows[b]);
  const { vectors } = symmetricEigen(gram, k);
  const profile = rows.map((_, a) => vectors[a * k + k - 1]);
  const positive = profile.reduce((sum, h) => sum + h * Math.abs(h), 0) >= 0 ? 1 : -1;
  let direction: Float64Array = new Float64Array(size);
  for (let a = 0; a < k; a++) direction = addScaled(direction, positive * profile[a], rows[a]);
  return unit(direction);
}

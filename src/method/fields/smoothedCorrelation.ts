import { gaussSphere } from "../../math/quadrature.ts";
import { type Part, part, type Real } from "../../part.ts";
import { linkOf } from "../../pass/maps.ts";
import { linkAt } from "../../problem/link.ts";
import type { FieldOf } from "../field.ts";
import { columnsOf, indexAt, meanOfRows } from "../rowSums.ts";

const NODES = 24;

/**
 * The gradient of L_λ(w) = E_u L((w + λu)/√(1 + λ²)), u uniform on the unit sphere of w^⊥ and L(w) = 1 − E[y σ(w·x)], in
 * closed form (DamianNGL2023). With a = w·x, r = |x − aw| and ζ a coordinate of a uniform point on S^{d−2},
 *
 *     −E[y σ′(s)(1 − λζa/r)] (x − aw)/√(1 + λ²),    s = (a + λζr)/√(1 + λ²).
 *
 * The mean over ζ is taken by Gauss–Gegenbauer quadrature, exact for smooth links.
 */
export const smoothedCorrelation: Part<FieldOf, { spread: Real }> = part(
  {
    name: "smoothedCorrelation",
    about: "The correlation loss averaged over directions about the one at hand.",
    reference: "DamianNGL2023",
    parameters: { spread: { symbol: "λ", initial: 1, range: [0, 1e3], about: "how far about" } },
  },
  ({ spread }) =>
    ({ link, scale, shift }) => {
      const { slope } = linkAt(linkOf(link));
      return {
        name: "smoothedCorrelation",
        async at(w, _phi, frame) {
          // On the line there is nothing about w.
          if (w.length === 1) return new Float64Array(1);
          const columns = await columnsOf(frame);
          const a = await indexAt(w, frame);
          const { nodes, weights } = gaussSphere(NODES, w.length - 1);
          const { labels } = frame.pass;
          const length = Math.sqrt(1 + spread * spread);
          const rows = a.map((z, i) => {
            const squares = columns.reduce((sum, column) => sum + column[i] * column[i], 0);
            const r = Math.sqrt(Math.max(squares - z * z, 1e-24));
            let sum = 0;
            nodes.forEach((zeta, k) => {
              const s = (z + spread * zeta * r) / length;
              sum += weights[k] * scale * slope(scale * s + shift) * (1 - (spread * zeta * z) / r);
            });
            return (-labels[i] * sum) / length;
          });
          const g = await meanOfRows(rows, frame);
          const along = a.reduce(
            (sum, z, i) => sum + (rows[i] * z * (frame.pass.weights?.[i] ?? 1)) / frame.pass.mass,
            0,
          );
          return g.map((value, j) => value - along * w[j]);
        },
      };
    },
);

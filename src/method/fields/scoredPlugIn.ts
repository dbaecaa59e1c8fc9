import { ellipticalScore, laplaceScore, normalScore, type Score, studentScore } from "../../math/scores.ts";
import { type Part, part, type Real } from "../../part.ts";
import { binOf } from "../../pass/maps.ts";
import type { Pass } from "../../pass/pass.ts";
import { centersOf, fieldEdges, isotonicOfBins, smoothedSlope } from "../bins.ts";
import type { FieldOf, Frame } from "../field.ts";
import { columnsOf } from "../rowSums.ts";

/**
 * E[(m̂(z) − y) h(z) s(x)], the plug-in field with the score s of the marginal in place of x. By parts, for any smooth
 * density, −E[σ(w*·x) h(w·x) s(x)] has the tangent −E[h(w·x) σ′(w*·x)] w*^⊥w: the field points at w* where that with x would
 * not, because x^⊥w is independent of w·x under a normal law alone.
 *
 * `law`: 0 normal, 1 Laplace, 2 Student's t, coordinates independent in the whitened frame; 3 Student's t, elliptical.
 */
export const scoredPlugIn: Part<FieldOf, { law: Real; degrees: Real; width: Real }> = part(
  {
    name: "scoredPlugIn",
    about: "The plug-in field with the score of a marginal that is known in place of x.",
    reference: "Stein1981",
    parameters: {
      law: { symbol: "p", initial: 0, range: [0, 3], about: "0 normal, 1 Laplace, 2 Student, 3 elliptical Student" },
      degrees: { symbol: "ν", initial: 5, range: [2.1, 1e6], about: "degrees of freedom of Student's laws" },
      width: { symbol: "δ_min", initial: 0.1, range: [1e-3, 2], about: "least width of the slope's smoothing" },
    },
  },
  ({ law, degrees, width }) =>
    () => {
      const known = new WeakMap<Pass, Float64Array[]>();
      return {
        name: "scoredPlugIn",
        async at(w, phi, frame) {
          const { pass, whitening } = frame;
          const scores = known.get(pass) ?? (await scoresOf(frame, scoreOf(law, degrees, w.length)));
          known.set(pass, scores);
          const edges = fieldEdges(pass.mass);
          const line = whitening.line(w);
          const [profile, z] = await pass.sweep([
            { kind: "profile", ...line, edges, columns: false },
            { kind: "index", ...line },
          ]);
          const m = isotonicOfBins(profile);
          const h = smoothedSlope(edges, m, centersOf(profile, edges), Math.max(2 * phi, width));
          const r = z.map((value, i) => {
            const bin = binOf(edges, value);
            return ((m[bin] - pass.labels[i]) * h[bin] * (pass.weights?.[i] ?? 1)) / pass.mass;
          });
          return Float64Array.from(scores, (score) => score.reduce((sum, value, i) => sum + value * r[i], 0));
        },
      };
    },
);

function scoreOf(law: number, degrees: number, d: number): Score {
  return [normalScore, laplaceScore, studentScore(degrees), ellipticalScore(degrees, d)][Math.round(law)];
}

/** s(x̃) of every row, column by column. */
async function scoresOf(frame: Frame, score: Score): Promise<Float64Array[]> {
  const columns = await columnsOf(frame);
  if (score.kind === "product") return columns.map((column) => column.map(score.of));
  const factors = columns[0].map((_, i) => score.factor(columns.reduce((sum, x) => sum + x[i] * x[i], 0)));
  return columns.map((column) => column.map((value, i) => value * factors[i]));
}

/** E[(y − ȳ) s(x̃)], the direction of w* under that law whatever the link. */
export async function scoredChow(frame: Frame, law: number, degrees: number): Promise<Float64Array> {
  const { labels, weights, mass } = frame.pass;
  const scores = await scoresOf(frame, scoreOf(law, degrees, frame.whitening.size));
  const mean = labels.reduce((sum, y, i) => sum + y * (weights?.[i] ?? 1), 0) / mass;
  return Float64Array.from(scores, (score) =>
    score.reduce((sum, value, i) => sum + (value * (labels[i] - mean) * (weights?.[i] ?? 1)) / mass, 0),
  );
}

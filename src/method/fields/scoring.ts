import { cholesky, choleskySolve } from "../../math/linear.ts";
import { scaled } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import {
  ask,
  type Curve,
  type FieldRequest,
  type FieldSums,
  type MomentsRequest,
  type MomentsSums,
} from "../../pass/pass.ts";
import type { FieldOf, Frame, KnownLink } from "../field.ts";

/**
 * H⁻¹g: Fisher scoring for the matching loss (g = E[(σ − y)x], H = E[σ′xxᵀ]; logistic regression when σ is the sigmoid),
 * or Gauss–Newton for the square loss (g = E[(σ − y)σ′x], H = E[σ′²xxᵀ]). Field and information in one sweep; a step
 * of size 1 is the full Newton step. Where the information comes from some of the rows, or from those that the whitening
 * was read off, steps end at the same place all the same: where the field of all rows vanishes.
 */
export const scoring: Part<FieldOf, { square: Real; ridge: Real }> = part(
  {
    name: "scoring",
    about: "The field through its own information matrix: Newton steps for the matching or the square loss.",
    reference: "McCullaghN1989",
    parameters: {
      square: { symbol: "s", initial: 0, range: [0, 1], about: "1 for the square loss, 0 for the matching loss" },
      ridge: {
        symbol: "λ",
        initial: 1e-8,
        range: [0, 1],
        about: "added to the information, in units of its mean diagonal",
      },
    },
  },
  ({ square, ridge }) =>
    (known) => ({
      name: "scoring",
      async at(w, _phi, frame) {
        const { pass, whitening } = frame;
        const line = whitening.line(w);
        const slope: Curve = { ...known, smoothing: 1, form: "slope" };
        const field: Curve = square === 1 ? slope : { ...slope, form: "matching" };
        const weight: Curve = square === 1 ? slope : { ...slope, form: "rootSlope" };
        const { sums, moments, share } = await asked(
          { kind: "field", ...line, curve: field },
          { kind: "moments", weighing: { ...line, curve: weight } },
          isIdentity(known),
          frame,
        );
        const { g, residual } = sums;
        const { mass, x, xx } = moments;
        const size = whitening.size;
        const d = pass.features;
        const information = new Float64Array(size * size);
        const entry = (i: number, j: number): number => (i < d ? (j < d ? xx[i * d + j] : x[i]) : j < d ? x[j] : mass);
        let trace = 0;
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) information[i * size + j] = entry(i, j);
          trace += information[i * size + i];
        }
        for (let i = 0; i < size; i++) information[i * size + i] += (ridge * trace) / size;
        const l = cholesky(information, size);
        if (l === null) return new Float64Array(size).fill(Number.isFinite(trace) ? 0 : Number.NaN);
        const whole = size > d ? Float64Array.from({ length: size }, (_, j) => g[j] ?? residual) : g;
        const step = scaled(choleskySolve(l, size, whole), share);
        return whitening.coordinates({ w: step.slice(0, d), offset: step[d] ?? 0 });
      },
    }),
);

const isIdentity = ({ link }: KnownLink): boolean => "name" in link && link.name === "identity";

interface Asked {
  readonly sums: FieldSums;
  readonly moments: MomentsSums;
  /** The mass of the rows that the moments are summed over, in that of all. */
  readonly share: number;
}

/** The field of all rows, and the information as it is known already or as some of them have it. */
async function asked(
  field: FieldRequest,
  weighed: MomentsRequest,
  isPlain: boolean,
  { pass, some, whitening: { moments: plain } }: Frame,
): Promise<Asked> {
  if (isPlain && plain?.xx.length === pass.features * pass.features) {
    return { sums: await ask(pass, field), moments: plain, share: plain.mass / pass.mass };
  }
  if (some !== undefined) {
    return { sums: await ask(pass, field), moments: await ask(some, weighed), share: some.mass / pass.mass };
  }
  const [sums, moments] = await pass.sweep([field, weighed]);
  return { sums, moments, share: 1 };
}

import { studentT } from "../../math/studentT.ts";
import { type Part, part, type Real } from "../../part.ts";
import { type Adversary, rowAdversary } from "../adversary.ts";
import { randomDistance, randomRows } from "../rows.ts";

/**
 * Random rows get noise k sd (0.3 + |u·x|) t_ν, sd² = Var σ(w*·x), u a random direction with u·x of mean square 1.
 * Up to ν = 2 the noise has no variance, hence no energy to speak of: the budget counts the rows it falls on.
 */
export const heavyTails: Part<Adversary, { degrees: Real; size: Real }> = part(
  {
    name: "heavyTails",
    about: "Random rows get Student t noise without a variance, wider where a random index is large.",
    reference: "folklore",
    parameters: {
      degrees: { symbol: "ν", initial: 1.5, range: [0.5, 1e6], about: "of freedom; no variance up to 2" },
      size: { symbol: "k", initial: 0.5, range: [0, 1e6], about: "of the noise, in standard deviations" },
    },
  },
  ({ degrees, size }) =>
    rowAdversary({
      name: "heavyTails",
      parameters: { degrees, size },
      responses: ["real"],
      relabel: (y, rows, sample, stream) => {
        const scale = size * Math.sqrt(sample.variance);
        const distance = randomDistance(sample, stream);
        for (const i of randomRows(sample.n, rows, stream)) {
          y[i] += scale * (0.3 + distance[i]) * studentT(degrees, stream);
        }
      },
    }),
);

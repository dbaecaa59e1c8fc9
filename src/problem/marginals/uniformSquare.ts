import { type Part, part, type Real } from "../../part.ts";
import { independent, type Marginal } from "../marginal.ts";

/** x uniform on [−a, a]^d, of variance a²/3 (not 1): the square on which landscapes are drawn. */
export const uniformSquare: Part<Marginal, { halfSide: Real }> = part(
  {
    name: "uniformSquare",
    about: "Uniform on the square [−a, a]^d of variance a²/3, not 1; the one landscapes are drawn on.",
    reference: "folklore",
    parameters: { halfSide: { symbol: "a", initial: 2, range: [1e-6, 1e6], about: "half the side of the square" } },
  },
  ({ halfSide }) =>
    independent({
      name: "uniformSquare",
      parameters: { halfSide },
      variance: (halfSide * halfSide) / 3,
      draw: (stream) => halfSide * (2 * stream.uniform() - 1),
    }),
);

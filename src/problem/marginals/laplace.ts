import { ln } from "../../math/elementary.ts";
import { type Part, part } from "../../part.ts";
import { independent, type Marginal } from "../marginal.ts";

/** Coordinates of density e^{−√2|x|}/√2, which has unit variance: an exponential length with a random sign. */
export const laplace: Part<Marginal, {}> = part(
  {
    name: "laplace",
    about: "Independent double exponential coordinates of unit variance; tails heavier than normal.",
    reference: "folklore",
    parameters: {},
  },
  () =>
    independent({
      name: "laplace",
      draw: (stream) => {
        const length = -Math.SQRT1_2 * ln(1 - stream.uniform());
        return stream.bernoulli(0.5) ? length : -length;
      },
    }),
);

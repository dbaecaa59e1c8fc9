import { RandomStream } from "../../math/random.ts";
import { addScaled } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import { linkOf } from "../../pass/maps.ts";
import { linkAt } from "../../problem/link.ts";
import type { FieldOf } from "../field.ts";
import { indexAt, meanOfRows } from "../rowSums.ts";
import { smoothing } from "../schedule.ts";

/** φ in [0, 1] as a whole number, for the seed. */
const FINE = 2 ** 30;

/**
 * −(1/ρ) E[y σ′(w·x̃) x̃] over copies x̃ = ρx + √(1 − ρ²) x′ of every row, x′ drawn from N(0, I): the smoothed field as
 * ZarifisWDD2025 has it, by data augmentation, of the same mean along the tangent and of larger variance.
 *
 * Of x′ only its part along w enters σ′. The rest adds a normal vector to the mean, of variance (1 − ρ²) Σr²/n² each way,
 * and is drawn as one. Noise is drawn anew for every φ, so that the field is a function of w and φ.
 */
export const augmented: Part<FieldOf, { copies: Real; seed: Real }> = part(
  {
    name: "augmented",
    about: "The smoothed field through drawn noise, as the paper augments its rows.",
    reference: "ZarifisWDD2025",
    parameters: {
      copies: { symbol: "m", initial: 10, range: [1, 1e4], about: "copies of every row" },
      seed: { symbol: "seed", initial: 1, range: [0, 2 ** 20], about: "of the noise" },
    },
  },
  ({ copies, seed }) =>
    ({ link, scale, shift }) => {
      const { slope } = linkAt(linkOf(link));
      return {
        name: "augmented",
        async at(w, phi, frame) {
          const stream = new RandomStream(seed * FINE + Math.round(phi * (FINE - 1)));
          const rho = smoothing(phi);
          const tau = Math.sqrt(1 - rho * rho);
          const { labels, mass } = frame.pass;
          let squares = 0;
          const r = (await indexAt(w, frame)).map((z, i) => {
            let sum = 0;
            for (let copy = 0; copy < copies; copy++) {
              const term = -labels[i] * scale * slope(scale * (rho * z + tau * stream.normal()) + shift);
              sum += term;
              squares += term * term;
            }
            return sum / copies;
          });
          const across = stream.normals(w.length);
          return addScaled(await meanOfRows(r, frame), (tau * Math.sqrt(squares)) / (rho * copies * mass), across);
        },
      };
    },
);

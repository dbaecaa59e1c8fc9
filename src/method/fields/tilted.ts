import { exp } from "../../math/elementary.ts";
import { type Part, part, type Real } from "../../part.ts";
import { type FieldOf, meanField } from "../field.ts";
import { ownCurve } from "../ownCurve.ts";

/** ρ and λ of the paper; b̃ = (ρ + λ − λ²ρ)|b|. */
const [RHO, LAMBDA] = [0.5, 0.9];
/** x is cut off where the weight would be that of so many deviations beyond the kink. */
const MOST = 4;

/**
 * −E[f(z) y x 1{z ≥ b̃}] with f(z) = exp(ρ|b|z − ρ²b²/2), which moves N(0, 1) to N(ρ|b|, 1): a ReLU(z + b) of strongly
 * negative bias b responds on few rows, and the tilt looks where they are (GuoV2025).
 */
export const tilted: Part<FieldOf, { bias: Real }> = part(
  {
    name: "tilted",
    about: "Labels beyond the kink of a ReLU, weighed as if the index had its mean half way there.",
    reference: "GuoV2025",
    parameters: { bias: { symbol: "b", initial: -1.5, range: [-10, -0.1], about: "bias of the ReLU" } },
  },
  ({ bias }) => {
    const size = Math.abs(bias);
    const least = (RHO + LAMBDA - LAMBDA * LAMBDA * RHO) * size;
    const weight = (z: number): number =>
      z < least ? 0 : exp(RHO * size * Math.min(z, size + MOST) - (RHO * RHO * size * size) / 2);
    const curve = ownCurve("tilted", () => 0, weight);
    return () => ({ name: "tilted", at: (w, _phi, frame) => meanField(w, frame, { curve }) });
  },
);

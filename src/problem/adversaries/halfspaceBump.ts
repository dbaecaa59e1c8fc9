import { type Part, part } from "../../part.ts";
import { type Adversary, energyAdversary } from "../adversary.ts";

/**
 * y + a 1{w*·x < 0}, with a² = 2 · budget · Var σ for Gaussian x. The bump adds −a φ(0) along w* to the Chow vector,
 * which reverses it as soon as that exceeds c₁ = E σ′(z), as it does for a strongly biased ReLU.
 */
export const halfspaceBump: Part<Adversary, {}> = part(
  {
    name: "halfspaceBump",
    about: "Lifts all labels on the far side of the target, which reverses the Chow vector of a strongly biased ReLU.",
    reference: "GuoV2025",
    parameters: {},
  },
  () => energyAdversary({ name: "halfspaceBump", push: (i, { index }) => (index[i] < 0 ? 1 : 0) }),
);

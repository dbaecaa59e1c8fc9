import { type Part, part } from "../../part.ts";
import { type Adversary, energyAdversary } from "../adversary.ts";

/**
 * y + a (v·x), with a² = budget · Var σ. The Chow vector becomes c₁ w* + a v, c₁ = E σ′(z) for Gaussian x: a strongly
 * biased ReLU has c₁ ≪ √Var σ, and the vector turns by arctan(a/c₁), 68° for b = −2.5 at budget 0.2.
 */
export const linearDecoy: Part<Adversary, {}> = part(
  {
    name: "linearDecoy",
    about: "Adds a multiple of the decoy's index, which turns the Chow vector of a strongly biased ReLU away.",
    reference: "ZarifisWDD2025",
    parameters: {},
  },
  () => energyAdversary({ name: "linearDecoy", push: (i, { decoyIndex }) => decoyIndex[i] }),
);

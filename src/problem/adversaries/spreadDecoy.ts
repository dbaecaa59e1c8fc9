import { type Part, part } from "../../part.ts";
import { type Adversary, energyAdversary } from "../adversary.ts";

/**
 * y + a sign(v·x) − a sign(w*·x), with 2a² = budget · Var σ for Gaussian x: a little on every row, moving the low-order
 * correlations of the labels from w* to v. Fields that weigh all rows alike keep an error that no sample size mends.
 */
export const spreadDecoy: Part<Adversary, {}> = part(
  {
    name: "spreadDecoy",
    about: "Moves correlation from the target to a decoy by a little on every row.",
    reference: "ZarifisWDD2025",
    parameters: {},
  },
  () =>
    energyAdversary({
      name: "spreadDecoy",
      push: (i, { index, decoyIndex }) => Math.sign(decoyIndex[i]) - Math.sign(index[i]),
    }),
);

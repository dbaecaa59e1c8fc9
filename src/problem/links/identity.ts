import { m } from "../../math/formula.ts";
import type { Part } from "../../part.ts";
import { unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = z; noise of mean 0 changes nothing. */
export const identity: Part<FormulaLink, {}> = linkPart(
  {
    name: "identity",
    about: "The straight line: linear regression as a neuron.",
    reference: "folklore",
    parameters: {},
  },
  () => ({ value: m, smooth: m, monotone: true, lipschitz: 1, hermite: unit(1) }),
);

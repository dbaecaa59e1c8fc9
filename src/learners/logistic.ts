import { type Part, part } from "../part.ts";
import type { Learner } from "./learner.ts";
import { maximumLikelihood } from "./maximumLikelihood.ts";

/** Logistic regression by Fisher scoring: the plain comparison for 0/1 responses. */
export const logistic: Part<Learner> = part(
  {
    name: "logistic",
    about: "Logistic regression by maximum likelihood.",
    reference: "McCullaghN1989",
    parameters: {},
  },
  () => ({ ...maximumLikelihood("logistic", { name: "sigmoid", parameters: {} }), labels: "binary" }),
);

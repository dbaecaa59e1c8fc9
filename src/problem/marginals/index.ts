/** The catalogue of marginals: a new marginal is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { Marginal } from "../marginal.ts";
import { correlated } from "./correlated.ts";
import { cube } from "./cube.ts";
import { gaussian } from "./gaussian.ts";
import { laplace } from "./laplace.ts";
import { sparseBernoulliGaussian } from "./sparseBernoulliGaussian.ts";
import { studentT } from "./studentT.ts";
import { uniformSquare } from "./uniformSquare.ts";

export const marginals: Catalogue<Marginal> = {
  gaussian,
  correlated,
  cube,
  laplace,
  studentT,
  sparseBernoulliGaussian,
  uniformSquare,
};

/** The catalogue of learners: a new one is its own file and one line here. */
import type { Catalogue } from "../part.ts";
import { glmtron } from "./glmtron.ts";
import { isotron } from "./isotron.ts";
import type { Learner } from "./learner.ts";
import { leastSquares } from "./leastSquares.ts";
import { lipschitzIsotron } from "./lipschitzIsotron.ts";
import { logistic } from "./logistic.ts";
import { monotoneGlm } from "./monotoneGlm.ts";
import { monotoneSim } from "./monotoneSim.ts";
import { ols } from "./ols.ts";

export const learners: Catalogue<Learner> = {
  monotoneSim,
  monotoneGlm,
  glmtron,
  leastSquares,
  isotron,
  lipschitzIsotron,
  ols,
  logistic,
};

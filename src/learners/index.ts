/** The catalogue of learners: a new one is its own file and one line here. */
import type { Catalogue } from "../part.ts";
import { alignmentSharpness } from "./alignmentSharpness.ts";
import { biasedRelu } from "./biasedRelu.ts";
import { dgkks } from "./dgkks.ts";
import { freiCaoGu } from "./freiCaoGu.ts";
import { gaussianSim } from "./gaussianSim.ts";
import { glmtron } from "./glmtron.ts";
import { halfspace } from "./halfspace.ts";
import { huber } from "./huber.ts";
import { isotron } from "./isotron.ts";
import type { Learner } from "./learner.ts";
import { leastSquares } from "./leastSquares.ts";
import { lipschitzIsotron } from "./lipschitzIsotron.ts";
import { logistic } from "./logistic.ts";
import { monotoneGlm } from "./monotoneGlm.ts";
import { monotoneSim } from "./monotoneSim.ts";
import { ols } from "./ols.ts";
import { omnipredictor } from "./omnipredictor.ts";
import { onlineSgd } from "./onlineSgd.ts";
import { regularizedDescent } from "./regularizedDescent.ts";
import { scoredSim } from "./scoredSim.ts";
import { sharpness } from "./sharpness.ts";
import { slicedInverseRegression } from "./slicedInverseRegression.ts";
import { smoothedLandscape } from "./smoothedLandscape.ts";
import { soltanolkotabi } from "./soltanolkotabi.ts";
import { squareLossSgd } from "./squareLossSgd.ts";

export const learners: Catalogue<Learner> = {
  monotoneSim,
  monotoneGlm,
  glmtron,
  leastSquares,
  isotron,
  lipschitzIsotron,
  sharpness,
  dgkks,
  soltanolkotabi,
  freiCaoGu,
  regularizedDescent,
  squareLossSgd,
  onlineSgd,
  smoothedLandscape,
  alignmentSharpness,
  gaussianSim,
  halfspace,
  biasedRelu,
  huber,
  slicedInverseRegression,
  omnipredictor,
  scoredSim,
  ols,
  logistic,
};

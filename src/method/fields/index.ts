/** The catalogue of fields: a new one is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { FieldOf } from "../field.ts";
import { anchoredSurrogate } from "./anchoredSurrogate.ts";
import { augmented } from "./augmented.ts";
import { correlation } from "./correlation.ts";
import { fittedSurrogate } from "./fittedSurrogate.ts";
import { hermiteDegree } from "./hermiteDegree.ts";
import { huber } from "./huber.ts";
import { marginLoss } from "./marginLoss.ts";
import { plugIn } from "./plugIn.ts";
import { plugInScoring } from "./plugInScoring.ts";
import { reflected } from "./reflected.ts";
import { scoredPlugIn } from "./scoredPlugIn.ts";
import { scoring } from "./scoring.ts";
import { smoothed } from "./smoothed.ts";
import { smoothedCorrelation } from "./smoothedCorrelation.ts";
import { spectral } from "./spectral.ts";
import { squareLoss } from "./squareLoss.ts";
import { surrogate } from "./surrogate.ts";
import { tilted } from "./tilted.ts";

export const fields: Catalogue<FieldOf> = {
  surrogate,
  squareLoss,
  smoothed,
  plugIn,
  spectral,
  fittedSurrogate,
  hermiteDegree,
  scoring,
  plugInScoring,
  scoredPlugIn,
  anchoredSurrogate,
  augmented,
  correlation,
  huber,
  marginLoss,
  reflected,
  smoothedCorrelation,
  tilted,
};

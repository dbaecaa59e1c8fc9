/** The catalogue of fields: a new one is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { FieldOf } from "../field.ts";
import { fittedSurrogate } from "./fittedSurrogate.ts";
import { hermiteDegree } from "./hermiteDegree.ts";
import { plugIn } from "./plugIn.ts";
import { plugInScoring } from "./plugInScoring.ts";
import { scoring } from "./scoring.ts";
import { smoothed } from "./smoothed.ts";
import { spectral } from "./spectral.ts";
import { squareLoss } from "./squareLoss.ts";
import { surrogate } from "./surrogate.ts";

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
};

/** The catalogue of links: a new link is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { FormulaLink } from "../link.ts";
import { absolute } from "./absolute.ts";
import { clip } from "./clip.ts";
import { cube } from "./cube.ts";
import { elu } from "./elu.ts";
import { erf } from "./erf.ts";
import { exponential } from "./exponential.ts";
import { gelu } from "./gelu.ts";
import { hermite } from "./hermite.ts";
import { identity } from "./identity.ts";
import { leakyRelu } from "./leakyRelu.ts";
import { probit } from "./probit.ts";
import { ramps } from "./ramps.ts";
import { relu } from "./relu.ts";
import { sigmoid } from "./sigmoid.ts";
import { sign } from "./sign.ts";
import { softplus } from "./softplus.ts";
import { square } from "./square.ts";
import { staircase } from "./staircase.ts";
import { step } from "./step.ts";
import { tanh } from "./tanh.ts";

export const links: Catalogue<FormulaLink> = {
  identity,
  relu,
  leakyRelu,
  step,
  sign,
  staircase,
  ramps,
  probit,
  erf,
  sigmoid,
  tanh,
  softplus,
  clip,
  exponential,
  square,
  cube,
  elu,
  gelu,
  absolute,
  hermite,
};

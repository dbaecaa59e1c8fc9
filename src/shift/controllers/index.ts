/** The catalogue of mixture controllers: a new one is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { Controller } from "../controller.ts";
import { constant } from "./constant.ts";
import { doremi } from "./doremi.ts";
import { groupDro } from "./groupDro.ts";
import { pdChi2 } from "./pdChi2.ts";
import { pdKl } from "./pdKl.ts";
import { proportional } from "./proportional.ts";
import { shearedLlama } from "./shearedLlama.ts";
import { shearedLlamaCode } from "./shearedLlamaCode.ts";

export const controllers = {
  constant,
  proportional,
  doremi,
  shearedLlama,
  shearedLlamaCode,
  groupDro,
  pdKl,
  pdChi2,
} satisfies Catalogue<Controller>;

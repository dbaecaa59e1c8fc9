/** The catalogue of initializers: a new one is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { Initializer } from "../initializer.ts";
import { chow } from "./chow.ts";
import { random } from "./random.ts";
import { slicedMeans } from "./slicedMeans.ts";
import { thresholdedChow } from "./thresholdedChow.ts";
import { thresholdedPca } from "./thresholdedPca.ts";
import { unfolded } from "./unfolded.ts";
import { zero } from "./zero.ts";

export const initializers: Catalogue<Initializer> = {
  zero,
  chow,
  thresholdedChow,
  random,
  unfolded,
  thresholdedPca,
  slicedMeans,
};

/** The catalogue of adversaries: a new adversary is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { Adversary } from "../adversary.ts";
import { decoyRegion } from "./decoyRegion.ts";
import { halfspaceBump } from "./halfspaceBump.ts";
import { heavyTails } from "./heavyTails.ts";
import { labelFlips } from "./labelFlips.ts";
import { linearDecoy } from "./linearDecoy.ts";
import { massart } from "./massart.ts";
import { permutedLabels } from "./permutedLabels.ts";
import { randomOutliers } from "./randomOutliers.ts";
import { spreadDecoy } from "./spreadDecoy.ts";
import { topZeroed } from "./topZeroed.ts";

export const adversaries: Catalogue<Adversary> = {
  randomOutliers,
  labelFlips,
  decoyRegion,
  topZeroed,
  spreadDecoy,
  linearDecoy,
  halfspaceBump,
  massart,
  heavyTails,
  permutedLabels,
};

/** The studies that `plumbline study` can run: a new one is its own file and one line here. */
import { beyondGaussian } from "./beyondGaussian.ts";
import { boosting } from "./boosting.ts";
import { breakdown } from "./breakdown.ts";
import { counterexample } from "./counterexample.ts";
import { errorVsOpt } from "./errorVsOpt.ts";
import type { Experiment } from "./experiment.ts";
import { hardCases } from "./hardCases.ts";
import { kksk } from "./kksk.ts";
import { landscapeNoise } from "./landscapeNoise.ts";
import { mixture } from "./mixture.ts";
import { modeConnectivity } from "./modeConnectivity.ts";
import { multiIndex } from "./multiIndex.ts";
import { needle } from "./needle.ts";
import { sampleComplexity } from "./sampleComplexity.ts";
import { sharpness } from "./sharpness.ts";
import { shift } from "./shift.ts";
import { smoothing } from "./smoothing.ts";
import { staircase } from "./staircase.ts";
import type { Study } from "./study.ts";
import { wrongDirection } from "./wrongDirection.ts";

export const studies: Readonly<Record<string, Study | Experiment>> = {
  counterexample,
  "error-vs-opt": errorVsOpt,
  "wrong-direction": wrongDirection,
  breakdown,
  smoothing,
  staircase,
  sharpness,
  "sample-complexity": sampleComplexity,
  needle,
  boosting,
  kksk,
  "multi-index": multiIndex,
  "beyond-gaussian": beyondGaussian,
  "hard-cases": hardCases,
  shift,
  mixture,
  "landscape-noise": landscapeNoise,
  "mode-connectivity": modeConnectivity,
};

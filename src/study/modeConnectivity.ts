/** Optima of real networks are joined by simple curves (GaripovIPVW2018): the study, on Fashion-MNIST. */
import type { CurveKind } from "../landscape/curve.ts";
import type { Subject } from "../landscape/task.ts";
import type { Architecture } from "../network/network.ts";
import { TRAINING } from "../network/train.ts";
import type { Experiment, ExperimentOptions, Findings } from "./experiment.ts";
import { FASHION_MNIST, fashionMnist } from "./fashionMnist.ts";
import { joinOptima } from "./joinedOptima.ts";
import { findings } from "./modeConnectivity/findings.ts";
import { measurePlanes, PLANES } from "./modeConnectivity/planes.ts";
import { type Run, withinHalf } from "./modeConnectivity/rises.ts";
import { QUICK, type Settings, WHOLE } from "./modeConnectivity/settings.ts";

const TRAINING_STEP = 0.05;
const CURVE_STEP = 0.02;
const ENSEMBLE = { sweeps: 8, cycles: 4, high: 0.03, low: 0.003 };

/** Images are halved, 28×28 to 14×14; two hidden layers. */
const architecture = (width: number): Architecture => ({
  input: { height: 28, width: 28, channels: 1 },
  layers: ["averagePool", `dense:size=${width}`, "relu", `dense:size=${width}`, "relu", "dense:size=10"],
});

export const modeConnectivity: Experiment = {
  name: "mode-connectivity",
  about: "Two networks trained apart, and a curve between them along which the loss stays low. Fashion-MNIST.",
  endings: [
    ".json",
    ...[
      "-profile",
      ...["curve", "optima", "directions", "path"].flatMap((name) => [`-${name}`, `-${name}-relief`]),
    ].map((part) => `${part}.svg`),
  ],
  data: FASHION_MNIST,
  run: (options) => study(options.quick ? QUICK : WHOLE, options),
};

async function study(settings: Settings, options: ExperimentOptions): Promise<Findings> {
  const { widths, chosenOn, shownOn } = settings;
  const { progress, signal } = options;
  const data = await fashionMnist(options.read, settings.rows);
  const subjectOf = (width: number): Subject => ({ architecture: architecture(width), ...data });
  const parts = widths.length + shownOn.length + PLANES;
  let part = 0;
  const run = async (width: number, seed: number, kinds: readonly CurveKind[]): Promise<Run> => {
    const training = { ...TRAINING, sweeps: settings.sweeps, step: TRAINING_STEP };
    const curveTraining = { ...TRAINING, sweeps: settings.curveSweeps, step: CURVE_STEP };
    const tell = (stage: string, share: number): void =>
      progress?.({ stage: `width ${width}, seed ${seed}: ${stage}`, done: (part + share) / parts });
    const recipe = { seed, training, curveTraining, kinds, ensemble: ENSEMBLE };
    const found = await joinOptima(subjectOf(width), recipe, { signal, progress: tell });
    part++;
    return { width, ...found };
  };
  const tried: Run[] = [];
  for (const width of widths) tried.push(await run(width, chosenOn, ["bezier"]));
  const chosen = (tried.find((each) => withinHalf(each)) ?? tried[tried.length - 1]).width;
  const shown: Run[] = [];
  for (const seed of shownOn) shown.push(await run(chosen, seed, ["bezier", "chain"]));

  const planes = await measurePlanes(settings, options, subjectOf, tried, shown, (name, share) =>
    progress?.({ stage: `plane: ${name}`, done: (part + share) / parts }),
  );
  progress?.({ stage: "done", done: 1 });
  return findings(settings, tried, shown, planes);
}

/** Optima of real networks are joined by simple curves (GaripovIPVW2018): the study, on Fashion-MNIST. */
import { contour, profile, standalone, surface } from "../figures/index.ts";
import type { CurveKind } from "../landscape/curve.ts";
import { barrierOf, extremesOf, type ProfilePoint } from "../landscape/profile.ts";
import type { Subject } from "../landscape/task.ts";
import { someRows } from "../network/classifiedRows.ts";
import type { Architecture } from "../network/network.ts";
import { TRAINING } from "../network/train.ts";
import type { Experiment, ExperimentOptions, Findings } from "./experiment.ts";
import { FASHION_MNIST, fashionMnist } from "./fashionMnist.ts";
import { type Joined, joinOptima } from "./joinedOptima.ts";
import {
  curvePlane,
  directionsPlane,
  type MeasuredPlane,
  measurePlane,
  optimaPlane,
  trainingPlane,
} from "./optimaPlanes.ts";
import type { Claim } from "./study.ts";

/** What is run. A width is chosen on one seed and shown on others. */
interface Settings {
  /** Rows to learn from, of 60 000, and to be judged by, of 10 000. */
  readonly rows: { readonly learned: number; readonly heldOut: number };
  /** Ascending. */
  readonly widths: readonly number[];
  readonly chosenOn: number;
  readonly shownOn: readonly number[];
  readonly sweeps: number;
  readonly curveSweeps: number;
  /** Of the planes through optima, and of those around one of the narrowest network. */
  readonly sizes: readonly number[];
  readonly fineSizes: readonly number[];
  /** Rows that planes are measured on. */
  readonly planeRows: number;
}

const WHOLE: Settings = {
  rows: { learned: 10_000, heldOut: 10_000 },
  widths: [32, 64, 128],
  chosenOn: 1,
  shownOn: [5, 6, 7],
  sweeps: 20,
  curveSweeps: 40,
  sizes: [11, 21, 41],
  fineSizes: [11, 21, 51],
  planeRows: 2000,
};

const QUICK: Settings = {
  rows: { learned: 2000, heldOut: 2000 },
  widths: [32, 64],
  chosenOn: 1,
  shownOn: [2],
  sweeps: 12,
  curveSweeps: 16,
  sizes: [11, 21],
  fineSizes: [11, 21],
  planeRows: 500,
};

const TRAINING_STEP = 0.05;
const CURVE_STEP = 0.02;
const ENSEMBLE = { sweeps: 8, cycles: 4, high: 0.03, low: 0.003 };

/** Points of held-out error: a curve's mean and largest above the ends' mean, and the straight line's largest. */
const LIMITS = { mean: 1, largest: 2.5, straight: 10 };

/** Images are halved, 28×28 to 14×14; two hidden layers. */
const architecture = (width: number): Architecture => ({
  input: { height: 28, width: 28, channels: 1 },
  layers: ["averagePool", `dense:size=${width}`, "relu", `dense:size=${width}`, "relu", "dense:size=10"],
});

/** One width on one seed. */
interface Run extends Joined {
  readonly width: number;
}

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

const PLANES = 4;

async function measurePlanes(
  { sizes, fineSizes, planeRows }: Settings,
  { kept, signal }: ExperimentOptions,
  subjectOf: (width: number) => Subject,
  tried: readonly Run[],
  shown: readonly Run[],
  tell: (name: string, share: number) => void,
) {
  const few = (width: number): Subject => {
    const { learned, ...rest } = subjectOf(width);
    return { ...rest, learned: someRows(learned, 0, planeRows) };
  };
  const [first] = shown;
  const third = (shown[1] ?? tried.find(({ width }) => width === first.width)!).ends[0];
  const [narrow] = tried;
  const planes = [
    curvePlane(few(first.width), first, sizes),
    optimaPlane(few(first.width), [...first.ends, third], sizes),
    directionsPlane(few(narrow.width), narrow.ends[0], narrow.seed, fineSizes),
    trainingPlane(few(narrow.width), narrow.path, fineSizes),
  ];
  const measured = [];
  for (const [k, plane] of planes.entries()) {
    const progress = (share: number): void => tell(plane.name, k + share);
    measured.push(await measurePlane(plane, { signal, kept: kept?.(plane.name), progress }));
  }
  return measured;
}

const heldOutError = ({ heldOut }: ProfilePoint): number => 100 * heldOut.error;
const learnedLoss = ({ learned }: ProfilePoint): number => learned.loss;

/** Points of error: what the ends have on average, and how far a way rises above that. */
function rises({ ways }: Run, kind: CurveKind | "straight") {
  const { points } = ways.find((way) => way.kind === kind)!;
  const ends = (heldOutError(points[0]) + heldOutError(points[points.length - 1])) / 2;
  const better = Math.min(heldOutError(points[0]), heldOutError(points[points.length - 1]));
  return {
    ends,
    better,
    mean: extremesOf(points, heldOutError).mean - ends,
    largest: barrierOf(points, heldOutError),
  };
}

/** Whether a curve keeps to half of what is allowed: a width that just gets by on one seed may fail on another. */
function withinHalf(run: Run): boolean {
  const { mean, largest } = rises(run, "bezier");
  return (
    mean <= LIMITS.mean / 2 && largest <= LIMITS.largest / 2 && rises(run, "straight").largest >= 1.5 * LIMITS.straight
  );
}

function findings(
  settings: Settings,
  tried: readonly Run[],
  shown: readonly Run[],
  planes: readonly MeasuredPlane[],
): Findings {
  const all = [...tried, ...shown];
  const { learned, heldOut } = settings.rows;
  return {
    tables: [
      {
        head: `Along the ways between two optima: error on ${heldOut} held-out rows, loss on ${learned} rows learned from`,
        table: {
          heads: ["way", "width", "seed", "error of the ends", "mean along", "largest", "mean loss", "largest loss"],
          rows: all.flatMap((run) => run.ways.map((way) => rowOf(run, way))),
        },
      },
      {
        head: "Ensembles: error on held-out rows",
        table: {
          heads: [
            "width",
            "seed",
            "better end",
            "ends and middle of the curve",
            "11 points of it",
            "best member",
            "fast ensemble of 4",
          ],
          rows: all.map((run) => [
            String(run.width),
            String(run.seed),
            percent(rises(run, "bezier").better),
            percent(100 * run.ensembles.three),
            percent(100 * run.ensembles.even),
            percent(100 * run.ensembles.member),
            percent(100 * run.ensembles.fast),
          ]),
        },
      },
    ],
    claims: claims(shown),
    csv: csv(all),
    figure: (document) => profile(document, profileRecord(shown[0])),
    files: (document) => ({
      ".json": `${JSON.stringify({ name: "mode-connectivity", settings, chosen: shown[0].width, planes: planes.map(planeJson) })}\n`,
      ...Object.fromEntries(
        planes.flatMap(({ name, record }) => [
          [`-${name}.svg`, standalone(contour(document, record))],
          [`-${name}-relief.svg`, standalone(surface(document, record))],
        ]),
      ),
    }),
  };
}

const percent = (value: number): string => `${value.toFixed(2)} %`;

function rowOf(run: Run, { kind, points }: Run["ways"][number]): string[] {
  const { ends } = rises(run, kind);
  const error = extremesOf(points, heldOutError);
  const loss = extremesOf(points, learnedLoss);
  return [
    kind,
    String(run.width),
    String(run.seed),
    percent(ends),
    percent(error.mean),
    percent(error.largest),
    loss.mean.toFixed(3),
    loss.largest.toFixed(3),
  ];
}

function claims(shown: readonly Run[]): Claim[] {
  const range = (values: readonly number[], digits = 2): string =>
    values.map((value) => value.toFixed(digits)).join(", ");
  const [curve, line] = [shown.map((run) => rises(run, "bezier")), shown.map((run) => rises(run, "straight"))];
  const ensemble = shown.map(({ ensembles }, k) => 100 * ensembles.three - curve[k].better);
  const on = `at width ${shown[0].width}, chosen on another seed`;
  return [
    {
      says: `${on}, the mean error along the Bézier curve is within ${LIMITS.mean} point of the ends' mean`,
      holds: curve.every(({ mean }) => mean <= LIMITS.mean),
      found: `${range(curve.map(({ mean }) => mean))} points above`,
    },
    {
      says: `the largest error along it is within ${LIMITS.largest} points`,
      holds: curve.every(({ largest }) => largest <= LIMITS.largest),
      found: `${range(curve.map(({ largest }) => largest))} points above`,
    },
    {
      says: `along the straight line the error rises by at least ${LIMITS.straight} points`,
      holds: line.every(({ largest }) => largest >= LIMITS.straight),
      found: `${range(line.map(({ largest }) => largest))} points above`,
    },
    {
      says: "an ensemble of three points of the curve, ends and middle, is no worse than the better end",
      holds: ensemble.every((above) => above <= 0),
      found: `${range(ensemble)} points above`,
    },
  ];
}

function profileRecord(run: Run) {
  const names = { straight: "straight line", bezier: "Bézier curve", chain: "chain" };
  return {
    title: "Between two optima",
    caption: `Error on held-out rows along the straight line between two trained networks and along curves trained between them; width ${run.width}, seed ${run.seed}.`,
    quantity: "held-out error, %",
    level: { value: rises(run, "bezier").ends, text: "mean of the ends" },
    lines: run.ways
      .filter(({ kind }) => kind !== "chain")
      .map(({ kind, points }) => ({
        name: names[kind],
        ours: kind !== "straight",
        points: points.map((point) => ({ t: point.t, value: heldOutError(point) })),
      })),
  };
}

function csv(runs: readonly Run[]): string {
  const heads = "width,seed,way,t,length,learned_loss,learned_error,held_out_loss,held_out_error";
  const lines = runs.flatMap(({ width, seed, ways }) =>
    ways.flatMap(({ kind, points }) =>
      points.map(({ t, length, learned, heldOut }) =>
        [width, seed, kind, t, length, learned.loss, learned.error, heldOut.loss, heldOut.error].join(","),
      ),
    ),
  );
  return `${[heads, ...lines].join("\n")}\n`;
}

/** Enough to draw a plane anew, numbers to six digits. */
function planeJson({ name, record: { values, ...record }, error }: MeasuredPlane) {
  const numbers = { loss: Array.from(values), error: Array.from(error) };
  const whole = { name, ...record, ...numbers };
  return JSON.parse(JSON.stringify(whole), (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(6)) : value,
  );
}

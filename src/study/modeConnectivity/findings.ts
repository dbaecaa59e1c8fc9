/** What comes of the runs and the planes: tables, claims, figures. */
import { contour, profile, standalone, surface } from "../../figures/index.ts";
import { extremesOf, type ProfilePoint } from "../../landscape/profile.ts";
import type { Findings } from "../experiment.ts";
import type { MeasuredPlane } from "../optimaPlanes.ts";
import type { Claim } from "../study.ts";
import { heldOutError, LIMITS, type Run, rises } from "./rises.ts";
import type { Settings } from "./settings.ts";

export function findings(
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

const learnedLoss = ({ learned }: ProfilePoint): number => learned.loss;
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

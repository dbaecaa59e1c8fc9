/**
 * The usual fields can point away from w* (ZarifisWDD2025, eq. 1; GuoV2025, eq. 4). In the plane of w and w*, at angle θ, with
 * z = w·x and u = v·x for the unit v across w towards w*, an adversary takes a(z)u off every label, E a² = OPT. A field
 * with weight h then steps along v by
 *
 *     t = sin θ E[T_{cos θ}σ′(z) h(z)] − E[a(z) h(z)],        away from w* where t < 0;
 *
 * a = c h is the worst for it. Here each adversary has the field it is aimed at, all at one budget, above what h = 1 and h = σ′
 * can stand and below what h = T_{cos θ}σ′ can. By quadrature, and measured with the library's fields on rows in ℝᵈ.
 */
import { type ArrowsRecord, arrows } from "../figures/index.ts";
import { normalDensity, normalDistribution } from "../math/normal.ts";
import { normalExpectation } from "../math/quadrature.ts";
import { RandomStream } from "../math/random.ts";
import { addScaled, dot, unit } from "../math/vectors.ts";
import { smoothed } from "../method/fields/smoothed.ts";
import { squareLoss } from "../method/fields/squareLoss.ts";
import { surrogate } from "../method/fields/surrogate.ts";
import { unwhitened } from "../method/whiten.ts";
import { memoryPass } from "../pass/memory.ts";
import { linkAt } from "../problem/link.ts";
import { relu } from "../problem/links/relu.ts";
import { circle } from "./circle.ts";
import type { Experiment, Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";
import { rangeOf } from "./summary.ts";

/** Few rows respond, and w is far off. */
const BIAS = -2;
const ANGLE = 70;
const link = relu({ bias: BIAS });
const kinks = [-BIAS];
const { value, slope, smooth, smoothSlope } = linkAt(link);
const { cos, sin } = circle(ANGLE);
/** Smoothing ρ = 1 − 2φ² = cos θ. */
const PHI = circle(ANGLE / 2).sin;
/** OPT / Var σ: h = 1 breaks down at .08, h = σ′ at .04, h = T_{cos θ}σ′ at .147 (breakdown.ts). */
const BUDGET = 0.11;
const D = 20;
const [ROWS, SEEDS, QUICK_SEEDS] = [200_000, 5, 2];

type Curve = (z: number) => number;

/** The fields: their curve m, their weight h, and the part of the library. */
const FIELDS = {
  "h = 1": { m: value, h: () => 1, part: surrogate() },
  "h = σ′": { m: value, h: slope, part: squareLoss() },
  "h = Tσ′": { m: (z: number) => smooth(cos * z, sin), h: (z: number) => smoothSlope(cos * z, sin), part: smoothed() },
} as const satisfies Record<string, { m: Curve; h: Curve; part: unknown }>;
type FieldName = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as FieldName[];
const OURS: FieldName = "h = Tσ′";
const NOBODY = "nobody";

const mean = (f: Curve): number => normalExpectation(f, { kinks });
const size = (f: Curve): number => Math.sqrt(mean((z) => f(z) * f(z)));

/** Where a field leads under one adversary. */
export interface Way {
  /** The field that the adversary is aimed at, or nobody. */
  readonly aimedAt: FieldName | typeof NOBODY;
  readonly field: FieldName;
  /** −g in the population: along w, and t. */
  readonly along: readonly [number, number];
  /** cos of the angle in ℝᵈ between the step across w and v, a seed each. */
  readonly sampled: readonly number[];
}

/** A constant label on the half-line where nothing responds, and what it costs: GuoV2025. */
export interface Reversal {
  readonly bias: number;
  /** E[yx]; its direction is reversed where it is negative. */
  readonly chow: number;
  /** The loss of 0 over OPT, which the zero function has without looking. */
  readonly zero: number;
}

export const wrongDirection: Experiment = {
  name: "wrong-direction",
  about: "Where three fields point under adversaries aimed at each of them, in the population and on rows.",
  async run({ quick, signal, progress }) {
    const ways: Way[] = [];
    const aims = [NOBODY, ...NAMES] as const;
    for (const [k, aimedAt] of aims.entries()) {
      signal?.throwIfAborted();
      progress?.({ stage: `an adversary aimed at ${aimedAt}`, done: k / aims.length });
      ways.push(...(await waysUnder(aimedAt, ROWS, quick ? QUICK_SEEDS : SEEDS)));
    }
    return findings(ways, [-3, -4, -5].map(reversalAt));
  },
};

/** All fields under one adversary, in the population and on rows. */
export async function waysUnder(
  aimedAt: Way["aimedAt"],
  rows: number,
  seeds: number,
  budget: number = BUDGET,
): Promise<Way[]> {
  const a = aversionOf(aimedAt, budget);
  const sampled = await Promise.all(Array.from({ length: seeds }, (_, k) => cosines(a, rows, k + 1)));
  return NAMES.map((field, k) => {
    const { m, h } = FIELDS[field];
    const radial = mean((z) => (smooth(cos * z, sin) - m(z)) * h(z) * z);
    const across = sin * mean((z) => smoothSlope(cos * z, sin) * h(z)) - mean((z) => a(z) * h(z));
    return { aimedAt, field, along: [radial, across], sampled: sampled.map((of) => of[k]) };
  });
}

/** a(z) = √OPT h(z)/‖h‖ of the field that is aimed at. */
function aversionOf(aimedAt: Way["aimedAt"], budget: number): Curve {
  if (aimedAt === NOBODY) return () => 0;
  const { h } = FIELDS[aimedAt];
  const center = mean(value);
  const c = (Math.sqrt(budget) * size((z) => value(z) - center)) / size(h);
  return (z) => c * h(z);
}

/** What the library's fields say on rows. */
async function cosines(a: Curve, n: number, seed: number): Promise<number[]> {
  const stream = new RandomStream(seed);
  const w = unit(stream.normals(D));
  const other = stream.normals(D);
  const v = unit(addScaled(other, -dot(other, w), w));
  const x = stream.normals(n * D);
  const y = Float64Array.from({ length: n }, (_, i) => {
    const row = x.subarray(i * D, (i + 1) * D);
    const [z, u] = [dot(row, w), dot(row, v)];
    return value(cos * z + sin * u) - a(z) * u;
  });
  const names = Array.from({ length: D }, (_, j) => `x${j}`);
  const design = { n, d: D, x, y, names, weightsKind: "frequency" as const, binary: false };
  const pass = memoryPass(design, { center: new Float64Array(D), scale: new Float64Array(D).fill(1) });
  const known = { link: { name: link.name, parameters: link.parameters }, scale: 1, shift: 0 };
  const found: number[] = [];
  for (const name of NAMES) {
    const g = await FIELDS[name].part(known).at(w, PHI, { pass, whitening: unwhitened(D) });
    found.push(-dot(unit(addScaled(g, -dot(g, w), w)), v));
  }
  return found;
}

/** y = σ(x) for x ≥ 0 and √(2 OPT) for x < 0, OPT = Φ(b)/(100 b²), σ = ReLU(x + b): E[yx] and what 0 costs. */
export function reversalAt(bias: number): Reversal {
  const respond = normalDistribution(bias);
  const opt = respond / (100 * bias * bias);
  const energy = normalExpectation((x) => Math.max(x + bias, 0) * Math.max(x + bias, 0), { kinks: [-bias] });
  // E[σ x] = E σ′ = Φ(b), and E[x 1{x < 0}] = −φ(0); half of all rows carry 2 OPT.
  return { bias, chow: respond - Math.sqrt(2 * opt) * normalDensity(0), zero: (energy + opt) / opt };
}

/** What comes of those ways. */
export function findings(ways: readonly Way[], reversals: readonly Reversal[]): Findings {
  const shown = ({ along: [, t], sampled }: Way): string => {
    const { least, largest } = rangeOf(sampled);
    return `${t > 0 ? "home" : "AWAY"} (${least.toFixed(2)} to ${largest.toFixed(2)})`;
  };
  const aims = [...new Set(ways.map(({ aimedAt }) => aimedAt))];
  const lines = ways.map(({ aimedAt, field, along, sampled }) =>
    [aimedAt, field, ...along, Math.min(...sampled), Math.max(...sampled)].join(),
  );
  return {
    tables: [
      {
        head: `ReLU(z − ${-BIAS}) at ${ANGLE}°, OPT = ${BUDGET} Var σ: where −g leads in the population, and on rows the cosine between the step across w and the way home`,
        table: {
          heads: ["aimed at", ...NAMES],
          rows: aims.map((aim) => [aim, ...ways.filter(({ aimedAt }) => aimedAt === aim).map(shown)]),
        },
      },
      {
        head: "Constant labels where nothing responds",
        table: {
          heads: ["bias", "E[yx] / Φ(b)", "loss of 0 / OPT"],
          rows: reversals.map(({ bias, chow, zero }) => [
            `${bias}`,
            (chow / normalDistribution(bias)).toPrecision(2),
            zero.toFixed(0),
          ]),
        },
      },
    ],
    claims: [turned(ways), stands(ways), agrees(ways), reversed(reversals)],
    csv: `${["aimedAt,field,radial,across,cosineLeast,cosineLargest", ...lines].join("\n")}\n`,
    figure: (document) => arrows(document, recordOf(ways)),
  };
}

const homeward = ({ along: [, t] }: Way): boolean => t > 0;

function turned(ways: readonly Way[]): Claim {
  const aimed = ways.filter(({ aimedAt, field }) => field !== OURS && aimedAt === field);
  const clean = ways.filter(({ aimedAt }) => aimedAt === NOBODY);
  return {
    says: "h = 1 and h = σ′ point home on clean labels, and away from w* under the adversary aimed at them",
    holds: clean.every(homeward) && aimed.length > 0 && !aimed.some(homeward),
    found: `${aimed.filter((way) => !homeward(way)).length} of ${aimed.length} turned`,
  };
}

function stands(ways: readonly Way[]): Claim {
  const ours = ways.filter(({ field }) => field === OURS);
  return {
    says: `${OURS} points home under every adversary of that budget, the one aimed at it among them`,
    holds: ours.every(homeward),
    found: `${ours.filter(homeward).length} of ${ours.length}`,
  };
}

function agrees(ways: readonly Way[]): Claim {
  const off = ways.filter((way) => way.sampled.some((cosine) => cosine > 0 !== homeward(way)));
  return {
    says: "on rows every field points to the same side as in the population, on every seed",
    holds: off.length === 0,
    found: `${off.length} of ${ways.length} differ`,
  };
}

function reversed(reversals: readonly Reversal[]): Claim {
  const far = reversals.filter(({ bias }) => bias <= -4);
  const least = Math.min(...far.map(({ zero }) => zero));
  return {
    says: "from b = −4 on, constant labels below 0 reverse E[yx] though the zero function costs more than 100 times OPT",
    holds: far.every(({ chow }) => chow < 0) && least > 100,
    found: `${far.filter(({ chow }) => chow < 0).length} of ${far.length} reversed, 0 costs at least ${least.toFixed(0)} times OPT`,
  };
}

function recordOf(ways: readonly Way[]): ArrowsRecord {
  const aims = [...new Set(ways.map(({ aimedAt }) => aimedAt))];
  return {
    title: "Where three fields point",
    caption: `The plane of w and w*, ${ANGLE}° apart, ReLU(z − ${-BIAS}), population: which way −g points from w on clean labels and under adversaries of one budget, ${BUDGET} of the labels' variance, aimed at each of the fields. Arrows say the direction, not the length.`,
    target: [cos, sin],
    panels: aims.map((aim) => ({
      title: aim === NOBODY ? "clean labels" : `aimed at ${aim}`,
      arrows: ways
        .filter(({ aimedAt }) => aimedAt === aim)
        .map(({ field, along }) => ({ name: field, ours: field === OURS, along })),
    })),
  };
}

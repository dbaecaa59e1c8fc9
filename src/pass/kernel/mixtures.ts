/**
 * Σ w_j f(m/q_j) for normal laws of many spreads q_j (the logistic mixture has 21) as one series: the sum does not
 * change more than its narrowest component, so that 30 to 55 terms of an expansion over the whole line have it to
 * rounding, at a tenth of the work. With L five times the mean spread and r = √(m² + L²), what is expanded in
 * v = (m² − L²)/(m² + L²) is
 *
 *     for Φ:         (Σ w_j (Φ(m/q_j) − ½)) r/m,  m > 0;
 *     for e^{−x²/2}:  Σ w_j e^{−(m/q_j)²/2};
 *     for the ramp:  (Σ w_j (E (m + q_j u)₊ − m/2)) / r.
 */
import { chebyshevSeries } from "../../math/chebyshev.ts";
import { exp } from "../../math/elementary.ts";
import { normalDistribution, smoothedRamp } from "../../math/normal.ts";
import type { Constant, Line, Node, Series } from "./instructions.ts";
import { CDF, CORNER, EVEN, ODD, RAMP, SQUARE_DECAY } from "./opcodes.ts";

/** Components from which on the series is less work. */
export const LEAST = 4;

/** Deviations beyond which a normal law has less than the rounding of 1. */
const NEGLIGIBLE = 9;

/** w f(m/q), f by the operation that works it out. */
export interface Component {
  readonly operation: number;
  readonly m: Node;
  readonly weight: Constant;
  readonly spread: Constant;
}

/** The series of components of one operation and one m, with L and Σ w_j. */
export function seriesOf(components: readonly Component[]): {
  readonly mass: Constant;
  readonly length: Constant;
  readonly series: Series;
} {
  const [{ operation }] = components;
  const key = components.map(({ weight, spread }) => `${weight.key} ${spread.key}`).join();
  const sum = (of: (component: Component) => number) =>
    components.reduce((total, component) => total + of(component), 0);
  const massOf = (line: Line) => sum(({ weight }) => weight.at(line));
  // The weights of a density have its height 1/q in them.
  const height = (q: number) => (operation === SQUARE_DECAY ? q : 1);
  const massOfSpread = (line: Line) => sum((c) => c.weight.at(line) * height(c.spread.at(line)));
  const lengthOf = (line: Line) =>
    (5 * sum((c) => c.weight.at(line) * height(c.spread.at(line)) * c.spread.at(line))) / massOfSpread(line);
  const coefficients = (line: Line): Float64Array => {
    const length = lengthOf(line);
    const known = components.map(({ weight, spread }) => ({ w: weight.at(line), q: spread.at(line) }));
    const found = chebyshevSeries((v) => {
      const m = length * Math.sqrt((1 + v) / (1 - v));
      return expanded(operation, known, m, Math.sqrt(m * m + length * length));
    });
    // An odd number of them, the last first.
    const odd = new Float64Array(found.length | 1);
    odd.set(found);
    return odd.reverse();
  };
  return {
    mass: { key: `mass(${key})`, at: massOf },
    length: { key: `length(${key})`, at: lengthOf },
    series: {
      key: `${operation}(${key})`,
      parity: operation === CDF ? ODD : operation === RAMP ? CORNER : EVEN,
      coefficients: lastOf(coefficients),
    },
  };
}

function expanded(
  operation: number,
  components: readonly { readonly w: number; readonly q: number }[],
  m: number,
  r: number,
): number {
  let sum = 0;
  for (const { w, q } of components) {
    const isNear = m < NEGLIGIBLE * q;
    if (operation === CDF) sum += w * (isNear ? 0.5 - normalDistribution(-m / q) : 0.5);
    else if (operation === RAMP) sum += w * (isNear ? 0.5 * m + smoothedRamp(-m, q) : 0.5 * m);
    else if (isNear) sum += w * exp(-0.5 * (m / q) * (m / q));
  }
  return operation === CDF ? (sum * r) / m : operation === RAMP ? sum / r : sum;
}

/** Remembers the last value: requests of one sweep have one spread. */
function lastOf(coefficients: (line: Line) => Float64Array): (line: Line) => Float64Array {
  let known: { readonly tau: number; readonly value: Float64Array } | undefined;
  return (line) => {
    if (known?.tau !== line.tau) known = { tau: line.tau, value: coefficients(line) };
    return known.value;
  };
}

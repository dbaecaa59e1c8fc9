/** The value of a link as a JavaScript expression of m. */
import type { Formula } from "../math/formula.ts";

export interface Expression {
  readonly text: string;
  /** Whether it calls `cdf` or `density`, which NORMAL defines. */
  readonly needsNormal: boolean;
}

export function expression(formula: Formula): Expression {
  const whole = written(formula);
  const isBracketed = formula.op === "add" || formula.op === "multiply" || formula.op === "divide";
  const text = isBracketed ? whole.slice(1, -1) : whole;
  return { text, needsNormal: /\b(cdf|density)\(/.test(text) };
}

function written(f: Formula): string {
  switch (f.op) {
    case "m":
      return "m";
    case "number":
      return f.value < 0 ? `(${f.value})` : String(f.value);
    case "add":
      return `(${written(f.a)} + ${written(f.b)})`;
    case "multiply":
      return `(${written(f.a)} * ${written(f.b)})`;
    case "divide":
      return `(${written(f.a)} / ${written(f.b)})`;
    case "maximum":
      return `Math.max(${written(f.a)}, ${written(f.b)})`;
    case "step":
      return `(${written(f.a)} >= 0 ? 1 : 0)`;
    case "cdf":
    case "density":
      return `${f.op}(${written(f.a)})`;
    case "exp":
    case "log1p":
    case "tanh":
    case "sqrt":
    case "abs":
      return `Math.${f.op}(${written(f.a)})`;
    default:
      throw new Error(`a link's own value is not smoothed, and has no ${f.op}`);
  }
}

/**
 * φ and Φ. Below 3 Φ(x) = ½ + φ(x)(x + x³/3 + x⁵/(3·5) + …), beyond Laplace's fraction φ(x)/(x + 1/(x + 2/(x + …))) for
 * the tail; 60 terms of either leave rounding only.
 */
export const NORMAL = `const density = (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** The normal distribution function: a series for small x, a continued fraction for the tails. */
function cdf(x) {
  if (Math.abs(x) < 3) {
    let [sum, power] = [0, x];
    for (let k = 1; k < 120; k += 2) {
      sum += power;
      power *= (x * x) / (k + 2);
    }
    return 0.5 + density(x) * sum;
  }
  let fraction = Math.abs(x);
  for (let k = 60; k > 0; k--) fraction = Math.abs(x) + k / fraction;
  const tail = density(x) / fraction;
  return x > 0 ? 1 - tail : tail;
}`;

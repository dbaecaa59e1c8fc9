/**
 * A *link* σ: the curve of a neuron, y ≈ σ(w·x). (Also called activation; the *inverse* link of GLM statistics.)
 *
 * A link is written as two formulas over (m, τ): its value σ(m), and its value through Gaussian noise,
 *
 *     S(m, τ) = E σ(m + τu),  u ~ N(0, 1),      so that      T_ρσ(z) = S(ρz, √(1 − ρ²)).
 *
 * Slopes follow by differentiating the formulas: σ′ = ∂value/∂m and T_ρ(σ′)(z) = (∂S/∂m)(ρz, √(1 − ρ²)).
 * In this form a scale s and shift b cost nothing: σ(s·z + b) is smoothed to S(sρz + b, sτ).
 *
 * A user's own function has no formulas (`links/own.ts`); `linkAt` and `linkMaps` read both kinds the same way.
 */
import { type BlockMap, compile, derivative, evaluate, type Formula } from "../math/formula.ts";
import { type Label, type Parameters, type Part, part, type Values } from "../part.ts";
import { type Coefficients, firstDegree } from "./hermiteCoefficients.ts";

/** One link with its parameter values filled in. */
export type Link = FormulaLink | OwnLink;

/** What every link says of itself. */
export interface LinkTraits {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number | readonly number[]>>;
  readonly monotone: boolean;
  /** True where σ jumps, so that the slope alone misses part of the rise. */
  readonly jumps: boolean;
  /** sup |σ(a) − σ(b)| / |a − b|; Infinity with jumps or faster than linear growth. */
  readonly lipschitz: number;
  /** First degree k ≥ 1 with a non-zero Hermite coefficient. */
  readonly informationExponent: number;
  /** c_k = E σ(z) He_k(z), He normalized, where a closed form is known. */
  readonly hermite?: Coefficients;
}

/** A link of the catalogue: plain data that every backend can read. */
export interface FormulaLink extends LinkTraits {
  /** σ(m). */
  readonly value: Formula;
  /** σ′(m) almost everywhere. A link with jumps has one too (0 for steps) and says `jumps: true`. */
  readonly slope: Formula;
  /** S(m, τ) = E σ(m + τu); for τ > 0. */
  readonly smooth: Formula;
  /** ∂S/∂m = E σ′(m + τu), the jumps counted; for τ > 0. */
  readonly smoothSlope: Formula;
  /** Largest error of `smooth` and `smoothSlope` against the exact integrals, absolute; 0 means rounding only. */
  readonly error: number;
  readonly hermite: Coefficients;
}

/** A link that is a function and nothing more; only backends in this process can read it. */
export interface OwnLink extends LinkTraits {
  readonly at: LinkFunctions;
}

/** A link as four functions. At τ = 0 the smooth ones are the plain ones. */
export interface LinkFunctions {
  /** σ(z). */
  readonly value: (z: number) => number;
  /** σ′(z) almost everywhere. */
  readonly slope: (z: number) => number;
  /** S(m, τ) = E σ(m + τu), τ ≥ 0. */
  readonly smooth: (m: number, tau: number) => number;
  /** ∂S/∂m, τ ≥ 0. */
  readonly smoothSlope: (m: number, tau: number) => number;
}

/** A link as four maps over a block of indices. `value` and `slope` do not look at τ; at τ = 0 all smooth is plain. */
export interface LinkMaps {
  readonly value: BlockMap;
  readonly slope: BlockMap;
  readonly smooth: BlockMap;
  readonly smoothSlope: BlockMap;
}

/** What the author of a link writes for given parameters; the rest is derived. */
export interface LinkFormulas extends Pick<FormulaLink, "value" | "smooth" | "monotone" | "lipschitz" | "hermite"> {
  readonly jumps?: boolean;
  readonly error?: number;
}

/** Makes a part of the catalogue: slopes by differentiation, the information exponent by the Hermite coefficients. */
export function linkPart<P extends Parameters>(
  label: Label<P>,
  formulas: (values: Values<P>) => LinkFormulas,
): Part<FormulaLink, P> {
  return part(label, (values) => {
    const written = formulas(values);
    return {
      name: label.name,
      parameters: values,
      jumps: false,
      error: 0,
      ...written,
      slope: derivative(written.value),
      smoothSlope: derivative(written.smooth),
      // E σ′(z) > 0 for a link that only rises, however small.
      informationExponent: written.monotone ? 1 : firstDegree(written.hermite),
    };
  });
}

/**
 * A link as functions of one point.
 *
 * @example
 * import { linkAt, links } from "plumbline-fit";
 *
 * // E u₊ = 1/√(2π)
 * console.log(linkAt(links.relu()).smooth(0, 1)); // → 0.3989422804014327
 */
export function linkAt(link: Link): LinkFunctions {
  if ("at" in link) return link.at;
  const { value, slope, smooth, smoothSlope } = link;
  return {
    value: (m) => evaluate(value, { m, tau: 0 }),
    slope: (m) => evaluate(slope, { m, tau: 0 }),
    smooth: (m, tau) => evaluate(tau === 0 ? value : smooth, { m, tau }),
    smoothSlope: (m, tau) => evaluate(tau === 0 ? slope : smoothSlope, { m, tau }),
  };
}

/**
 * A link as maps over blocks of rows. They own scratch space: one set for each concurrent use.
 *
 * @param capacity the longest block they will be asked for
 */
export function linkMaps(link: Link, capacity: number): LinkMaps {
  if ("at" in link) {
    const { value, slope, smooth, smoothSlope } = link.at;
    return { value: rowwise(value), slope: rowwise(slope), smooth: rowwise(smooth), smoothSlope: rowwise(smoothSlope) };
  }
  const value = compile(link.value, capacity);
  const slope = compile(link.slope, capacity);
  return {
    value,
    slope,
    smooth: plainAtZero(compile(link.smooth, capacity), value),
    smoothSlope: plainAtZero(compile(link.smoothSlope, capacity), slope),
  };
}

const rowwise =
  (at: (m: number, tau: number) => number): BlockMap =>
  (m, tau, out, length) => {
    for (let i = 0; i < length; i++) out[i] = at(m[i], tau);
  };

const plainAtZero =
  (smooth: BlockMap, plain: BlockMap): BlockMap =>
  (m, tau, out, length) =>
    (tau === 0 ? plain : smooth)(m, tau, out, length);

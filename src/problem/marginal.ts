/** A *marginal* D_x: the law the covariates x are drawn from, before any label is given. */
import type { RandomStream } from "../math/random.ts";

/** One marginal with its parameter values filled in. Its mean is zero. */
export interface Marginal {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Draws n rows. @returns n×d, row-major. */
  draw(n: number, d: number, stream: RandomStream): Float64Array;
  /** Σ = E xxᵀ. @returns d×d. */
  covariance(d: number): Float64Array;
}

/** What the author of a marginal with independent, identically distributed coordinates writes. */
export interface Coordinate {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, number>>;
  /** The variance of a coordinate; default 1. */
  readonly variance?: number;
  /** Draws one coordinate, of mean zero. */
  readonly draw: (stream: RandomStream) => number;
}

/** The marginal whose coordinates are independent draws of one law: Σ = variance·I. */
export function independent({ name, parameters = {}, variance = 1, draw }: Coordinate): Marginal {
  return {
    name,
    parameters,
    draw: (n, d, stream) => {
      const x = new Float64Array(n * d);
      for (let i = 0; i < x.length; i++) x[i] = draw(stream);
      return x;
    },
    covariance: (d) => {
      const covariance = new Float64Array(d * d);
      for (let j = 0; j < d; j++) covariance[j * d + j] = variance;
      return covariance;
    },
  };
}

/**
 * Scores −(ln p)′ of laws of mean 0 and variance 1. By parts E f(x) s(x) = E f′(x): what x itself does for a normal law
 * (Stein1981), the score does for any density that is smooth and vanishes at the ends.
 */

/** A score a row: the same function for every coordinate of x, or x times a function of |x|². */
export type Score =
  | { readonly kind: "product"; readonly of: (x: number) => number }
  | { readonly kind: "elliptical"; readonly factor: (squares: number) => number };

/** N(0, 1): x. */
export const normalScore: Score = { kind: "product", of: (x) => x };

/** Laplace: √2 sgn x. */
export const laplaceScore: Score = { kind: "product", of: (x) => Math.SQRT2 * Math.sign(x) };

/** Student's t of ν > 2 degrees of freedom, scaled to variance 1: (ν + 1)x/(ν − 2 + x²). */
export const studentScore = (degrees: number): Score => ({
  kind: "product",
  of: (x) => ((degrees + 1) * x) / (degrees - 2 + x * x),
});

/** Student's t in d dimensions, of covariance I: (ν + d)x/(ν − 2 + |x|²). */
export const ellipticalScore = (degrees: number, d: number): Score => ({
  kind: "elliptical",
  factor: (squares) => (degrees + d) / (degrees - 2 + squares),
});

/**
 * Whitening makes the index isotropic: with Σ + ridge·I = LLᵀ and x̃ = L⁻¹x, w̃·x̃ = (L⁻ᵀw̃)·x and Σ r x̃ = L⁻¹ Σ r x.
 * The triangular part is applied to w and to the field, never to X.
 *
 * Iterates live in whitened coordinates (`w̃`); with an intercept they carry the offset as one more coordinate, which
 * is orthogonal to all others because packed columns are centered.
 */
import { cholesky, solveLower, solveLowerTransposed } from "../math/linear.ts";
import { ask, type MomentsSums, type Pass } from "../pass/pass.ts";

/** The line z = w·x + offset in packed units. */
export interface Line {
  readonly w: Float64Array;
  readonly offset: number;
}

export interface Whitening {
  /** Entries of w̃: d, and one more with an intercept. */
  readonly size: number;
  readonly kind: "full" | "diagonal" | "none";
  /** The ridge, in units of the mean variance. */
  readonly ridge: number;
  /** w̃ ↦ w = L⁻ᵀw̃. */
  line(wTilde: Float64Array): Line;
  /** Σ r x, Σ r ↦ Σ r x̃. */
  field(g: Float64Array, residual: number): Float64Array;
  /** w ↦ w̃ = Lᵀw. */
  coordinates(line: Line): Float64Array;
}

/** Above so many features only the diagonal is whitened: L takes d² memory and d³/3 work. */
export const MOST_FEATURES_WHITENED = 3000;

/** Beyond this ridge the sums are not finite, and only scales can be saved. */
const NO_RIDGE_HELPS = 1e6;

/** No whitening at all: w̃ is w. */
export function unwhitened(d: number): Whitening {
  return {
    size: d,
    kind: "none",
    ridge: 0,
    line: (w) => ({ w, offset: 0 }),
    field: (g) => g,
    coordinates: ({ w }) => w,
  };
}

/**
 * Whitening by Σ = Σωxxᵀ/Σω of packed, centered columns plus a ridge.
 *
 * @param ridge in units of the mean variance; raised tenfold as often as Σ + ridge·I is not positive definite
 */
export function whiten({ mass, xx }: MomentsSums, d: number, ridge: number): Whitening {
  const mean = meanVariance(xx, d) / mass || 1;
  if (d > MOST_FEATURES_WHITENED) return diagonal(xx, d, mass, ridge * mean, ridge);
  let used = ridge;
  while (used < NO_RIDGE_HELPS) {
    const covariance = xx.map((sum) => sum / mass);
    for (let j = 0; j < d; j++) covariance[j * d + j] += used * mean;
    const l = cholesky(covariance, d);
    if (l !== null) {
      return {
        size: d,
        kind: "full",
        ridge: used,
        line: (wTilde) => ({ w: solveLowerTransposed(l, d, wTilde), offset: 0 }),
        field: (g) => solveLower(l, d, g),
        coordinates: ({ w }) => transposedProduct(l, d, w),
      };
    }
    used = Math.max(used * 10, 1e-12);
  }
  return diagonal(xx, d, mass, ridge * mean, ridge);
}

/** The moments that whitening d features needs. */
export function whiteningMoments(pass: Pass): Promise<MomentsSums> {
  return ask(pass, { kind: "moments", diagonal: pass.features > MOST_FEATURES_WHITENED });
}

function diagonal(xx: Float64Array, d: number, mass: number, added: number, ridge: number): Whitening {
  const root = Float64Array.from(
    { length: d },
    (_, j) => Math.sqrt(xx[xx.length === d ? j : j * d + j] / mass + added) || 1,
  );
  const divided = (v: Float64Array) => v.map((value, j) => value / root[j]);
  return {
    size: d,
    kind: "diagonal",
    ridge,
    line: (wTilde) => ({ w: divided(wTilde), offset: 0 }),
    field: divided,
    coordinates: ({ w }) => w.map((value, j) => value * root[j]),
  };
}

/** The same whitening with the offset as one more coordinate, as it is. */
export function withIntercept({ size, kind, ridge, line, field, coordinates }: Whitening): Whitening {
  return {
    size: size + 1,
    kind,
    ridge,
    line: (wTilde) => ({ w: line(wTilde.subarray(0, size)).w, offset: wTilde[size] }),
    field: (g, residual) => joined(field(g, 0), residual),
    coordinates: ({ w, offset }) => joined(coordinates({ w, offset: 0 }), offset),
  };
}

function joined(v: Float64Array, last: number): Float64Array {
  const out = new Float64Array(v.length + 1);
  out.set(v);
  out[v.length] = last;
  return out;
}

function transposedProduct(l: Float64Array, d: number, w: Float64Array): Float64Array {
  const out = new Float64Array(d);
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) out[j] += l[i * d + j] * w[i];
  return out;
}

function meanVariance(xx: Float64Array, d: number): number {
  let trace = 0;
  for (let j = 0; j < d; j++) trace += xx[xx.length === d ? j : j * d + j];
  return trace / d;
}

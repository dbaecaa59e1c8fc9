/**
 * Whitening makes the index isotropic: with Σ + ridge·I = LLᵀ and x̃ = L⁻¹(x − x̄), w̃·x̃ = (L⁻ᵀw̃)·(x − x̄) and
 * Σ r x̃ = L⁻¹(Σ r x − x̄ Σ r). The mean and the triangular part are applied to w and to the field, never to X: rows may
 * be packed with the centers of others.
 *
 * Iterates live in whitened coordinates (`w̃`); with an intercept they carry the offset as one more coordinate, which
 * is orthogonal to all others because x̃ has mean 0.
 */
import { cholesky, solveLower, solveLowerTransposed } from "../math/linear.ts";
import { addScaled, dot } from "../math/vectors.ts";
import { ask, type MomentsSums, type Pass } from "../pass/pass.ts";
import type { Scaling } from "../pass/scaling.ts";

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
  /** x̄ in packed units; zeros where nothing is centered. */
  readonly mean: Float64Array;
  /** The sums it was read off, where it was. */
  readonly moments?: MomentsSums;
  /** w̃ ↦ w = L⁻ᵀw̃, offset −w·x̄. */
  line(wTilde: Float64Array): Line;
  /** How many features the rows vary in past the ridge: tr Σ(Σ + ridge·I)⁻¹ = d − ridge·|L⁻¹|². d³ work. */
  features(): number;
  /** Σ r x, Σ r ↦ Σ r x̃. */
  field(g: Float64Array, residual: number): Float64Array;
  /** w ↦ w̃ = Lᵀw; the offset is the mean's, or that of one more coordinate. */
  coordinates(line: Line): Float64Array;
}

/** Above so many features only the diagonal is whitened: L takes d² memory and d³/3 work. */
export const MOST_FEATURES_WHITENED = 3000;

/** Beyond this ridge the sums are not finite, and only scales can be saved. */
const NO_RIDGE_HELPS = 1e6;

/** No whitening at all: w̃ is w. */
export function unwhitened(d: number): Whitening {
  const same = (v: Float64Array): Float64Array => v;
  const none = { kind: "none" as const, ridge: 0, inverse: same, inverseTransposed: same, transposed: same };
  return about(new Float64Array(d), none, 0);
}

/**
 * Whitening by the covariance of the rows plus a ridge.
 *
 * @param ridge in units of the mean variance; raised tenfold as often as Σ + ridge·I is not positive definite
 * @param centered false for an index through the origin: Σ is then Σωxxᵀ/Σω and x̄ counts as 0
 */
export function whiten(moments: MomentsSums, d: number, ridge: number, centered = true): Whitening {
  const { mass, x, xx } = moments;
  const mean = x.map((sum) => (centered ? sum / mass : 0));
  const isDiagonal = d > MOST_FEATURES_WHITENED;
  const covariance = isDiagonal ? new Float64Array(0) : covarianceOf(mass, mean, xx, d);
  const variances = mean.map((center, j) =>
    isDiagonal ? xx[xx.length === d ? j : j * d + j] / mass - center * center : covariance[j * d + j],
  );
  const unit = variances.reduce((sum, variance) => sum + variance, 0) / d || 1;
  const full = isDiagonal ? undefined : fullRoot(covariance, d, ridge, unit);
  if (full !== undefined) return { ...about(mean, full, full.ridge * unit), moments };
  const root = variances.map((variance) => Math.sqrt(variance + ridge * unit) || 1);
  const divided = (v: Float64Array) => v.map((value, j) => value / root[j]);
  const diagonal = {
    kind: "diagonal" as const,
    ridge,
    inverse: divided,
    inverseTransposed: divided,
    transposed: (v: Float64Array) => v.map((value, j) => value * root[j]),
  };
  return about(mean, diagonal, ridge * unit);
}

/** A square root L of the covariance, as what it does to vectors. */
interface Root extends Pick<Whitening, "kind" | "ridge"> {
  readonly inverse: (v: Float64Array) => Float64Array;
  readonly inverseTransposed: (v: Float64Array) => Float64Array;
  readonly transposed: (v: Float64Array) => Float64Array;
}

/** The Cholesky root of the covariance and a ridge that is raised until there is one; none where no ridge helps. */
function fullRoot(covariance: Float64Array, d: number, ridge: number, unit: number): Root | undefined {
  for (let used = ridge; used < NO_RIDGE_HELPS; used = Math.max(used * 10, 1e-12)) {
    const ridged = covariance.slice();
    for (let j = 0; j < d; j++) ridged[j * d + j] += used * unit;
    const l = cholesky(ridged, d);
    if (l === null) continue;
    return {
      kind: "full",
      ridge: used,
      inverse: (v) => solveLower(l, d, v),
      inverseTransposed: (v) => solveLowerTransposed(l, d, v),
      transposed: (v) => transposedProduct(l, d, v),
    };
  }
  return undefined;
}

/** The whitening by a root about a mean. @param added what the ridge adds to every variance */
function about(
  mean: Float64Array,
  { kind, ridge, inverse, inverseTransposed, transposed }: Root,
  added: number,
): Whitening {
  return {
    size: mean.length,
    kind,
    ridge,
    mean,
    features: () => mean.length - (added > 0 ? added * squaredNorm(inverse, mean.length) : 0),
    line(wTilde) {
      const w = inverseTransposed(wTilde);
      return { w, offset: 0 - dot(w, mean) };
    },
    field: (g, residual) => inverse(addScaled(g, -residual, mean)),
    coordinates: ({ w }) => transposed(w),
  };
}

/** |L⁻¹|², column by column. */
function squaredNorm(inverse: Root["inverse"], d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const column = new Float64Array(d);
    column[j] = 1;
    const image = inverse(column);
    sum += dot(image, image);
  }
  return sum;
}

function covarianceOf(mass: number, mean: Float64Array, xx: Float64Array, d: number): Float64Array {
  const covariance = new Float64Array(d * d);
  for (let j = 0; j < d; j++)
    for (let k = 0; k < d; k++) covariance[j * d + k] = xx[j * d + k] / mass - mean[j] * mean[k];
  return covariance;
}

/** The moments that whitening d features needs. */
export function whiteningMoments(pass: Pass): Promise<MomentsSums> {
  return ask(pass, { kind: "moments", diagonal: pass.features > MOST_FEATURES_WHITENED });
}

/** The same coordinates x̃ of the same rows, packed by another scaling. */
export function rebased(whitening: Whitening, from: Scaling, to: Scaling): Whitening {
  const shift = to.center.map((center, j) => (center - from.center[j]) / from.scale[j]);
  const stretch = to.scale.map((scale, j) => scale / from.scale[j]);
  return {
    ...whitening,
    mean: whitening.mean.map((mean, j) => (mean - shift[j]) / stretch[j]),
    line(wTilde) {
      const { w, offset } = whitening.line(wTilde);
      return { w: w.map((weight, j) => weight * stretch[j]), offset: offset + dot(w, shift) };
    },
    field: (g, residual) =>
      whitening.field(
        g.map((sum, j) => sum * stretch[j] + residual * shift[j]),
        residual,
      ),
    coordinates: ({ w, offset }) => {
      const there = w.map((weight, j) => weight / stretch[j]);
      return whitening.coordinates({ w: there, offset: offset - dot(there, shift) });
    },
  };
}

/** The same whitening with the index's mean as one more coordinate, as it is. */
export function withIntercept(whitening: Whitening): Whitening {
  const { size, mean, line, field, coordinates } = whitening;
  return {
    ...whitening,
    size: size + 1,
    line(wTilde) {
      const { w, offset } = line(wTilde.subarray(0, size));
      return { w, offset: offset + wTilde[size] };
    },
    field: (g, residual) => joined(field(g, residual), residual),
    coordinates: ({ w, offset }) => joined(coordinates({ w, offset }), offset + dot(w, mean)),
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

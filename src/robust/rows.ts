/**
 * Rows in whitened coordinates, as robust fits see them: an index z = w·x̃ a row, and sums over rows under coefficients
 * of the moment. How much a row counts changes from step to step here (with how sure it is that its label is clean), so
 * coefficients are given, not described: working weights and labels of a sweep.
 */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import type { Whitening } from "../method/whiten.ts";
import { openStore } from "../pass/openStore.ts";
import { ask, type Curve, type Pass } from "../pass/pass.ts";
import type { Scaling } from "../pass/scaling.ts";

export interface Rows {
  readonly n: number;
  readonly d: number;
  readonly y: Float64Array;
  /** z_i = w·x̃_i. */
  index(w: Float64Array): Promise<Float64Array>;
  /** Σ b_i x̃_i. */
  sum(b: Float64Array): Promise<Float64Array>;
  /** Σ a_i x̃_i and Σ a_i x̃_i x̃_iᵀ (d×d, both triangles). */
  moments(a: Float64Array): Promise<Moments>;
  /** Σ a_i (v·x̃_i) x̃_i: those moments times v, without forming them. */
  momentsTimes(a: Float64Array, v: Float64Array): Promise<Float64Array>;
  /** Sums of coefficients a and b over rows and over the rows of each bin of w·x̃, in one reading. */
  binned(w: Float64Array, edges: Float64Array, a: Float64Array, b: Float64Array): Promise<Binned>;
  /** Some of the rows. */
  some(which: Int32Array): Promise<Rows>;
}

export interface Moments {
  readonly x: Float64Array;
  readonly xx: Float64Array;
}

export interface Binned {
  /** Σ a, Σ a z, Σ b by bin. */
  readonly mass: Float64Array;
  readonly z: Float64Array;
  readonly score: Float64Array;
  /** Σ a x̃ by bin: bins×d, row-major. */
  readonly bins: Float64Array;
  /** Σ b x̃. */
  readonly scores: Float64Array;
}

/** Packs rows so that a pass can be made over them. */
export type OpenPass = (design: Design, scaling: Scaling) => Promise<Pass>;

/** Packs in this thread. */
const memory: OpenPass = async (design, scaling) => (await openStore(design, scaling)).pass();

/** r = −y whatever z is: Σ r x̃ of working labels −b is Σ b x̃. */
const NOTHING: Curve = { knots: new Float64Array(0), m: Float64Array.of(0), h: Float64Array.of(1) };
/** r = z − y: Σ r x̃ of working labels 0 is Σ z x̃. */
const INDEX: Curve = {
  link: { name: "identity", parameters: {} },
  scale: 1,
  shift: 0,
  smoothing: 1,
  form: "matching",
};

export async function packedRows(
  design: Design,
  scaling: Scaling,
  whitening: Whitening,
  open: OpenPass = memory,
): Promise<Rows> {
  return rowsOver(design, await open(design, scaling), scaling, whitening, open);
}

/** @param design the rows of the pass, in its order */
export function rowsOver(
  design: Design,
  pass: Pass,
  scaling: Scaling,
  whitening: Whitening,
  open: OpenPass = memory,
): Rows {
  const { n, d } = design;
  const ones = new Float64Array(n).fill(1);
  const zeros = new Float64Array(n);
  const anywhere = { w: new Float64Array(d), offset: 0 };
  const summing = (b: Float64Array) =>
    ({ kind: "field", ...anywhere, curve: NOTHING, working: { y: b.map((value) => -value), weights: ones } }) as const;
  const weighed = (a: Float64Array) => ({ kind: "moments", working: { weights: a } }) as const;
  const white = ({ mass, x, xx }: { mass: number; x: Float64Array; xx: Float64Array }): Moments => ({
    x: whitening.field(x, mass),
    xx: whitenedBothSides(xx, x, mass, whitening),
  });
  return {
    n,
    d,
    y: design.y,
    index: (w) => ask(pass, { kind: "index", ...whitening.line(w) }),
    async sum(b) {
      const [{ g, residual }] = await pass.sweep([summing(b)]);
      return whitening.field(g, residual);
    },
    async moments(a) {
      const [moments] = await pass.sweep([weighed(a)]);
      return white(moments);
    },
    async momentsTimes(a, v) {
      const working = { y: zeros, weights: a };
      const { g, residual } = await ask(pass, { kind: "field", ...whitening.line(v), curve: INDEX, working });
      return whitening.field(g, residual);
    },
    async binned(w, edges, a, b) {
      const line = whitening.line(w);
      const [{ g, residual }, profile, { mass: score }] = await pass.sweep([
        summing(b),
        { kind: "profile", ...line, edges, columns: true, working: { weights: a } },
        { kind: "profile", ...line, edges, columns: false, working: { weights: b } },
      ]);
      const bins = new Float64Array(profile.x.length);
      for (let k = 0; k < profile.mass.length; k++) {
        bins.set(whitening.field(profile.x.subarray(k * d, (k + 1) * d), profile.mass[k]), k * d);
      }
      return { mass: profile.mass, z: profile.z, score, bins, scores: whitening.field(g, residual) };
    },
    some: (which) => packedRows(rowsOf(design, which), scaling, whitening, open),
  };
}

/** L⁻¹(Σ a x xᵀ − …)L⁻ᵀ, about the whitening's mean. */
function whitenedBothSides(xx: Float64Array, x: Float64Array, mass: number, { field }: Whitening): Float64Array {
  const d = x.length;
  // Row by row, L⁻¹(Σ a x_i x − x̄ Σ a x_i); then the same for the columns of what that gives.
  const half = new Float64Array(d * d);
  for (let i = 0; i < d; i++) half.set(field(xx.subarray(i * d, (i + 1) * d), x[i]), i * d);
  const whiteSum = field(x, mass);
  const out = new Float64Array(d * d);
  const column = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < d; i++) column[i] = half[i * d + j];
    out.set(field(column, whiteSum[j]), j * d);
  }
  return out;
}

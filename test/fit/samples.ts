/** Small synthetic tables, and what a fit of one is compared with. */
import type { Arrays } from "../../src/data/sources/arrays.ts";
import { curveAt } from "../../src/fit/curve.ts";
import type { Model } from "../../src/fit/model.ts";
import { rowIndex } from "../../src/fit/rowIndex.ts";
import { angle } from "../../src/math/vectors.ts";
import type { Link } from "../../src/problem/link.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { gaussian } from "../../src/problem/marginals/gaussian.ts";
import { type Sample, type SampleOptions, synthetic } from "../../src/problem/sample.ts";

export type RowMajor = Extract<Arrays, { n: number }> & { readonly y: Float64Array };

/** Clean labels with noise of a tenth of their deviation, unless told otherwise. */
export function sample(link: Link, options: Partial<SampleOptions> = {}): Sample {
  const wanted = { link, marginal: gaussian(), rows: 400, features: 4, seed: 3, ...options };
  if (options.noise !== undefined || options.responses !== undefined) return synthetic(wanted);
  return synthetic({ ...wanted, noise: 0.1 * Math.sqrt(synthetic(wanted).variance) });
}

/** y = (x·w*)₊ + noise. */
export function ramp(options: Partial<SampleOptions> = {}): RowMajor {
  return arrays(sample(relu(), options));
}

export function arrays({ x, n, d, y }: Sample): RowMajor {
  return { x, n, d, y };
}

/** Degrees between the model's weights and w*; x is isotropic. */
export function degrees({ weights }: Model, { target }: Sample): number {
  return (angle(Float64Array.from(weights), target) * 180) / Math.PI;
}

/** z of rows under a model. */
export function indexOf({ weights, centers }: Model, { x, n }: { x: Float64Array; n: number }): Float64Array {
  return rowIndex(
    { x, n, d: weights.length },
    { weights: Float64Array.from(weights), centers: Float64Array.from(centers) },
  );
}

/** Mean (u(z) − clean)² over the clean labels' variance. */
export function unexplained(model: Model, { x, n, clean, variance }: Sample): number {
  const u = curveAt(model.link);
  const z = indexOf(model, { x, n });
  return clean.reduce((sum, label, i) => sum + (u(z[i]) - label) ** 2, 0) / n / variance;
}

/** A model without what may differ between two runs. */
export function timeless(model: Model): Model {
  return { ...model, seconds: 0 };
}

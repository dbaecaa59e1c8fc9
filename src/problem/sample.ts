/** Synthetic samples: a target neuron, a marginal, an adversary and a seed make a table whose truth is known. */
import { UsageError } from "../errors.ts";
import { RandomStream } from "../math/random.ts";
import { dot } from "../math/vectors.ts";
import type { Adversary, CleanSample, Responses } from "./adversary.ts";
import { type DirectionKind, drawDirections } from "./direction.ts";
import { type Link, linkMaps } from "./link.ts";
import type { Marginal } from "./marginal.ts";

export interface SampleOptions {
  readonly link: Link;
  readonly marginal: Marginal;
  /** Default: none. */
  readonly adversary?: Adversary;
  /** Of rows or of energy, as the adversary declares, from 0 up to, and not with, 0.5; default 0.1. */
  readonly budget?: number;
  /** n ≥ 1. */
  readonly rows: number;
  /** d ≥ 1; an adversary needs 2. */
  readonly features: number;
  readonly seed: number;
  /** Standard deviation of normal noise on the clean labels; default 0. */
  readonly noise?: number;
  /** Default "real". "binary" needs a link within [0, 1]. */
  readonly responses?: Responses;
  /** How the target and the decoy are drawn; default "random". */
  readonly direction?: DirectionKind;
}

export interface Sample {
  readonly n: number;
  readonly d: number;
  /** n×d, row-major. */
  readonly x: Float64Array;
  /** n labels, as a learner gets them. */
  readonly y: Float64Array;
  /** n labels before corruption. */
  readonly clean: Float64Array;
  /** n marks: 1 exactly where y differs from clean. */
  readonly corrupted: Uint8Array;
  /** w*, with Var(w*·x) = 1 under the marginal. */
  readonly target: Float64Array;
  /** v, uncorrelated with the target, with Var(v·x) = 1; zero when d = 1. */
  readonly decoy: Float64Array;
  /** The n values w*·x. */
  readonly index: Float64Array;
  /** OPT as the n rows have it: mean (σ(w*·x) − y)². */
  readonly opt: number;
  /** Var σ(w*·x) over the n rows. */
  readonly variance: number;
}

/** Rows drawn from one stream; every chunk has its own, so chunks can be drawn in any order or in parallel. */
const CHUNK = 4096;

/**
 * Draws a sample. Target, covariates, noise and adversary have streams of their own: samples of one seed that differ
 * in the adversary or its budget share x, w* and the clean labels bit for bit, and a longer sample continues a shorter.
 *
 * @throws UsageError for sizes, noise, budget or responses that cannot be.
 *
 * @example
 * import { adversaries, links, marginals, synthetic } from "plumbline-fit";
 *
 * const { x, target } = synthetic({
 *   link: links.relu(), marginal: marginals.gaussian(), adversary: adversaries.linearDecoy(), budget: 0.2,
 *   rows: 1000, features: 5, seed: 1,
 * });
 * console.log(x.length, target.length); // → 5000 5
 */
export function synthetic(options: SampleOptions): Sample {
  check(options);
  const { link, marginal, adversary, rows: n, features: d, noise = 0, responses = "real" } = options;
  const stream = new RandomStream(options.seed);
  const { target, decoy } = drawDirections(options.direction ?? "random", d, marginal.covariance(d), stream.clone());
  stream.jump();
  const adversaryStream = stream.clone();

  const x = new Float64Array(n * d);
  const y = new Float64Array(n);
  const index = new Float64Array(n);
  const decoyIndex = new Float64Array(n);
  const mean = new Float64Array(n);
  const meanOf = linkMaps(link, CHUNK).value;
  for (let start = 0; start < n; start += CHUNK) {
    const end = Math.min(start + CHUNK, n);
    stream.jump();
    x.set(marginal.draw(end - start, d, stream.clone()), start * d);
    for (let i = start; i < end; i++) {
      const row = x.subarray(i * d, (i + 1) * d);
      index[i] = dot(row, target);
      decoyIndex[i] = dot(row, decoy);
    }
    meanOf(index.subarray(start, end), 0, mean.subarray(start, end), end - start);
    stream.jump();
    labels(y.subarray(start, end), mean.subarray(start, end), responses, noise, stream.clone());
  }

  const variance = varianceOf(mean);
  const sample: CleanSample = { n, d, x, y, link, responses, target, index, decoy, decoyIndex, variance };
  const untouched = { y: y.slice(), corrupted: new Uint8Array(n) };
  const corruption = adversary?.corrupt(sample, options.budget ?? 0.1, adversaryStream) ?? untouched;
  const opt = corruption.y.reduce((sum, label, i) => sum + (mean[i] - label) * (mean[i] - label), 0) / n;
  return { n, d, x, ...corruption, clean: y, target, decoy, index, opt, variance };
}

/** Clean labels of one chunk, given σ(w*·x). */
function labels(y: Float64Array, mean: Float64Array, responses: Responses, noise: number, stream: RandomStream): void {
  if (noise > 0) stream.fillNormals(y);
  for (let i = 0; i < y.length; i++) {
    if (responses === "real") y[i] = noise > 0 ? mean[i] + noise * y[i] : mean[i];
    else if (mean[i] >= 0 && mean[i] <= 1) y[i] = Number(stream.bernoulli(mean[i]));
    else {
      throw new UsageError({
        where: "binary responses",
        what: "the link leaves [0, 1]",
        got: mean[i],
        would: "take a link that is a probability, such as sigmoid, or real responses",
      });
    }
  }
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
}

function check({ rows, features, noise = 0, responses, adversary, budget }: SampleOptions): void {
  const fewestFeatures = adversary === undefined ? 1 : 2;
  const complaint = (where: string, got: unknown, would: string): UsageError =>
    new UsageError({ where, what: "out of range", got, would });
  if (!(Number.isSafeInteger(rows) && rows >= 1)) throw complaint("rows", rows, "give an integer from 1 on");
  if (!(Number.isSafeInteger(features) && features >= fewestFeatures)) {
    throw complaint("features", features, `give an integer from ${fewestFeatures} on`);
  }
  if (!(noise >= 0 && noise < Infinity)) throw complaint("noise", noise, "give a standard deviation from 0 on");
  if (noise > 0 && responses === "binary") throw complaint("noise", noise, "leave it at 0 for binary responses");
  if (adversary === undefined && budget) throw complaint("budget", budget, "name the adversary that is to spend it");
}

/**
 * An *adversary* sees the whole clean sample and corrupts its labels; the covariates are never touched.
 * Its budget is a number from 0 up to (not with) one half, and each adversary says of what:
 *
 *   rows     it may change the labels of that share of the rows, as much as it likes;
 *   energy   it may change every label a little: mean (y − clean)² = budget · Var σ(w*·x).
 */
import { UsageError } from "../errors.ts";
import type { RandomStream } from "../math/random.ts";
import type { Link } from "./link.ts";

/** real: y = σ(w*·x) + noise. binary: y ~ Bernoulli(σ(w*·x)). */
export type Responses = "real" | "binary";

/** A sample before its labels are corrupted: all that an adversary knows, which is everything. */
export interface CleanSample {
  readonly n: number;
  readonly d: number;
  /** n×d, row-major. */
  readonly x: Float64Array;
  /** n clean labels. */
  readonly y: Float64Array;
  readonly link: Link;
  readonly responses: Responses;
  /** w*, with Var(w*·x) = 1. */
  readonly target: Float64Array;
  /** The n values w*·x. */
  readonly index: Float64Array;
  /** v, uncorrelated with the target, with Var(v·x) = 1: where an adversary would like a learner to look. */
  readonly decoy: Float64Array;
  /** The n values v·x. */
  readonly decoyIndex: Float64Array;
  /** Var σ(w*·x) over the n rows. */
  readonly variance: number;
}

/** Labels after corruption. */
export interface Corruption {
  readonly y: Float64Array;
  /** 1 exactly where the label differs from the clean one; all other labels keep their bits. */
  readonly corrupted: Uint8Array;
}

/** One adversary with its parameter values filled in. */
export interface Adversary {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly budgetOf: "rows" | "energy";
  /** The kinds of response it knows how to corrupt; binary ones stay 0 or 1. */
  readonly responses: readonly Responses[];
  /**
   * Corrupts the labels of a sample; the sample itself is left as it is.
   *
   * @throws UsageError for a budget outside [0, 0.5) and for responses it cannot corrupt.
   */
  corrupt(sample: CleanSample, budget: number, stream: RandomStream): Corruption;
}

type Self = Pick<Adversary, "name" | "responses"> & Partial<Pick<Adversary, "parameters">>;

/** An adversary over rows: `relabel` changes at most `rows` entries of y, which holds the clean labels at first. */
export function rowAdversary(
  self: Self & { relabel: (y: Float64Array, rows: number, sample: CleanSample, stream: RandomStream) => void },
): Adversary {
  const { name, responses, parameters = {}, relabel } = self;
  return {
    name,
    responses,
    parameters,
    budgetOf: "rows",
    corrupt: (sample, budget, stream) => {
      check(self, sample, budget);
      const y = sample.y.slice();
      const rows = Math.round(budget * sample.n);
      if (rows > 0) relabel(y, rows, sample, stream);
      return { y, corrupted: differing(y, sample.y) };
    },
  };
}

/**
 * An adversary over energy: `push(i)` is what it adds to label i, up to a factor. The factor is then chosen such that
 * mean (y − clean)² is the budget times Var σ on the very sample, whatever its marginal.
 */
export function energyAdversary(
  self: Omit<Self, "responses"> & { push: (i: number, sample: CleanSample) => number },
): Adversary {
  const { name, parameters = {}, push } = self;
  const responses: readonly Responses[] = ["real"];
  return {
    name,
    responses,
    parameters,
    budgetOf: "energy",
    corrupt: (sample, budget, _stream) => {
      check({ name, responses }, sample, budget);
      const pushes = Float64Array.from(sample.y, (_, i) => push(i, sample));
      const energy = pushes.reduce((sum, p) => sum + p * p, 0) / sample.n;
      const factor = energy > 0 ? Math.sqrt((budget * sample.variance) / energy) : 0;
      const y = sample.y.map((clean, i) => clean + factor * pushes[i]);
      return { y, corrupted: differing(y, sample.y) };
    },
  };
}

function check({ name, responses }: Self, sample: CleanSample, budget: number): void {
  if (!(budget >= 0 && budget < 0.5)) {
    throw new UsageError({
      where: `${name} budget`,
      what: "out of range",
      got: budget,
      would: "give a number from 0 up to, and not with, 0.5",
    });
  }
  if (!responses.includes(sample.responses)) {
    throw new UsageError({
      where: name,
      what: "cannot corrupt such responses",
      got: sample.responses,
      would: `draw ${responses.join(" or ")} ones`,
    });
  }
}

/** Marks the entries that differ and restores the bits of the others (−0 and 0 do not differ). */
function differing(y: Float64Array, clean: Float64Array): Uint8Array {
  const marks = new Uint8Array(y.length);
  for (let i = 0; i < y.length; i++) {
    if (y[i] === clean[i]) y[i] = clean[i];
    else marks[i] = 1;
  }
  return marks;
}

/** What `fit` can be told. Everything has a default; the command line's flags are the same words. */
import type { EncodeOptions } from "../data/encode.ts";
import type { Link } from "../problem/link.ts";

export interface FitOptions extends EncodeOptions {
  /** "unknown" (default): find a monotone curve. Else a link, or its name with parameters: `relu`, `leakyRelu:slope=0.1`. */
  readonly link?: "unknown" | string | Link;
  /** A learner by name; default monotoneSim for an unknown link and monotoneGlm for a known one. */
  readonly learner?: string;
  /**
   * Whether labels may be corrupted. "auto" (default): looked for, believed on evidence; a number in (0, .49]: this share
   * is; 0: nothing is looked for, and the agnostic guarantee of the square loss stands.
   */
  readonly contamination?: "auto" | number;
  /** With `group`: how weights of groups may shift against the fit; "none" has all rows count alike. Default "chi2". */
  readonly shift?: "chi2" | "kl" | "none";
  /** What a shift costs, in mean losses of the groups; 0 lets the worst group alone count. Default 0.5. */
  readonly nu?: number;
  /**
   * Whether a group's loss counts in excess of what a robust neuron of its own has, over labels as far as that trusts them;
   * "none" takes losses as they are, and chases noise. Default "own", unless contamination is 0.
   */
  readonly reference?: "own" | "none";
  /** Decides splits, subsamples and random starts; default 1. Same seed, same bits. */
  readonly seed?: number;
  /** false fixes the shift b of a known link at 0, with z = weights·x through the origin of the data's units; default true. */
  readonly intercept?: boolean;
  /** 1 − δ: repeat on fresh splits until the theory's success probability of 2/3 is boosted to this; default one run. */
  readonly confidence?: number;
  /** How many times to draw rows again for the intervals of weights and effects; default 0: by their asymptotic law. */
  readonly bootstrap?: number;
  /** Without how many folds in turn to fit again for prediction intervals (CV+); default 0: by the rows set aside. */
  readonly folds?: number;
  /**
   * Shortens the list of columns as far as it costs no more than this R² on the rows held out; true: 0.01. Intervals are
   * those of the list, as if it had been known.
   */
  readonly sparse?: boolean | number;
  /** How many threads sweep over tables of more than 16 MB, where the engine has them; default 1. It changes no bits. */
  readonly threads?: number;
  /**
   * How rows are stored: "f32" takes half the memory, and sums over rows are within 1e-5 of the sum of their absolute terms
   * instead of 1e-12. Default "f64".
   */
  readonly storage?: "f64" | "f32";
  /** Stops the fit between sweeps; it then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called as work gets done, for a progress bar. */
  readonly progress?: (progress: Progress) => void;
  /** The command that makes this fit, kept in the model. */
  readonly recipe?: string;
}

export interface Progress {
  /** What is going on, as in "refining starts". */
  readonly stage: string;
  /** Share of the whole work done, from 0 to 1, never decreasing. */
  readonly done: number;
}

/** The fitted model: one weight vector, one monotone curve, and what is known of how good it is. Plain JSON. */
import type { Encoding } from "../data/encode.ts";

/** The curve u: y ≈ u(z), z = weights·x + offset with mean 0 and variance 1 on the training rows. */
export type Curve =
  /** Nondecreasing through knots: a staircase (`step`: value of the last knot at or below z) or piecewise linear;
   *  constant beyond the ends. A straight line is `linear` with `extend: true`, which continues the end slopes. */
  | {
      readonly rule: "step" | "linear";
      readonly knots: readonly number[];
      readonly values: readonly number[];
      readonly extend?: boolean;
    }
  /** A known link: u(z) = σ(scale·z + shift). */
  | {
      readonly name: string;
      readonly parameters: Readonly<Record<string, number | readonly number[]>>;
      readonly scale: number;
      readonly shift: number;
    };

/** Another candidate for the answer, and how far behind it stands on rows left out. */
export interface Candidate {
  readonly name: string;
  /** What it was judged by: the square loss of its predictions, or −ln of how likely it makes a label. */
  readonly measure: "squareLoss" | "logLikelihood";
  /** By how much more it loses a row on average, and the standard error of that; negative where it loses less. */
  readonly gap: number;
  readonly error: number;
  /** Its angle to the weights (whitened, radians), where that tells candidates apart. */
  readonly angle?: number;
}

/** How short a list of columns explains nearly as much as all of them. */
export interface ShortList {
  /** The columns that remain, the most important first. */
  readonly columns: readonly string[];
  /** The R² that the shorter list was allowed to cost. */
  readonly cost: number;
  /** How many columns were left and the R² of their fit on the rows held out, from all of them to one. */
  readonly path: readonly { readonly columns: number; readonly r2: number }[];
}

/** How a way to predict does on rows that no step of its fit has seen. */
export interface Score {
  /** Mean of (prediction − y)². */
  readonly loss: number;
  /** 1 − loss / loss of the constant. */
  readonly r2: number;
  /** Mean negative log-likelihood in nats; 0/1 labels only. */
  readonly logLoss?: number;
  /** Area under the ROC curve; 0/1 labels only. */
  readonly auc?: number;
}

/**
 * What explains the labels: about the curve by a law of noise, the others, a share ε of them that follows z, by a Cauchy
 * law. All in the response's unit.
 *
 *     y ~ (1 − ε(z)) Law((y − u(z))/s)/s + ε(z) Cauchy(y)
 */
export interface LabelLaw {
  readonly noise: { readonly law: "normal" | "studentT2"; readonly scale: number; readonly least: number };
  /** ε at some z; linear between them, constant beyond. */
  readonly shares: { readonly z: readonly number[]; readonly values: readonly number[] };
  readonly outliers: { readonly center: number; readonly spread: number };
  /**
   * What else decides about a row, s or the odds of ε: the sum of curves along other directions, each with an index
   * Σ weights·(x − centers) + offset, is the logarithm of the factor. Corrupted labels may follow a curve along the first.
   */
  readonly cause?: {
    readonly changes: "spread" | "odds";
    readonly along: readonly {
      readonly weights: readonly number[];
      readonly offset: number;
      readonly z: readonly number[];
      readonly values: readonly number[];
    }[];
    readonly follows?: {
      readonly z: readonly number[];
      readonly values: readonly number[];
      readonly noise: number;
      readonly outliers: LabelLaw["outliers"];
    };
  };
}

/** An index Σ weights·(x − centers) + offset, about the model's centers. */
export interface Along {
  readonly weights: readonly number[];
  readonly offset: number;
}

/**
 * What makes labels 0 and 1 wrong: some are flipped, a share `floor` of the zeros and `ceiling` of the ones, about a
 * logistic curve of an index; or a gate takes some over along another one: P(y = 1) = (1 − π) σ + π g, where π = σ of a
 * parabola with the coefficients `share` and g = σ of a line with those of `own`.
 */
export type WrongLabelLaw = { readonly along: Along } & (
  | { readonly story: "flips"; readonly floor: number; readonly ceiling: number }
  | {
      readonly story: "gate";
      readonly gate?: Along;
      readonly share: readonly number[];
      readonly own: readonly number[];
    }
);

/**
 * How far from a prediction labels lie: at least a share `levels[k]` of fresh ones within `radii[k]`, both ascending
 * (split-conformal prediction, VovkGS2005).
 */
export interface Radii {
  readonly levels: readonly number[];
  readonly radii: readonly number[];
}

/** A fit without a fold of the rows, and how far the fold's labels lie from its predictions. */
export interface CrossFit {
  /** z = Σ weights·(x − centers) + offset, about the centers of the model. */
  readonly weights: readonly number[];
  readonly offset: number;
  readonly link: Curve;
  readonly any: Radii;
  readonly clean?: Radii;
}

/** From the lower to the upper end. */
export type Interval = readonly [low: number, high: number];

/** What a sample leaves open about weights and effects. */
export interface Intervals {
  /** How often the intervals hold the truth, and the bound of the angle. */
  readonly level: number;
  /** By the asymptotic law of the fit (a sandwich), or by fits to rows drawn again. */
  readonly method: "sandwich" | "bootstrap";
  /** By feature; p is the probability of so large an effect where the column does not matter. */
  readonly columns: readonly { readonly weight: Interval; readonly effect: Interval; readonly p: number }[];
  /** The angle to the target is at most this: whitened, radians. */
  readonly angle: number;
}

/** How far to trust a model. Absent parts are what its rows do not tell. */
export interface Trust {
  readonly intervals?: Intervals;
  /** How far labels lie from their predictions: as they come, corrupted ones among them, and clean ones alone. */
  readonly prediction?: { readonly any: Radii; readonly clean?: Radii; readonly folds?: readonly CrossFit[] };
  /**
   * The signal that rows set aside still see at the direction that was found without them: a χ² statistic, how often
   * chance alone leaves as much, and how far those rows would turn the direction beyond chance (radians).
   */
  readonly signal?: {
    readonly statistic: number;
    readonly freedom: number;
    readonly p: number;
    readonly angle: number;
    readonly rows: number;
  };
  /** How the index differs from a normal law: third moment, fourth less 3, largest difference of distribution functions. */
  readonly index?: { readonly skewness: number; readonly excess: number; readonly distance: number };
  /** The share of variation that a curve which may fall explains beyond the fit, on rows set aside; in standard errors. */
  readonly freeCurve?: { readonly gain: number; readonly evidence: number };
}

export interface Model {
  readonly format: "plumbline-model";
  readonly version: 1;
  readonly learner: string;
  /** True when the fit was told its link (GLM), false when it found one (SIM). */
  readonly knownLink: boolean;
  readonly seed: number;
  /** How a table becomes x and y; predict applies the same. */
  readonly encoding: Encoding;
  /** The names of the d features, in the order of `weights`. */
  readonly features: readonly string[];
  /** z = Σ weights·x + offset, x in the data's units. */
  readonly weights: readonly number[];
  readonly offset: number;
  /** Column means: predictions are worked out as z = Σ weights·(x − centers), which keeps the digits of large columns. */
  readonly centers: readonly number[];
  /** weights × standard deviation of the column. */
  readonly standardized: readonly number[];
  /** Average change of the prediction for one unit of the column, in the response's unit. */
  readonly effects: readonly number[];
  readonly link: Curve;
  readonly heldOut: {
    readonly rows: number;
    readonly fit: Score;
    readonly constant: Score;
    /** OLS, or logistic regression for 0/1 labels. */
    readonly linear: Score;
    /** The same index with an isotonic curve. */
    readonly linearIsotonic: Score;
    /** Mean prediction and mean label within tenths of the predictions; 0/1 labels only. */
    readonly calibration?: readonly { readonly predicted: number; readonly observed: number; readonly rows: number }[];
    /** The fit's loss over all labels, corrupted or not: OPT, the loss of the best neuron, is at most about this. */
    readonly opt: number;
  };
  /** Rows of the table; usable ones; and, of those not set aside for `heldOut`, which learned and which chose. */
  readonly rows: { readonly read: number; readonly used: number; readonly fit: number; readonly heldOut: number };
  /**
   * The share of labels taken as corrupted, how much likelier that makes a held-out label (nats) and, where there are
   * any, the law by which each row's probability of being one of them is worked out. The interval holds the share with
   * 90 %, its low end counting labels far out only; absent where the share was told.
   */
  readonly contamination: {
    readonly share: number;
    readonly interval?: { readonly low: number; readonly high: number };
    readonly gain: number;
    readonly law?: LabelLaw;
    /** Of labels 0 and 1. */
    readonly classes?: WrongLabelLaw;
  };
  /**
   * Other directions that explain labels which this one gives up: their curve, the angle to the weights (whitened,
   * radians), and how much less likely they make a held-out label (nats).
   */
  readonly rivals: readonly {
    readonly weights: readonly number[];
    readonly standardized: readonly number[];
    readonly link: Curve;
    readonly law?: LabelLaw;
    readonly classes?: WrongLabelLaw;
    readonly angle: number;
    readonly gap: number;
  }[];
  /** The list that the columns were shortened to, where that was asked for. */
  readonly shortList?: ShortList;
  /** The candidates that the answer was chosen among, the closest first. */
  readonly candidates: readonly Candidate[];
  /** What each group has and pays, where the fit was to serve all of them. */
  readonly shift?: {
    /** The column that names them. */
    readonly column: string;
    readonly shift: "chi2" | "kl" | "none";
    readonly nu: number;
    /** ν as a loss. */
    readonly penalty: number;
    readonly reference: "own" | "none";
    readonly groups: readonly {
      readonly name: string;
      /** Used rows, and how much of their labels is trusted. */
      readonly rows: number;
      readonly trusted: number;
      /** How much the group counts in the end. */
      readonly weight: number;
      /** What a robust neuron of its own has, over trusted labels. */
      readonly own?: number;
      /** Held-out losses of the fit for which all rows count alike, and of this one. */
      readonly alike: number | null;
      readonly robust: number | null;
    }[];
    /** The weights of some of the groups on the way, a list a group. */
    readonly path: {
      readonly steps: readonly number[];
      readonly groups: readonly number[];
      readonly weights: readonly (readonly number[])[];
    };
  };
  /** How far to trust it; absent where the rows do not tell. */
  readonly trust?: Trust;
  /** The whitening ridge that was chosen, × mean variance, and every one tried with its held-out loss. */
  readonly ridge: {
    readonly chosen: number;
    readonly tried: readonly { readonly ridge: number; readonly loss: number }[];
  };
  /** How the loop stopped, and the sentence for it. */
  readonly stop: { readonly reason: string; readonly sentence: string };
  /** How often the rows were read, in readings of all of them. */
  readonly sweeps: number;
  /** How many bytes of packed x that was, subsamples and all. */
  readonly bytes: number;
  /** Time the fit took; all else is the same for the same seed. */
  readonly seconds: number;
  /** Things the user should know, each a sentence. */
  readonly notices: readonly string[];
  /** For figures: the data in bins of z, and the held-out loss along the winning path. */
  readonly picture: {
    readonly bins: readonly {
      readonly z: number;
      readonly mean: number;
      readonly deviation: number;
      readonly rows: number;
    }[];
    readonly path: readonly number[];
  };
  /** The command or call that makes this model again. */
  readonly recipe: string;
}

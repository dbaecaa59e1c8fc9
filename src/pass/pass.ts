/**
 * The contract between algorithms and data. *All that touches the data is a sweep*: one reading of every row that
 * answers any number of requests, of four kinds.
 *
 *  - `field`    Σ r x with r = (m(z) − y)·h(z), z = w·x + offset: what every learner moves along;
 *  - `profile`  sums in bins of z: isotonic fits, plug-in and spectral fields, scores, all from one sweep;
 *  - `moments`  Σ x xᵀ, plain (whitening) or weighted by h² of a field (the information of a scoring step);
 *  - `index`    z itself, row by row: what EM over labels weighs each row by.
 *
 * A request is plain data, so that every backend can read it: a loop over memory, workers, WebAssembly, SQL. The
 * answer to a request never depends on what else rides in the sweep. Rows are packed (`scaling.ts`): w, x and all
 * sums are in packed units, columns centered and scaled. Sums carry the row weights; padding rows weigh 0. Where labels
 * or row weights change from step to step, a request brings working ones of its own.
 */
import type { Link } from "../problem/link.ts";

/** Which curve m and which weight h a field has at z = w·x + offset. */
export type Curve =
  /**
   * A known link σ(scale·z + shift) smoothed by ρ: with S(m, τ) = E σ(m + τu), m(z) = S(scale·ρz + shift, scale·τ).
   * `matching`: h = 1. `slope`: h = T_ρ(m′), the slope of the (smoothed) curve in z; at ρ = 1 the plain derivative.
   * `rootSlope`: h = √(σ′), so that moments weighed by h² are the information of the matching loss.
   */
  | {
      readonly link: LinkReference;
      readonly scale: number;
      readonly shift: number;
      /** ρ in (0, 1]; 1 smooths nothing. */
      readonly smoothing: number;
      readonly form: "matching" | "slope" | "rootSlope";
    }
  /** Constant m and h on each of the bins that the ascending knots cut: z falls in bin #{knots ≤ z}. */
  | { readonly knots: Float64Array; readonly m: Float64Array; readonly h: Float64Array }
  /** m = 0 and h = c·√k·He_{k−1}(z): the field of the k-th Hermite degree. */
  | { readonly degree: number; readonly coefficient: number };

/** A link of the catalogue by name, or, for backends in this process only, a link as such (a user's own function). */
export type LinkReference = { readonly name: string; readonly parameters: Link["parameters"] } | { readonly own: Link };

/** Replaces y by 1{sign·y > above} (or ≥ where `orEqual`): the halfspace labels of the initializers. */
export interface Threshold {
  readonly sign: 1 | -1;
  readonly above: number;
  readonly orEqual: boolean;
}

/**
 * Working labels and working weights (McCullaghN1989) stand in place of the rows' labels and row weights in one request:
 * n numbers each, in the order of the pass's rows, that must not change before the answer is there. Weights are mere
 * coefficients, negative or 0 as they may be. A threshold compares the working labels.
 */
export interface Working {
  readonly y?: Float64Array;
  readonly weights?: Float64Array;
}

export interface FieldRequest {
  readonly kind: "field";
  /** d weights, packed units. */
  readonly w: Float64Array;
  readonly offset: number;
  readonly curve: Curve;
  readonly threshold?: Threshold;
  readonly working?: Working;
}

export interface ProfileRequest {
  readonly kind: "profile";
  readonly w: Float64Array;
  readonly offset: number;
  /** B − 1 ascending edges cut the line into B bins: z falls in bin #{edges ≤ z}. */
  readonly edges: Float64Array;
  /** Whether Σx and Σyx are wanted too. */
  readonly columns: boolean;
  readonly working?: Working;
}

export interface MomentsRequest {
  readonly kind: "moments";
  /** Weighs each row by h(z)² of this field; plain when absent. */
  readonly weighing?: Omit<FieldRequest, "kind" | "working">;
  /** Only the diagonal of Σ x xᵀ: d numbers instead of d². */
  readonly diagonal?: boolean;
  readonly working?: Working;
}

/** Answered by z_i of each row, in the order of the pass's rows: the very z that fields and profiles see. */
export interface IndexRequest {
  readonly kind: "index";
  readonly w: Float64Array;
  readonly offset: number;
}

export type Request = FieldRequest | ProfileRequest | MomentsRequest | IndexRequest;

/** Sums over rows, y the label and ω the row weight, or the working ones. */
export interface FieldSums {
  /** Σ ω r x, d entries. */
  readonly g: Float64Array;
  /** Σ ω r, the field along the offset. */
  readonly residual: number;
  /** Σ ω (m(z) − y)². */
  readonly loss: number;
  /** Σ ω. */
  readonly mass: number;
}

/** Sums over the rows of each of B bins. */
export interface ProfileSums {
  readonly mass: Float64Array;
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly yy: Float64Array;
  /** B×d, row-major; empty unless columns were asked for. */
  readonly x: Float64Array;
  readonly yx: Float64Array;
}

export interface MomentsSums {
  /** Σ ω h². */
  readonly mass: number;
  /** Σ ω h² x. */
  readonly x: Float64Array;
  /** Σ ω h² x xᵀ, d×d, both triangles; its d diagonal entries where only they were asked for. */
  readonly xx: Float64Array;
}

/** The answer to each kind of request. */
export type Answer<R extends Request> = R extends FieldRequest
  ? FieldSums
  : R extends ProfileRequest
    ? ProfileSums
    : R extends MomentsRequest
      ? MomentsSums
      : Float64Array;

/** Rows to sweep over. Backends differ in where the rows live, never in what a sweep means. */
export interface Pass {
  /** n. */
  readonly rows: number;
  /** d. */
  readonly features: number;
  /** Σ ω, the total row weight. */
  readonly mass: number;
  /** The n labels in the order of the rows, for what no sum can say. */
  readonly labels: Float64Array;
  /** The n row weights; all 1 where absent. */
  readonly weights?: Float64Array;
  /** Answers all requests in one reading of the data. */
  sweep<const R extends readonly Request[]>(requests: R): Promise<{ -readonly [K in keyof R]: Answer<R[K]> }>;
  /** How often the data were read so far, and how many bytes of x that was. */
  readonly meter: { readonly sweeps: number; readonly bytes: number };
}

/** Answers one request in a sweep of its own (or, within `together`, in a shared one). */
export async function ask<R extends Request>(pass: Pass, request: R): Promise<Answer<R>> {
  const [answer] = await pass.sweep([request]);
  return answer as Answer<R>;
}

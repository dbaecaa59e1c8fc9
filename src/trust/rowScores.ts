/**
 * What each row tells of the direction, as an estimating equation Σ b_i x̂_i = 0: its score b, its information a (how b
 * changes with the index), and how much it pulls on the curve. All are in z; x̂ is x̃ less what the curve takes up.
 */
import type { KnownLink } from "../method/field.ts";
import { BLOCK, linkOf } from "../pass/maps.ts";
import { linkMaps } from "../problem/link.ts";
import type { RowTrust } from "../robust/explanation.ts";
import type { RowCurve } from "./rowCurve.ts";

export interface RowScores {
  readonly scores: Float64Array;
  /** Scores by errors in the place of residuals, which a curve makes smaller where few rows hold it (MacKinnonW1985). */
  readonly freed?: Float64Array;
  readonly information: Float64Array;
  readonly pull: Float64Array;
}

/** How residuals enter: ψ(r) and ψ′(r), by row. */
export interface Bend {
  readonly psi: Float64Array;
  readonly slope: Float64Array;
  /** ψ(r)/r. */
  readonly weight: Float64Array;
}

/** The square loss, ψ(r) = ω r, or the pull of labels that are trusted more or less. @param omega the weights of rows */
export function bendOf(residuals: Float64Array, omega: Float64Array, trust?: RowTrust): Bend {
  if (trust === undefined) return { psi: residuals.map((r, i) => omega[i] * r), slope: omega, weight: omega };
  const { counts, bends = counts } = trust;
  const weight = counts.map((count, i) => omega[i] * count);
  return {
    psi: residuals.map((r, i) => weight[i] * r),
    slope: bends === counts ? weight : bends.map((bend, i) => omega[i] * bend),
    weight,
  };
}

/**
 * Where the curve is found: the efficient score h ψ, h the curve's slope. Pulls bend by a share of their size that is the
 * same for all rows: a single doubtful label where the curve is steep would outweigh hundreds.
 */
export function curveScores({ slope: h, leverage }: RowCurve, { psi, slope, weight }: Bend): RowScores {
  const share = sum(slope) / sum(weight);
  const pull = weight.map((value, i) => h[i] * h[i] * value);
  const scores = psi.map((value, i) => h[i] * value);
  return {
    scores,
    freed: scores.map((score, i) => score / (1 - leverage[i])),
    information: share === 1 ? pull : pull.map((value) => share * value),
    pull,
  };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** A link that is told, along z: m = σ(scale·z + shift), h = scale·σ′. */
export interface LinkRows {
  readonly residuals: Float64Array;
  readonly slope: Float64Array;
  /** h′. */
  readonly bend: Float64Array;
}

const APART = 0.02;

export function linkRows(z: Float64Array, y: Float64Array, { link, scale, shift }: KnownLink): LinkRows {
  const maps = linkMaps(linkOf(link), BLOCK);
  const over = (which: "value" | "smoothSlope", tau: number, by = 0): Float64Array => {
    const [m, out] = [new Float64Array(BLOCK), new Float64Array(z.length)];
    for (let from = 0; from < z.length; from += BLOCK) {
      const length = Math.min(BLOCK, z.length - from);
      for (let i = 0; i < length; i++) m[i] = scale * (z[from + i] + by) + shift;
      maps[which](m, tau, out.subarray(from, from + length), length);
    }
    return out;
  };
  const fitted = over("value", 0);
  const [above, below] = [over("smoothSlope", APART, APART), over("smoothSlope", APART, -APART)];
  return {
    residuals: y.map((label, i) => label - fitted[i]),
    slope: over("smoothSlope", 0).map((value) => scale * value),
    bend: above.map((value, i) => (scale * (value - below[i])) / (2 * APART)),
  };
}

/** The square loss moves by h r, the matching loss by r. */
export function linkScores({ residuals, slope: h }: LinkRows, omega: Float64Array, matching: boolean): RowScores {
  const scores = residuals.map((r, i) => omega[i] * (matching ? r : h[i] * r));
  const information = h.map((value, i) => omega[i] * (matching ? value : value * value));
  return { scores, information, pull: information };
}

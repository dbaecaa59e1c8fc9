import { exp } from "../../math/elementary.ts";
import type { Curve } from "../model.ts";
import { coarse, type Points } from "../points.ts";

/** Logistic regression of 0/1 labels on z alone, by Newton's method: scale ≥ 0 and shift of a sigmoid. */
export function sigmoidCurve(points: Points): Curve {
  const { scale, shift } = newton(points.z.length > MANY ? coarse(points, WIDTH) : points);
  return { name: "sigmoid", parameters: {}, scale: Math.max(scale, 0), shift };
}

/** More points than these are fitted with neighbors put together, which changes the fit by a ten-millionth. */
const MANY = 20_000;
const WIDTH = 1e-3;

/** A step below this, relative, squares to one below rounding: Newton's is the last. */
const LAST_STEP = 1e-8;

function newton({ z, y, weights }: Points): { readonly scale: number; readonly shift: number } {
  let scale = 0;
  let shift = 0;
  // A ridge of one part in 10⁶ keeps the scale finite where z separates the labels.
  const ridge = 1e-6 * z.length;
  for (let step = 0; step < 50; step++) {
    let gs = ridge * scale;
    let gb = 0;
    let hss = ridge;
    let hsb = 0;
    let hbb = ridge;
    for (let i = 0; i < z.length; i++) {
      const at = z[i];
      const p = 1 / (1 + exp(-(scale * at + shift)));
      const error = weights[i] * (p - y[i]);
      const h = weights[i] * p * (1 - p);
      gs += error * at;
      gb += error;
      hss += h * at * at;
      hsb += h * at;
      hbb += h;
    }
    const determinant = hss * hbb - hsb * hsb;
    if (!(determinant > 0)) break;
    const ds = (hbb * gs - hsb * gb) / determinant;
    const db = (hss * gb - hsb * gs) / determinant;
    // Newton from far away overshoots where the curve is flat.
    const damping = Math.min(1, 4 / Math.max(Math.abs(ds), Math.abs(db), 1e-300));
    scale -= damping * ds;
    shift -= damping * db;
    if (Math.abs(ds) + Math.abs(db) < LAST_STEP * (1 + Math.abs(scale) + Math.abs(shift))) break;
  }
  return { scale, shift };
}

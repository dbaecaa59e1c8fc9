import { exp } from "../../math/elementary.ts";
import type { Points } from "../blocks.ts";
import type { Curve } from "../model.ts";

/** Logistic regression of 0/1 labels on z alone, by Newton's method: scale ≥ 0 and shift of a sigmoid. */
export function sigmoidCurve({ z, y, weights }: Points): Curve {
  let [scale, shift] = [0, 0];
  for (let step = 0; step < 50; step++) {
    // A ridge of one part in 10⁶ keeps the scale finite where z separates the labels.
    let [gs, gb, hss, hsb, hbb] = [0, 0, 1e-6 * z.length, 0, 1e-6 * z.length];
    for (let i = 0; i < z.length; i++) {
      const p = 1 / (1 + exp(-(scale * z[i] + shift)));
      const error = weights[i] * (p - y[i]);
      const h = weights[i] * p * (1 - p);
      gs += error * z[i];
      gb += error;
      hss += h * z[i] * z[i];
      hsb += h * z[i];
      hbb += h;
    }
    gs += 1e-6 * z.length * scale;
    const determinant = hss * hbb - hsb * hsb;
    if (!(determinant > 0)) break;
    const ds = (hbb * gs - hsb * gb) / determinant;
    const db = (hss * gb - hsb * gs) / determinant;
    // Newton from far away overshoots where the curve is flat.
    const damping = Math.min(1, 4 / Math.max(Math.abs(ds), Math.abs(db), 1e-300));
    scale -= damping * ds;
    shift -= damping * db;
    if (Math.abs(ds) + Math.abs(db) < 1e-12 * (1 + Math.abs(scale) + Math.abs(shift))) break;
  }
  return { name: "sigmoid", parameters: {}, scale: Math.max(scale, 0), shift };
}

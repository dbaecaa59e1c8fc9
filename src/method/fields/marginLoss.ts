import { exp } from "../../math/elementary.ts";
import { type Part, part, type Real } from "../../part.ts";
import { type FieldOf, meanField } from "../field.ts";
import { ownCurve } from "../ownCurve.ts";

/**
 * The gradient of E S(−(2y − 1) z/s), S(t) = 1/(1 + e^(−t)), for 0/1 labels: a smooth stand-in for the share of errors of
 * the halfspace 1{z ≥ 0}. With S′ even it is E[(½ − y)·(2/s) S′(z/s) x]: m = ½, and only rows near the border count.
 */
export const marginLoss: Part<FieldOf, { width: Real }> = part(
  {
    name: "marginLoss",
    about: "Gradient of a sigmoid of the margin, the smoothed share of errors of a halfspace.",
    reference: "DiakonikolasKTZ2020",
    parameters: { width: { symbol: "s", initial: 0.3, range: [1e-3, 10], about: "width of the sigmoid" } },
  },
  ({ width }) => {
    const curve = ownCurve(
      "marginLoss",
      () => 0.5,
      (z) => {
        const e = exp(-Math.abs(z) / width);
        return (2 * e) / (width * (1 + e) * (1 + e));
      },
    );
    return () => ({ name: "marginLoss", at: (w, _phi, frame) => meanField(w, frame, { curve }) });
  },
);

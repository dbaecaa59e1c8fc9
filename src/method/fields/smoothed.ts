import { type Part, part } from "../../part.ts";
import { type FieldOf, meanField } from "../field.ts";
import { smoothing } from "../schedule.ts";

/**
 * E[(T_ρσ(z) − y) T_ρ(σ′)(z) x] with ρ = 1 − 2φ²: the best h at angle θ is T_{cos θ}σ′, and φ ≥ sin(θ/2).
 *
 * Subtracting T_ρσ(z) changes nothing in expectation along the tangent, but a lot of the variance.
 */
export const smoothed: Part<FieldOf> = part(
  {
    name: "smoothed",
    about: "Link and slope seen through noise as wide as the angle still to go.",
    reference: "ZarifisWDD2025",
    parameters: {},
  },
  () => (known) => ({
    name: "smoothed",
    at: (w, phi, frame) => meanField(w, frame, { curve: { ...known, smoothing: smoothing(phi), form: "slope" } }),
  }),
);

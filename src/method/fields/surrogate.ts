import { type Part, part } from "../../part.ts";
import { type FieldOf, meanField } from "../field.ts";

/** E[(σ(z) − y) x]: the gradient of the matching loss ∫₀^z (σ(t) − y) dt, convex for monotone σ. */
export const surrogate: Part<FieldOf> = part(
  { name: "surrogate", about: "Gradient of the matching loss: m = σ, h = 1.", reference: "AuerHW1995", parameters: {} },
  () => (known) => ({
    name: "surrogate",
    at: (w, _phi, frame) => meanField(w, frame, { curve: { ...known, smoothing: 1, form: "matching" } }),
  }),
);

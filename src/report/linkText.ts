/** A model's curve in words. */
import type { Curve } from "../fit/model.ts";
import { significant } from "./number.ts";

/** "unknown link, a staircase of 31 steps", or "known link sigmoid(1.7·z − 1.9)". */
export function linkText(curve: Curve): string {
  if ("name" in curve) {
    const { name, parameters, scale, shift } = curve;
    const sign = shift < 0 ? "−" : "+";
    const settings = Object.entries(parameters).map(([key, value]) => `${key} ${[value].flat().join(", ")}`);
    const where = settings.length === 0 ? "" : ` with ${settings.join("; ")}`;
    return `known link, u(z) = ${name}(${significant(scale)}·z ${sign} ${significant(Math.abs(shift))})${where}`;
  }
  const { rule, knots, extend } = curve;
  if (extend && knots.length === 2) return "unknown link, found to be a straight line";
  return rule === "step"
    ? `unknown link, a staircase of ${knots.length} steps`
    : `unknown link, lines through ${knots.length} knots`;
}

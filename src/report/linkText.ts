/** A model's curve in words. */
import type { Model } from "../fit/model.ts";
import { significant } from "./number.ts";

/** "unknown link, a staircase of 31 steps", or "known link sigmoid(1.7·z − 1.9)". */
export function linkText({ link, knownLink }: Model): string {
  const known = knownLink ? "known link" : "unknown link";
  if ("name" in link) {
    const { name, parameters, scale, shift } = link;
    const sign = shift < 0 ? "−" : "+";
    const settings = Object.entries(parameters).map(([key, value]) => `${key} ${[value].flat().join(", ")}`);
    const where = settings.length === 0 ? "" : ` with ${settings.join("; ")}`;
    return `${known}, u(z) = ${name}(${significant(scale)}·z ${sign} ${significant(Math.abs(shift))})${where}`;
  }
  const { rule, knots, extend } = link;
  if (extend && knots.length === 2) return `${known}, found to be a straight line`;
  return rule === "step"
    ? `${known}, a staircase of ${knots.length} steps`
    : `${known}, lines through ${knots.length} knots`;
}

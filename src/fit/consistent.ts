/** What the schema of a model cannot say: that its lists belong together, that its curve rises, that its link exists. */
import { UsageError } from "../errors.ts";
import { linkOf } from "../pass/maps.ts";
import type { Curve, LabelLaw, Model, WrongLabelLaw } from "./model.ts";

export interface Inconsistency {
  /** The place in the model, as in `link.knots`. */
  readonly at: string;
  readonly what: string;
  readonly got?: unknown;
}

/** The first thing in a model that does not fit the rest of it. */
export function inconsistency(model: Model): Inconsistency | undefined {
  const d = model.features.length;
  for (const list of ["weights", "centers", "standardized", "effects"] as const) {
    if (model[list].length !== d)
      return { at: list, what: `not one for each of ${d} features`, got: model[list].length };
  }
  const encoded = model.encoding.features.length;
  if (encoded !== d) return { at: "encoding.features", what: `not the ${d} features of the model`, got: encoded };
  const columns = model.trust?.intervals?.columns.length ?? d;
  if (columns !== d) return { at: "trust.intervals.columns", what: `not one for each of ${d} features`, got: columns };
  for (const [k, { weights, link }] of (model.trust?.prediction?.folds ?? []).entries()) {
    const at = `trust.prediction.folds.${k}`;
    if (weights.length !== d) return { at: `${at}.weights`, what: "not one a feature", got: weights.length };
    const wrong = inconsistencyOf(link);
    if (wrong !== undefined) return { ...wrong, at: `${at}.${wrong.at}` };
  }
  const { law, classes } = model.contamination;
  return (
    inconsistencyOf(model.link) ??
    inconsistencyOfLaw(law, "contamination.law", d) ??
    inconsistencyOfClasses(classes, "contamination.classes", d) ??
    firstOf(model.rivals, ({ weights, link, law: theirs, classes: others }, k) => {
      if (weights.length !== d) return { at: `rivals.${k}.weights`, what: "not one a feature", got: weights.length };
      return (
        inconsistencyOf(link) ??
        inconsistencyOfLaw(theirs, `rivals.${k}.law`, d) ??
        inconsistencyOfClasses(others, `rivals.${k}.classes`, d)
      );
    })
  );
}

function firstOf<T>(
  items: readonly T[],
  look: (item: T, at: number) => Inconsistency | undefined,
): Inconsistency | undefined {
  for (const [k, item] of items.entries()) {
    const found = look(item, k);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inconsistencyOfLaw(law: LabelLaw | undefined, at: string, d: number): Inconsistency | undefined {
  if (law === undefined) return undefined;
  const { shares, cause } = law;
  const isCurve = ({ z, values }: LabelLaw["shares"]): boolean => z.length > 0 && z.length === values.length;
  if (!isCurve(shares)) return { at: `${at}.shares`, what: "not one value for each z" };
  if (cause?.follows && !isCurve(cause.follows)) return { at: `${at}.cause.follows`, what: "not one value for each z" };
  if (cause?.along.length === 0) return { at: `${at}.cause.along`, what: "none" };
  return firstOf(cause?.along ?? [], (part, k) => {
    if (part.weights.length !== d) return { at: `${at}.cause.along.${k}.weights`, what: "not one a feature" };
    return isCurve(part) ? undefined : { at: `${at}.cause.along.${k}`, what: "not one value for each z" };
  });
}

function inconsistencyOfClasses(law: WrongLabelLaw | undefined, at: string, d: number): Inconsistency | undefined {
  if (law === undefined) return undefined;
  if (law.along.weights.length !== d) return { at: `${at}.along.weights`, what: "not one a feature" };
  if (law.story === "flips") return undefined;
  if (law.gate?.weights.length !== d) return { at: `${at}.gate.weights`, what: "not one a feature" };
  return law.share.length === 3 && law.own.length === 2 ? undefined : { at, what: "not a parabola and a line" };
}

function inconsistencyOf(curve: Curve): Inconsistency | undefined {
  if ("name" in curve) {
    try {
      linkOf(curve);
    } catch (error) {
      if (error instanceof UsageError) return { at: "link", what: error.message };
      throw error;
    }
    return curve.scale < 0 ? { at: "link.scale", what: "negative", got: curve.scale } : undefined;
  }
  const { knots, values } = curve;
  if (knots.length === 0) return { at: "link.knots", what: "none" };
  if (values.length !== knots.length) {
    return { at: "link.values", what: `not one for each of ${knots.length} knots`, got: values.length };
  }
  const falls = (list: readonly number[]): boolean => list.some((value, k) => k > 0 && value < list[k - 1]);
  if (falls(knots)) return { at: "link.knots", what: "not in ascending order" };
  return falls(values) ? { at: "link.values", what: "falling, and the curve must not" } : undefined;
}

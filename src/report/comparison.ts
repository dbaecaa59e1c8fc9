/** The held-out scores of the fit and of what it is measured against, as rows of a table. */
import type { Model, Score } from "../fit/model.ts";
import { significant } from "./number.ts";

export interface Comparison {
  /** The column heads after the name. */
  readonly heads: readonly string[];
  /** The fit first, then from the strongest rival to the weakest by kind. */
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** What the plain linear comparison is called: ordinary least squares, or logistic regression for 0/1 labels. */
export const linearName = ({ encoding }: Model): string =>
  encoding.target.kind === "binary" ? "logistic regression" : "OLS";

export function comparison(model: Model): Comparison {
  const { fit, linearIsotonic, linear, constant } = model.heldOut;
  const binary = model.encoding.target.kind === "binary";
  const written = (score: number | undefined): string => (score === undefined ? "–" : significant(score));
  const cells = ({ logLoss, auc, loss, r2 }: Score): string[] =>
    (binary ? [logLoss, auc, loss, r2] : [loss, r2]).map(written);
  return {
    heads: binary ? ["log-loss", "AUC", "loss", "R²"] : ["loss", "R²"],
    rows: [
      { name: "this fit", cells: cells(fit) },
      { name: `${binary ? "logistic index" : "OLS index"}, isotonic curve`, cells: cells(linearIsotonic) },
      { name: linearName(model), cells: cells(linear) },
      { name: "constant", cells: cells(constant) },
    ],
  };
}

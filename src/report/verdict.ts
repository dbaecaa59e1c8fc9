/** One honest sentence or two: how good is this? */
import { plainText } from "../figures/plainText.ts";
import type { Model } from "../fit/model.ts";
import { linearName } from "./comparison.ts";
import { percent, significant } from "./number.ts";

export interface Verdict {
  /** good: better than the linear model; even: no better than it; bad: worse than it, or no better than a constant. */
  readonly grade: "good" | "even" | "bad";
  readonly sentence: string;
}

/**
 * Compares on held-out R², the share of the labels' variation that is explained.
 *
 * Two predictions of the same n rows differ in R² by chance with a standard error of about (1 − R²)/√n: for normal
 * residuals of correlation r it is 2(1 − R²)√(1 − r²)/√n, and r is about .87 where two fits are nearly as good. What
 * is within two of those is called a tie.
 */
export function verdict(model: Model): Verdict {
  const { rows, fit, linear } = model.heldOut;
  const target = plainText(model.encoding.target.column);
  const tie = (2 * (1 - fit.r2)) / Math.sqrt(rows);
  const held = `On ${rows} held-out rows, it`;
  if (!(fit.r2 > Math.min(tie, 1))) {
    const sentence = `${held} predicts ${target} no better than a constant does (R² ${significant(fit.r2)}): do not rely on it.`;
    return { grade: "bad", sentence };
  }
  const does = `${held} explains ${percent(fit.r2)} of the variation of ${target}${ranking(model)}`;
  const other =
    linear.r2 > 0 ? `the ${percent(linear.r2)} of ${linearName(model)}` : `${linearName(model)}, which explains none`;
  const gain = fit.r2 - linear.r2;
  if (gain > tie) return { grade: "good", sentence: `${does}, more than ${other}.` };
  if (gain >= -tie)
    return { grade: "even", sentence: `${does}, which is a tie with ${other}: the plainer model would do.` };
  return { grade: "bad", sentence: `${does}, less than ${other}: prefer that.` };
}

function ranking({ heldOut, encoding }: Model): string {
  const { auc } = heldOut.fit;
  const { target } = encoding;
  if (auc === undefined || target.kind !== "binary") return "";
  return ` and ranks ${plainText(target.positive)} above ${plainText(target.negative)} in ${percent(auc)} of pairs`;
}

/** What the scores cannot tell. */
export const caveat =
  "Held-out labels are as corrupted as the others, so no score here is of the truth: a loss includes the corruption of its rows, the same for every line.";

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

type Relation = "more" | "tie" | "less";

/** Where a difference no larger than `tie` is none. */
const related = (ours: number, theirs: number, tie: number): Relation =>
  Math.abs(ours - theirs) <= tie ? "tie" : ours > theirs ? "more" : "less";

/**
 * Compares on held-out R², the share of the labels' variation that is explained, and for 0/1 labels on AUC too.
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
  const explains = `${held} explains ${percent(fit.r2)} of the variation of ${target}`;
  const other =
    linear.r2 > 0 ? `the ${percent(linear.r2)} of ${linearName(model)}` : `${linearName(model)}, which explains none`;
  const relation = related(fit.r2, linear.r2, tie);
  const ranks = ranking(model);
  const compared = { more: `more than ${other}`, tie: `a tie with ${other}`, less: `less than ${other}` }[relation];
  const sentence = `${explains}, ${compared}${ranks === undefined ? "" : `, and ranks ${ranks.text}`}`;
  if (relation === "less") return { grade: "bad", sentence: `${sentence}: prefer that.` };
  if (relation === "more" && ranks?.relation !== "less") return { grade: "good", sentence: `${sentence}.` };
  const advice = relation === "tie" && ranks?.relation !== "more" ? ": the plainer model would do." : ".";
  return { grade: "even", sentence: sentence + advice };
}

/** How well 0/1 labels are told apart. The standard error of an AUC is at most √(A(1 − A)/(n·Var y)) or so. */
function ranking({ heldOut, encoding }: Model): { relation: Relation; text: string } | undefined {
  const { rows, fit, linear, constant } = heldOut;
  const { target } = encoding;
  if (fit.auc === undefined || linear.auc === undefined || target.kind !== "binary") return undefined;
  const relation = related(fit.auc, linear.auc, Math.sqrt((fit.auc * (1 - fit.auc)) / (rows * constant.loss)));
  const compared = { more: "more than", tie: "a tie with", less: "fewer than" }[relation];
  const pairs = `${plainText(target.positive)} above ${plainText(target.negative)} in ${percent(fit.auc)} of pairs`;
  return { relation, text: `${pairs}, ${compared} its ${percent(linear.auc)}` };
}

/** What the scores cannot tell. */
export function caveat({ contamination }: Model): string {
  return contamination.share > 0
    ? "Held-out labels count here as far as the fit trusts them, the same for every line: these are scores over labels that it takes for clean."
    : "Held-out labels are as corrupted as the others, so no score here is of the truth: a loss includes the corruption of its rows, the same for every line.";
}

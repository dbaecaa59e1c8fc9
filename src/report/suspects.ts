/** Suspects and disputed rows as text for a terminal. */
import { plainText } from "../figures/plainText.ts";
import type { Model } from "../fit/model.ts";
import { degrees } from "../math/vectors.ts";
import { auc } from "../problem/loss.ts";
import type { Disputed, Suspect } from "../trust/suspects.ts";
import { percent, significant } from "./number.ts";
import { textTable } from "./textTable.ts";

/** The likeliest `top` rows, and how many are suspect at all. */
export function suspectsText(model: Model, rows: readonly Suspect[], top: number): string {
  if (model.contamination.law === undefined) {
    return "The fit saw no sign of corrupted labels: no row is suspect.\n";
  }
  const response = plainText(model.encoding.target.column);
  const table = textTable({
    heads: ["row", "probability", response, "predicted", "difference"],
    rows: rows
      .slice(0, top)
      .map(({ row, probability, label, prediction, residual }) => [
        String(row),
        percent(probability),
        ...[label, prediction, residual].map((value) => significant(value)),
      ]),
  });
  const many = rows.filter(({ probability }) => probability > 0.5).length;
  const expected = rows.reduce((sum, { probability }) => sum + probability, 0);
  const summary = `Of ${rows.length} rows, ${many} are more likely corrupted than not; ${Math.round(expected)} are expected to be.`;
  return `${table}\n\n${summary}\n`;
}

/** The rows that the fit and its rivals see differently. */
export function disputedText({ rivals, encoding }: Model, rows: readonly Disputed[], top: number): string {
  if (rivals.length === 0) return "The model has no rivals.\n";
  const response = plainText(encoding.target.column);
  const table = textTable({
    heads: ["row", "rival", response, "predicted", "by the rival", "corrupted", "to the rival"],
    rows: rows
      .slice(0, top)
      .map(({ row, rival, label, prediction, rivalPrediction, probability, rivalProbability }) => [
        String(row),
        String(rival),
        ...[label, prediction, rivalPrediction].map((value) => significant(value)),
        percent(probability),
        percent(rivalProbability),
      ]),
  });
  const lines = rivals.map(({ angle }, k) => {
    const theirs = rows.filter(({ rival }) => rival === k + 1);
    const ours = theirs.filter(({ probability }) => probability <= 0.5).length;
    return `Rival ${k + 1}, ${Math.round(degrees(angle))}° away: ${ours} rows are explained by the model only, ${theirs.length - ours} by the rival only.`;
  });
  return `${rows.length === 0 ? "" : `${table}\n\n`}${lines.join("\n")}\n`;
}

/** How well the probabilities tell corrupted rows from others. @param corrupted rows counted from 0 */
export function separationText(rows: readonly Suspect[], corrupted: ReadonlySet<number>): string {
  const truth = Float64Array.from(rows, ({ row }) => Number(corrupted.has(row - 1)));
  const area = auc(
    Float64Array.from(rows, ({ probability }) => probability),
    truth,
  );
  return Number.isFinite(area)
    ? `A corrupted row has the higher probability in ${percent(area)} of pairs with one that is not (AUC ${significant(area)}).\n`
    : "The truth has no two kinds of rows to tell apart.\n";
}

/** Under which circumstances a model came about: what ran, on what, how it ended. */
import { plainText } from "../figures/plainText.ts";
import type { Model } from "../fit/model.ts";
import { degrees } from "../math/vectors.ts";
import { groupWords } from "./acrossGroups.ts";
import { checks } from "./checks.ts";
import { corruption } from "./corruption.ts";
import { linkText } from "./linkText.ts";
import { significant } from "./number.ts";
import { trustWords } from "./trust.ts";

/** Pairs of a word and what it stands for, in the order of reading. */
export function circumstances(model: Model): readonly (readonly [word: string, text: string])[] {
  const { offset, ridge, stop, encoding } = model;
  const { target } = encoding;
  const coded =
    target.kind === "binary" ? ` (${plainText(target.positive)} = 1, ${plainText(target.negative)} = 0)` : "";
  const tried = ridge.tried.length > 1 ? `, best of ${ridge.tried.length} on held-out rows` : "";
  return [
    ["target", plainText(target.column) + coded],
    ["learner", `${model.learner}, ${linkText(model)}`],
    ...closeWords(model),
    ["index", `z = weights·x ${offset < 0 ? "−" : "+"} ${significant(Math.abs(offset))}`],
    ["rows", rowsText(model)],
    ...groupWords(model),
    ...corruption(model),
    ...trustWords(model),
    ...checks(model),
    ...listWords(model),
    ["features", `${model.features.length} from ${encoding.columns.length} columns`],
    ["stopped", stop.sentence],
    ["ridge", `${significant(ridge.chosen, 1)} × mean variance${tried}`],
    [
      "work",
      `${Math.round(model.sweeps)} sweeps, ${significant(model.bytes / 1e6)} MB read, in ${significant(model.seconds)} s`,
    ],
    ["seed", String(model.seed)],
  ];
}

/** How short the list of columns became, and what that costs. */
function listWords({ shortList }: Model): readonly (readonly [word: string, text: string])[] {
  if (shortList === undefined) return [];
  const { columns, path } = shortList;
  const all = path[0];
  const here = path.findLast((step) => step.columns === columns.length) ?? all;
  const steps = path.map((step) => `${step.columns}: ${significant(step.r2)}`).join(", ");
  const cost = here.r2 < all.r2 ? `for ${significant(all.r2 - here.r2, 1)} of R²` : "and no R² lost";
  return [["list", `${columns.length} of ${all.columns} columns, ${cost}; R² by columns left ${steps}`]];
}

/** A candidate within so many standard errors came close; so many are named. */
const [CLOSE, MOST] = [2, 3];

/** Who else might have been the answer. */
function closeWords({ candidates }: Model): readonly (readonly [word: string, text: string])[] {
  const close = candidates.filter(({ gap, error }) => gap <= CLOSE * error);
  const named = close.slice(0, MOST).map(({ name, measure, gap, error, angle }) => {
    const where = angle === undefined ? name : `${name} ${Math.round(degrees(angle))}° away`;
    const unit = measure === "squareLoss" ? "more square loss a row" : "nats less likely a label";
    return `${where} (${significant(gap, 2)} ± ${significant(error, 1)} ${unit})`;
  });
  const more = close.length > MOST ? `, and ${close.length - MOST} more` : "";
  return close.length === 0 ? [] : [["close", `${named.join(", ")}${more}`]];
}

/** Where the rows went. The fit that the scores are of has not seen the held-out rows; the final one has seen all. */
function rowsText({ rows: { read, used, fit, heldOut: chose }, heldOut }: Model): string {
  const skipped = read > used ? `, ${read - used} left out` : "";
  return `${used} used${skipped}: ${fit} to learn from, ${chose} to choose by, ${heldOut.rows} held out for the scores; at last all`;
}

/** Under which circumstances a model came about: what ran, on what, how it ended. */
import { plainText } from "../figures/plainText.ts";
import type { Model } from "../fit/model.ts";
import { linkText } from "./linkText.ts";
import { significant } from "./number.ts";

/** Pairs of a word and what it stands for, in the order of reading. */
export function circumstances(model: Model): readonly (readonly [word: string, text: string])[] {
  const { offset, rows, ridge, stop, encoding } = model;
  const { target } = encoding;
  const coded =
    target.kind === "binary" ? ` (${plainText(target.positive)} = 1, ${plainText(target.negative)} = 0)` : "";
  const tried = ridge.tried.length > 1 ? `, best of ${ridge.tried.length} on held-out rows` : "";
  return [
    ["target", plainText(target.column) + coded],
    ["learner", `${model.learner}, ${linkText(model)}`],
    ["index", `z = weights·x ${offset < 0 ? "−" : "+"} ${significant(Math.abs(offset))}`],
    ["rows", rowsText(rows)],
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

/** Where the rows went. The fit that the scores are of has not seen the held-out rows; the final one has seen all. */
function rowsText({ read, used, fit, heldOut }: Model["rows"]): string {
  const skipped = read > used ? `, ${read - used} left out` : "";
  const chosen = used - fit - heldOut > 0 ? `, ${used - fit - heldOut} to choose by` : "";
  return `${used} used${skipped}: ${fit} to learn from${chosen}, ${heldOut} held out for the scores; at last all`;
}

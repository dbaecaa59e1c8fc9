/** How far to trust a model, in words. */
import { plainText } from "../figures/plainText.ts";
import type { Model } from "../fit/model.ts";
import { degrees } from "../math/vectors.ts";
import { radiusAt } from "../trust/radii.ts";
import { percent, significant } from "./number.ts";

/** The heads of the columns that tell effects and how sure they are. @param target the response's name */
export function effectHeads({ trust }: Model, target: string): readonly string[] {
  const head = `one unit changes ${target} by`;
  return trust?.intervals ? [`${head} (${percent(trust.intervals.level)})`, "p"] : [head];
}

export const pNote =
  "Nine of ten such intervals hold the true effect; p is how often chance alone makes a column look as important that does not matter.";

/** The share of fresh labels that the report tells a radius for. */
const SHARE = 0.9;

/** Pairs of a word and what it stands for. */
export function trustWords({ trust, encoding }: Model): readonly (readonly [word: string, text: string])[] {
  const { intervals, prediction } = trust ?? {};
  const target = plainText(encoding.target.column);
  const words: (readonly [string, string])[] = [];
  if (intervals) {
    const by = intervals.method === "bootstrap" ? ", by fits to rows drawn again" : "";
    const bound = significant(degrees(intervals.angle), 2);
    words.push(["direction", `within ${bound}° of the true one, with ${percent(intervals.level)} confidence${by}`]);
  }
  const radius = prediction && radiusAt(prediction.any, SHARE);
  if (radius !== undefined) {
    const clean = prediction?.clean && radiusAt(prediction.clean, SHARE);
    const ofClean = clean === undefined ? "" : `, of clean ones within ± ${significant(clean)}`;
    words.push(["errors", `${percent(SHARE)} of new labels of ${target} within ± ${significant(radius)}${ofClean}`]);
  }
  return words;
}

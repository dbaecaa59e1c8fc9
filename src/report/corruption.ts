/** What the user is told of corrupted labels and of rivals. */
import type { Model } from "../fit/model.ts";
import { degrees } from "../math/vectors.ts";
import { percent, significant } from "./number.ts";

/** A word and a sentence: which labels are taken as corrupted, and who else explains the labels. */
export function corruption(model: Model): readonly (readonly [word: string, text: string])[] {
  const { contamination, heldOut } = model;
  if (contamination.classes) return [["labels", wrongText(contamination)], ...rivalWords(model)];
  if (contamination.law === undefined) return [];
  return [
    ["labels", sharesText(contamination)],
    ["OPT", `at most about ${significant(heldOut.opt)}, the loss over all labels held out, corrupted ones among them`],
    ...rivalWords(model),
  ];
}

const rivalWords = (model: Model): readonly (readonly [word: string, text: string])[] =>
  model.rivals.map(
    ({ gap }, k) =>
      [
        `rival ${k + 1}`,
        `${apart(model, k)}, ${gap > 0 ? `makes a held-out label ${significant(gap, 2)} nats less likely` : "makes held-out labels as likely"}; plumbline suspects --rivals lists the rows that they dispute`,
      ] as const,
  );

/** Labels 0 and 1. */
function wrongText({ share, classes }: Model["contamination"]): string {
  const how =
    classes?.story === "flips"
      ? `${percent(classes.floor)} of the zeros and ${percent(classes.ceiling)} of the ones flipped`
      : "taken over in a region along another direction";
  return `about ${percent(share)} taken as wrong, ${how}; plumbline suspects lists them`;
}

/** "Rival 1, 86° away". */
export const rivalName = (model: Model, k: number): string => `Rival ${k + 1}, ${apart(model, k)}`;

const apart = ({ rivals }: Model, k: number): string => `${Math.round(degrees(rivals[k].angle))}° away`;

function sharesText({ share, interval, gain }: Model["contamination"]): string {
  if (interval === undefined) return `${percent(share)} told to be corrupted; plumbline suspects lists them`;
  const between = `${percent(interval.low)} to ${percent(interval.high)}, 90 % sure`;
  return `about ${percent(share)} taken as corrupted (${between}), which makes a held-out label ${significant(gain, 2)} nats likelier; plumbline suspects lists them`;
}

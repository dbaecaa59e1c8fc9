/** In words: whether signal is left, and whether what the theory takes for granted looks true. */
import type { Model, Trust } from "../fit/model.ts";
import { degrees } from "../math/vectors.ts";
import { percent, significant } from "./number.ts";

/** Pairs of a word and what it stands for. */
export function checks({ trust = {} }: Model): readonly (readonly [word: string, text: string])[] {
  const { signal, index, freeCurve } = trust;
  return [
    ...(signal ? [["signal", signalText(signal)] as const] : []),
    ...(index ? [["law of z", lawText(index)] as const] : []),
    ...(freeCurve ? [["shape", shapeText(freeCurve)] as const] : []),
  ];
}

/** Chance alone leaves as much signal this rarely before it is believed. */
const RARE = 0.01;

function signalText({ p, angle, rows }: NonNullable<Trust["signal"]>): string {
  const told = `p ${p < 0.001 ? "under 0.001" : significant(p, 2)} on ${rows} rows set aside`;
  if (p >= RARE) return `no direction left that the field can see (${told})`;
  return `some is left (${told}), as if the direction were ${significant(degrees(angle), 2)}° off: not converged, or the model is wrong`;
}

/** The largest difference of two distribution functions up to which they look alike, and from which on they do not. */
const [ALIKE, UNLIKE] = [0.03, 0.1];
const [SKEWED, HEAVY, LIGHT] = [0.5, 1, -0.5];

function lawText({ skewness, excess, distance }: NonNullable<Trust["index"]>): string {
  const traits = [
    ...(Math.abs(skewness) > SKEWED ? [`skewed to the ${skewness > 0 ? "right" : "left"}`] : []),
    ...(excess > HEAVY ? ["of heavy tails"] : excess < LIGHT ? ["of light tails"] : []),
  ];
  const how = distance < ALIKE ? "close to normal" : distance < UNLIKE ? "roughly normal" : "far from normal";
  const promise = distance < ALIKE ? "" : "; what the theory promises is for a normal one";
  return `${[how, ...traits].join(", ")} (distributions differ by ${significant(distance, 2)} at most)${promise}`;
}

/** A curve that may fall is better on so much of the variation and so many standard errors. */
const [CLEAR, SURE] = [0.02, 3];

function shapeText({ gain, evidence }: NonNullable<Trust["freeCurve"]>): string {
  if (!(gain > CLEAR && evidence > SURE)) return "a curve that may fall explains labels no better";
  return `a curve that may fall explains ${percent(Math.min(gain, 1))} more of the variation: the response does not only rise with the index, or labels at one end of it are corrupted`;
}

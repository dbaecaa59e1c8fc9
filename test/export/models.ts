/** Models to export: of every kind of curve, over numbers and over text with missing cells. */

import type { Curve, Model } from "../../src/fit/model.ts";
import { parsePart } from "../../src/part.ts";
import { links } from "../../src/problem/links/index.ts";
import { realModel } from "../fixtures/model.ts";

export const curves: readonly (readonly [string, Curve])[] = [
  ["step", { rule: "step", knots: [-1, 0, 0.5, 2], values: [-3, 0.1, 0.2, 7] }],
  ["one step", { rule: "step", knots: [0.3], values: [2] }],
  ["linear", { rule: "linear", knots: [-1, 0, 0.5, 2], values: [-3, 0.1, 0.2, 7] }],
  ["linear with a jump", { rule: "linear", knots: [-1, 0, 0, 2], values: [-3, 0.1, 0.2, 7] }],
  ["extended", { rule: "linear", knots: [-1, 1, 2], values: [-3, 0, 0.5], extend: true }],
  ["extended from one knot", { rule: "linear", knots: [1], values: [4], extend: true }],
  ...Object.keys(links).map((name): readonly [string, Curve] => {
    const { parameters } = parsePart("link", links, name);
    return [name, { name, parameters, scale: 1.7, shift: -0.3 }];
  }),
];

/** Two numbers, whose index is about −3 to 3 on rows of such numbers. */
export const modelWith = (link: Curve, target: Model["encoding"]["target"] = realModel.encoding.target): Model => ({
  ...realModel,
  features: ["a", 'the "b"\n'],
  weights: [0.5, -1.25],
  centers: [3, 1],
  link,
  encoding: {
    ...realModel.encoding,
    features: ["a", 'the "b"\n'].map((name) => ({ name, column: name, kind: "number" })),
    columns: ["a", 'the "b"\n'].map((name) => ({ name, kind: "number" })),
    target,
  },
});

/** Rows of those two numbers, knots of the curves among them. */
export const rows: readonly (readonly [number, number])[] = [
  ...[-1, 0, 0.5, 1, 2].map((z): readonly [number, number] => [3 + 2 * z, 1]),
  ...Array.from({ length: 60 }, (_, i): readonly [number, number] => [((i * 37) % 61) / 8, ((i * 23) % 41) / 16 - 0.3]),
];

/**
 * The files are read and run by an interpreter of this project's own; with PLUMBLINE_ONNXRUNTIME, a folder in which
 * `npm install onnxruntime-node` was done, by ONNX Runtime as well. It is no dependency: it is 290 MB, and its installation
 * loads more from elsewhere.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";
import { exportOnnx } from "../../src/export/onnx.ts";
import type { Curve, Model } from "../../src/fit/model.ts";
import { predict } from "../../src/fit/predict.ts";
import { curves, modelWith, rows } from "./models.ts";
import { readOnnx, runOnnx } from "./onnxInterpreter.ts";

const binary = { column: "y", kind: "binary", positive: "yes", negative: "no" } as const;
const probability: Curve = { rule: "linear", knots: [0, 1], values: [0, 1], extend: true };
const models: readonly (readonly [string, Model])[] = [
  ...curves.map(([name, curve]): readonly [string, Model] => [name, modelWith(curve)]),
  ["a probability", modelWith(probability, binary)],
];

const ours = (model: Model): number[] => [...predict(model, { x: rows, names: [...model.features] }).prediction];

/** Sums in another order and other exp: some rounding errors; through the normal law, those of single precision. */
function expectSame(theirs: readonly number[], model: Model): void {
  const isSingle = "name" in model.link && ["probit", "erf", "gelu"].includes(model.link.name);
  const tolerance = isSingle ? 1e-6 : 1e-12;
  const expected = ours(model);
  expect(theirs).toHaveLength(expected.length);
  theirs.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThan(tolerance * (1 + Math.abs(expected[i])));
  });
}

it.each(models)("%s: the interpreter predicts as predict does", (_, model) => {
  expectSame(runOnnx(readOnnx(exportOnnx(model)), rows.flat(), 2), model);
});

it("says what it is, what it takes and what it gives", () => {
  const model = modelWith(probability, binary);
  expect(readOnnx(exportOnnx(model))).toMatchObject({
    irVersion: 8,
    opset: 17,
    producer: "plumbline-fit",
    metadata: { features: JSON.stringify(model.features) },
    input: { name: "x", type: 11, shape: ["rows", 2] },
    output: { name: "prediction", type: 11, shape: ["rows", 1] },
  });
});

const folder = process.env.PLUMBLINE_ONNXRUNTIME;
it.skipIf(folder === undefined)("ONNX Runtime predicts as predict does", async () => {
  const runtime = createRequire(join(folder as string, "any.js"))("onnxruntime-node");
  for (const [, model] of models) {
    const session = await runtime.InferenceSession.create(exportOnnx(model));
    const x = new runtime.Tensor("float64", Float64Array.from(rows.flat()), [rows.length, 2]);
    const { prediction } = await session.run({ x });
    expect(prediction.dims).toEqual([rows.length, 1]);
    expectSame([...prediction.data], model);
  }
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DataError } from "../../src/errors.ts";
import { fit } from "../../src/fit/fit.ts";
import { predict } from "../../src/fit/predict.ts";
import { load, save } from "../../src/fit/save.ts";
import { ownLink } from "../../src/problem/links/own.ts";
import { binaryModel, realModel } from "../fixtures/model.ts";
import { ramp } from "./samples.ts";

const table = ramp({ rows: 150, features: 2 });

test("a loaded model is the saved one, bit for bit, whatever its numbers are", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  fc.assert(
    fc.property(fc.array(number, { minLength: 8, maxLength: 8 }), number, (weights, offset) => {
      const model = { ...realModel, weights, offset };
      expect(load(save(model))).toEqual(model);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test.each([
  ["found", {}],
  ["told", { link: "relu" }],
  ["one's own link", { link: ownLink({ name: "half", value: (z) => Math.max(z, 0) / 2, copies: 16 }) }],
])("a loaded model predicts the same: %s", async (_, options) => {
  const model = await fit(table, options);
  const text = save(model);
  expect(save(load(text))).toBe(text);
  expect(predict(load(text), table)).toEqual(predict(model, table));
});

test("0/1 models too", () => expect(load(save(binaryModel))).toEqual(binaryModel));

describe("what is no model", () => {
  const text = save(realModel);
  const tampered = (change: (model: any) => void): string => {
    const model = JSON.parse(text);
    change(model);
    return JSON.stringify(model);
  };

  const anyLaw = {
    noise: { law: "normal", scale: 1, least: 0.01 },
    shares: { z: [0], values: [0.1] },
    outliers: { center: 0, spread: 1 },
  };

  test.each([
    ["empty", "", "not JSON"],
    ["truncated", text.slice(0, 500), "not JSON"],
    ["null", "null", "not a model"],
    ["a number", "3", "not a model"],
    ["other JSON", '{"a":1}', "not a model"],
    ["another version", tampered((model) => (model.version = 2)), "another version"],
    ["without weights", tampered((model) => delete model.weights), "weights"],
    ["with text for a weight", tampered((model) => (model.weights[1] = "3")), "weights.1"],
    ["with a weight too few", tampered((model) => model.weights.pop()), "weights"],
    ["with a center too many", tampered((model) => model.centers.push(1)), "centers"],
    ["without knots", tampered((model) => (model.link = { rule: "linear", knots: [], values: [] })), "knots"],
    ["with more values than knots", tampered((model) => model.link.values.push(99)), "values"],
    ["with knots out of order", tampered((model) => model.link.knots.reverse()), "knots"],
    ["with a curve that falls", tampered((model) => model.link.values.reverse()), "values"],
    [
      "with shares without a place",
      tampered((model) => {
        model.contamination.law = { ...anyLaw, shares: { z: [0], values: [0.1, 0.2] } };
      }),
      "contamination.law.shares",
    ],
    [
      "with a cause along too few columns",
      tampered((model) => {
        const along = [{ weights: [1], offset: 0, z: [0], values: [0] }];
        model.contamination.law = { ...anyLaw, cause: { changes: "odds", along } };
      }),
      "along.0.weights",
    ],
    [
      "with a link nobody knows",
      tampered((model) => (model.link = { name: "rellu", parameters: {}, scale: 1, shift: 0 })),
      "rellu",
    ],
    [
      "with a link parameter out of range",
      tampered((model) => (model.link = { name: "relu", parameters: { bias: 99 }, scale: 1, shift: 0 })),
      "bias",
    ],
  ])("%s", (_, broken, says) => {
    expect(() => load(broken, "m.json")).toThrow(DataError);
    expect(() => load(broken, "m.json")).toThrow(says);
    expect(() => load(broken, "m.json")).toThrow("m.json");
  });
});

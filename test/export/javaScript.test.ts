import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Column } from "../../src/data/table.ts";
import { exportJavaScript } from "../../src/export/javaScript.ts";
import { fit } from "../../src/fit/fit.ts";
import type { Curve, Model } from "../../src/fit/model.ts";
import { predict } from "../../src/fit/predict.ts";
import { wavyTable } from "../fixtures/table.ts";
import { curves, modelWith, rows } from "./models.ts";

type Row = Readonly<Record<string, unknown>>;

/** The module as a program that imports it would have it. */
async function moduleOf(model: Model): Promise<(row: Row) => number> {
  const url = `data:text/javascript,${encodeURIComponent(exportJavaScript(model))}`;
  return (await import(/* @vite-ignore */ url)).predict;
}

const asked = (model: Model): Row[] => rows.map(([a, b]) => ({ [model.features[0]]: a, [model.features[1]]: b }));
const ours = (model: Model, x = rows): number[] => [...predict(model, { x, names: [...model.features] }).prediction];

describe.each(curves)("%s", (_, curve) => {
  it("predicts as predict does", async () => {
    const model = modelWith(curve);
    const theirs = asked(model).map(await moduleOf(model));
    ours(model).forEach((value, i) => {
      // Knots: the same operations. Links: engines differ in the last digits of exp, on values up to 10³.
      if ("rule" in curve) expect(theirs[i]).toBe(value);
      else expect(Math.abs(theirs[i] - value)).toBeLessThan(1e-12 * (1 + Math.abs(value)));
    });
  });
});

it("keeps probabilities within 0 and 1", async () => {
  const target = { column: "y", kind: "binary", positive: "yes", negative: "no" } as const;
  const model = modelWith({ rule: "linear", knots: [0, 1], values: [0, 1], extend: true }, target);
  const theirs = asked(model).map(await moduleOf(model));
  expect(theirs).toEqual(ours(model));
  expect([Math.min(...theirs), Math.max(...theirs)]).toEqual([0, 1]);
});

it("has the bits of predict for any knots", async () => {
  const sorted = (length: number) =>
    fc
      .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: length, maxLength: length })
      .map((values) => values.map((value) => value + 0).sort((a, b) => a - b)); // −0 is written as 0, in JSON as well
  const drawn = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom("step" as const, "linear" as const), fc.boolean())
    .chain(([length, rule, extend]) =>
      fc.record({
        rule: fc.constant(rule),
        knots: sorted(length),
        values: sorted(length),
        extend: fc.constant(extend),
      }),
    );
  await fc.assert(
    fc.asyncProperty(drawn, async (curve: Curve) => {
      const model = modelWith(curve);
      expect(asked(model).map(await moduleOf(model))).toEqual(ours(model));
    }),
    { numRuns: 50 },
  );
});

describe("a fit with text and missing cells", () => {
  const cellOf = (column: Column, i: number): unknown => {
    if (column.kind === "text") return column.codes[i] < 0 ? null : column.levels[column.codes[i]];
    return column.kind === "number" ? column.values[i] : undefined;
  };
  const rowsOf = (table: typeof wavyTable): Row[] =>
    Array.from({ length: table.rows }, (_, i) =>
      Object.fromEntries(table.columns.map((column) => [column.name, cellOf(column, i)])),
    );

  it("is predicted to the last bit, cells filled as in the fit", async () => {
    const model = await fit(wavyTable, { target: "y", drop: ["late"], missing: "mean" });
    expect(model.encoding.columns.map(({ kind }) => kind)).toContain("text");
    const theirs = rowsOf(wavyTable).map(await moduleOf(model));
    expect(theirs).toEqual([...predict(model, wavyTable).prediction]);
  });

  it("NaN stands for what predict would refuse", async () => {
    const model = await fit(wavyTable, { target: "y", drop: ["late"] });
    const run = await moduleOf(model);
    const [row] = rowsOf(wavyTable);
    expect(run(row)).toBe(predict(model, wavyTable).prediction[0]);
    expect(run({ ...row, color: "never seen" })).toBeNaN();
    expect(run({ ...row, color: null })).toBeNaN();
    expect(run({ ...row, wave: undefined })).toBeNaN();
    expect(run({})).toBeNaN();
  });
});

/** What late words of the options mean: no intercept, weights in fractions, few groups. */
import { describe, expect, test } from "vitest";
import { fit } from "../../src/fit/fit.ts";

const N = 120;
const a = Array.from({ length: N }, (_, i) => 5 + ((i * 37) % 101) / 20);
const b = Array.from({ length: N }, (_, i) => 3 + ((i * 53) % 89) / 30);

describe("no intercept", () => {
  test.each(["identity", "relu"])("%s through the origin of the data's units", async (link) => {
    // y = 2a − b > 0 passes through x = 0, far from these columns' means.
    const y = a.map((value, i) => 2 * value - b[i]);
    const model = await fit({ x: { a, b }, y }, { link, intercept: false });
    if (!("name" in model.link)) throw new Error("a known link is kept by its name");
    const { scale, shift } = model.link;
    expect([model.offset, shift]).toEqual([0, 0]);
    // Noise-free: Gauss–Newton ends at the truth but for the ridge of 1e-8.
    expect(model.weights[0] * scale).toBeCloseTo(2, 5);
    expect(model.weights[1] * scale).toBeCloseTo(-1, 5);
  });
});

test("weights in fractions are taken as precision weights, and said to be", async () => {
  const y = a.map((value, i) => Math.max(value - 7, 0) + b[i] / 10);
  const w = a.map((_, i) => 0.5 + (i % 3) / 2);
  const table = { x: { a, b, w }, y };
  const asked = await fit(table, { weights: "w", weightsKind: "precision" });
  const taken = await fit(table, { weights: "w" });
  expect(taken.weights).toEqual(asked.weights);
  expect(taken.notices.join()).toContain("precision weights");
  expect(asked.notices.join()).not.toContain("precision weights");
});

test("too few groups to split by are refused by the column's name", async () => {
  const table = { x: { a, b, half: a.map((_, i) => `h${i % 2}`) }, y: a };
  await expect(fit(table, { splitBy: "half" })).rejects.toThrow(/split-by half: too few groups .* got 2/);
});

import { describe, expect, test } from "vitest";
import { blocksOf } from "../../src/fit/blocks.ts";
import { chooseCurve } from "../../src/fit/chooseCurve.ts";
import { curveAt } from "../../src/fit/curve.ts";
import { polyline } from "../../src/fit/curves/polyline.ts";
import { staircase } from "../../src/fit/curves/staircase.ts";
import { straightLine } from "../../src/fit/curves/straightLine.ts";
import { sorted } from "../../src/fit/points.ts";
import { RandomStream } from "../../src/math/random.ts";

const points = (z: number[], y: number[], binary = false, weights = z.map(() => 1)) =>
  sorted(Float64Array.from(z), Float64Array.from(y), Float64Array.from(weights), binary);

describe("blocks", () => {
  test("equal z share a value; rows of weight 0 have no say", () => {
    const blocks = blocksOf(points([2, 0, 0, 1, 3], [5, 1, 3, 2, -9], false, [1, 1, 1, 1, 0]));
    expect(blocks).toEqual({
      first: Float64Array.of(0, 2),
      last: Float64Array.of(1, 2),
      values: Float64Array.of(2, 5),
    });
  });

  test("0/1 labels: end blocks of n equal labels give half a row in n + 1 to the other", () => {
    const { values } = blocksOf(points([0, 1, 2, 3, 4, 5], [0, 0, 0, 1, 0, 1], true));
    expect([...values]).toEqual([0.5 / 4, 0.5, 1 - 0.5 / 2]);
  });

  test("but never across the block beside them", () => {
    // One row of 0 below 64 of which the first is 1.
    const labels = Array.from({ length: 65 }, (_, i) => Number(i === 1));
    const { values } = blocksOf(points([...labels.keys()], labels, true));
    expect(values[0]).toBe(values[1]);
    expect(values[1]).toBeCloseTo(1 / 64, 15);
  });

  test("real labels of 0 and 1 stay as they are", () => {
    expect([...blocksOf(points([0, 1], [0, 1])).values]).toEqual([0, 1]);
  });
});

describe("rules", () => {
  const bent = points([0, 1, 2, 4], [1, 0, 3, 5]);

  test("a staircase steps halfway between blocks", () => {
    expect(staircase(blocksOf(bent))).toEqual({ rule: "step", knots: [0, 1.5, 3], values: [0.5, 3, 5] });
  });

  test("a polyline is flat along blocks and straight between", () => {
    expect(polyline(blocksOf(bent))).toEqual({ rule: "linear", knots: [0, 1, 2, 4], values: [0.5, 0.5, 3, 5] });
  });

  test("a line that would fall is level", () => {
    const u = curveAt(straightLine(points([0, 1, 2], [4, 2, 0])));
    expect([-5, 0, 5].map(u)).toEqual([2, 2, 2]);
  });

  test.each([
    ["a jump", "step", (z: number) => 3 * Number(z > 0.1)],
    ["a kink", "linear", (z: number) => Math.max(z, 0)],
  ])("%s is fitted by a %s rule", async (_, rule, value) => {
    const stream = new RandomStream(4);
    const z = Float64Array.from({ length: 400 }, () => stream.normal());
    const y = z.map((at) => value(at) + 0.2 * stream.normal());
    const curve = await chooseCurve(points([...z], [...y]), stream);
    expect(curve).toMatchObject({ rule });
  });
});

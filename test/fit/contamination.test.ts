import { describe, expect, test } from "vitest";
import { DataError, UsageError } from "../../src/errors.ts";
import { fit } from "../../src/fit/fit.ts";
import { randomOutliers } from "../../src/problem/adversaries/randomOutliers.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { suspects } from "../../src/trust/suspects.ts";
import { arrays, ramp, sample } from "./samples.ts";

const rows = sample(relu(), { rows: 800, features: 4, adversary: randomOutliers({ size: 2 }), budget: 0.1, seed: 6 });
const suspected = async (contamination: "auto" | number): Promise<number> => {
  const model = await fit(arrays(rows), { contamination });
  return suspects(model, arrays(rows)).reduce((sum, { probability }) => sum + probability, 0) / rows.n;
};

describe("the share of corrupted labels", () => {
  test("is what it is told to be, and what is expected of the rows follows", async () => {
    const model = await fit(arrays(rows), { contamination: 0.3 });
    expect(model.contamination.share).toBe(0.3);
    expect(model.contamination.interval).toBeUndefined();
    expect(model.learner).toBe("robust");
    const [few, found, many] = [await suspected(0.02), await suspected("auto"), await suspected(0.3)];
    expect(few).toBeLessThan(found);
    expect(found).toBeLessThan(many);
    expect(found).toBeCloseTo(0.1, 1);
  });

  test("told of clean labels, the plain story is not asked", async () => {
    const clean = ramp({ rows: 400, features: 3, seed: 2 });
    expect((await fit(clean)).contamination.share).toBe(0);
    expect((await fit(clean, { contamination: 0.05 })).contamination).toMatchObject({ share: 0.05 });
  });

  test("has an interval that holds it where it is found", async () => {
    const { share, interval = { low: 1, high: 0 } } = (await fit(arrays(rows))).contamination;
    expect(interval.low).toBeLessThan(share);
    expect(interval.high).toBeGreaterThan(share);
    // A label that is off by less than the noise is no outlier to anyone.
    expect(interval.low).toBeLessThan(0.1);
    expect(interval.high).toBeGreaterThan(0.1);
    expect(interval.high - interval.low).toBeLessThan(0.1);
  });

  test("the loss over all labels is larger than over those that count", async () => {
    const { fit: ours, opt } = (await fit(arrays(rows))).heldOut;
    expect(opt).toBeGreaterThan(2 * ours.loss);
    const { heldOut } = await fit(arrays(rows), { contamination: 0 });
    expect(heldOut.opt).toBe(heldOut.fit.loss);
  });

  test("0: nobody looks", async () => {
    expect((await fit(arrays(rows), { contamination: 0 })).contamination).toEqual({ share: 0, gain: 0 });
  });
});

describe("refuses", () => {
  const input = ramp({ rows: 60, features: 3 });

  test.each([
    ["half of the labels", { contamination: 0.5 }, "not a share of the labels"],
    ["a share beside a link that jumps", { contamination: 0.1, link: "step" }, "no share is told"],
  ])("%s", async (_, options, words) => {
    const going = fit(input, options);
    await expect(going).rejects.toThrow(UsageError);
    await expect(going).rejects.toThrow(words);
  });

  test("a share of rows that are too few to tell", async () => {
    const going = fit(ramp({ rows: 60, features: 20 }), { contamination: 0.1 });
    await expect(going).rejects.toThrow(DataError);
    await expect(going).rejects.toThrow("too few rows");
  });
});

import { describe, expect, it } from "vitest";
import { findings, powerOf, type Threshold, thresholdOf } from "../../src/study/sampleComplexity.ts";

/** As theory has it: angles as √(d/n), starts as d^⌈k/2⌉. */
const records = ["monotoneGlm", "monotoneSim"].flatMap((learner) =>
  [
    [10, 1000],
    [10, 4000],
    [10, 16_000],
    [40, 16_000],
  ].map(([d, rows]) => ({
    recipe: `d = ${d}`,
    learner,
    seed: 1,
    rows,
    angle: 40 * Math.sqrt(d / rows),
    rawAngle: 1,
    lossOverOpt: 1,
    sweeps: 1,
    seconds: 1,
  })),
);
const thresholds: Threshold[] = [2, 3, 4].flatMap((degree) =>
  [8, 16, 32].map((features) => ({ degree, features, rows: features ** Math.ceil(degree / 2) })),
);
const verdicts = (from = records, of = thresholds): boolean[] => findings(from, of).claims.map(({ holds }) => holds);

describe("sample-complexity", () => {
  it("its claims hold where theory does", () => expect(verdicts()).toEqual([true, true, true, true]));

  it("each of them can fail, by one learner or degree alone", () => {
    const spoiled = (d: number, n: number) =>
      records.map((record) =>
        record.learner === "monotoneSim" && record.recipe === `d = ${d}` && record.rows === n
          ? { ...record, angle: 3 * record.angle }
          : record,
      );
    expect(verdicts(spoiled(10, 1000))[0]).toBe(false);
    expect(verdicts(spoiled(40, 16_000))).toEqual([true, false, true, true]);
    const steep = thresholds.map((each) => (each.degree === 3 ? { ...each, rows: each.rows * each.features } : each));
    expect(verdicts(records, steep)).toEqual([true, true, false, true]);
    const cheap = thresholds.map((each) => (each.degree === 4 ? { ...each, rows: each.features } : each));
    expect(verdicts(records, cheap)).toEqual([true, true, true, false]);
  });

  it("finds powers, and rows that are enough", async () => {
    expect(powerOf([2, 4, 16].map((d) => [d, 3 * d ** 1.5]))).toBeCloseTo(1.5, 12);
    // Five seeds; over fifty of them the threshold is 51 for 8 features and 212 for 32.
    const [few, many] = [await thresholdOf(2, 8, 5), await thresholdOf(2, 32, 5)];
    expect(few).toBeGreaterThan(20);
    expect(many).toBeGreaterThan(2 * few);
  });
});

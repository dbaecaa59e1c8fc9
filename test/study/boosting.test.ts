import { describe, expect, it } from "vitest";
import { boosting, failuresOf, findings, type Trial } from "../../src/study/boosting.ts";

/** All ways in which six runs may fail, a third of the time each, so that (1 − p)^r is exact; good ones have less loss. */
const trials: Trial[] = Array.from({ length: 3 ** 6 }, (_, code) =>
  Array.from({ length: 6 }, (__, run) => {
    const fails = Math.floor(code / 3 ** run) % 3 === 0;
    return { overlap: fails ? 0.5 : 0.8, loss: fails ? 2 : 1 };
  }),
);
const verdicts = (of: readonly Trial[]): boolean[] => findings(of).claims.map(({ holds }) => holds);

describe("boosting", () => {
  it("its claims hold, on few trials", async () => {
    const { claims } = await boosting.run({ quick: true });
    expect(claims.filter(({ holds }) => !holds)).toEqual([]);
  });

  it("counts failures as one does by hand", () => {
    for (const { runs, chosen, all } of failuresOf(trials)) {
      expect(all).toBeCloseTo(3 ** -runs, 12);
      expect(chosen).toBe(all);
    }
  });

  it("each claim can fail: a learner that always does, runs that fail together, a test that takes the worst", () => {
    expect(verdicts(trials)).toEqual([true, true, true]);
    const never = trials.map((trial) => trial.map((run) => ({ ...run, overlap: 0.1 })));
    expect(verdicts(never)[0]).toBe(false);
    const alike = trials.map((trial) => trial.map(() => trial[0]));
    expect(verdicts(alike)).toEqual([true, false, false]);
    const misled = trials.map((trial) => trial.map((run) => ({ ...run, loss: -run.loss })));
    expect(verdicts(misled)).toEqual([true, true, false]);
  });
});

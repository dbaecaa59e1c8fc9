import { describe, expect, it } from "vitest";
import { findings, reversalAt, type Way, waysUnder } from "../../src/study/wrongDirection.ts";

const aims = ["nobody", "h = 1", "h = σ′", "h = Tσ′"] as const;
const reversals = [-4, -5].map(reversalAt);
const verdicts = (ways: readonly Way[], from = reversals): boolean[] =>
  findings(ways, from).claims.map(({ holds }) => holds);
/** No rows: the population alone, and a cosine that agrees with it. */
const alone = async (aim: Way["aimedAt"], budget?: number): Promise<Way[]> =>
  (await waysUnder(aim, 0, 0, budget)).map((way) => ({ ...way, sampled: [way.along[1]] }));
const population = async (budget?: number): Promise<Way[]> =>
  (await Promise.all(aims.map((aim) => alone(aim, budget)))).flat();

describe("wrong-direction", () => {
  it("its claims hold in the population; with a tenth of the budget nobody is turned, with twice as much all are", async () => {
    expect(verdicts(await population())).toEqual([true, true, true, true]);
    expect(verdicts(await population(0.011))).toEqual([false, true, true, true]);
    expect(verdicts(await population(0.22))).toEqual([true, false, true, true]);
  });

  it("the library's field on rows points where quadrature says", async () => {
    // 20 000 rows: the plain field turned on clean labels, of length .1, has a standard error of some .002 each way.
    const [plain, , best] = await waysUnder("nobody", 20_000, 1);
    for (const { along, sampled } of [plain, best]) {
      expect(along[1]).toBeGreaterThan(0);
      expect(sampled[0]).toBeGreaterThan(0.9);
    }
  });

  it("the others can fail, too", async () => {
    const [way] = await alone("nobody");
    expect(verdicts([{ ...way, sampled: [0.9, -0.1] }])[2]).toBe(false);
    expect(verdicts([way], [{ ...reversals[0], chow: 0.1 }])[3]).toBe(false);
    expect(verdicts([way], [{ ...reversals[0], zero: 99 }])[3]).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { errorsOn, findings } from "../../src/study/kksk.ts";

const errors = [
  { Isotron: 0.45, "L-Isotron": 0.35 },
  { Isotron: 0.5, "L-Isotron": 0.34 },
];
const verdicts = (of: typeof errors): boolean[] => findings(of).claims.map(({ holds }) => holds);

describe("kksk", () => {
  it("two steps from nothing end worse than the best there is, and better than a constant", async () => {
    const found = await errorsOn(1, 2);
    for (const error of Object.values(found)) {
      expect(error).toBeGreaterThan(1 / 3);
      expect(error).toBeLessThan(1.2);
    }
  });

  it("each claim can fail", () => {
    expect(verdicts(errors)).toEqual([true, true]);
    expect(verdicts([{ Isotron: 0.72, "L-Isotron": 0.35 }])).toEqual([false, true]);
    expect(verdicts([{ Isotron: 0.7, "L-Isotron": 0.4 }])).toEqual([false, true]);
    expect(verdicts([...errors, { Isotron: 0.34, "L-Isotron": 0.341 }])).toEqual([true, false]);
    expect(verdicts([{ Isotron: 0.38, "L-Isotron": 0.35 }])).toEqual([true, false]);
  });
});

import { describe, expect, it } from "vitest";
import { unit } from "../../src/problem/hermiteCoefficients.ts";
import { findings, ratiosOf, staircase } from "../../src/study/staircase.ts";

describe("staircase", () => {
  it("its claims hold", async () => {
    const { claims, csv } = await staircase.run({ quick: true });
    expect(claims.map(({ holds }) => holds)).toEqual([true, true, true]);
    expect(csv.trim().split("\n").length).toBe(1 + 7 * 4);
  });

  it("of one Hermite polynomial is what one writes down", () => {
    // (1 − ρ³)²/((1 − ρ²) 3 ρ⁴) with sin θ = .3894; 3 < 1/.16, so that nothing is tail.
    const [, { hidden, tail }] = ratiosOf("He₃", unit(3), 5);
    const rho = Math.sqrt(1 - 0.3894 ** 2);
    expect(hidden).toBeCloseTo((1 - rho ** 3) ** 2 / (3 * 0.3894 ** 2 * rho ** 4), 12);
    expect(tail).toBe(0);
  });

  it("its claims can fail", () => {
    const bad = { title: "a link", theta: 0.2, hidden: 2.1, tail: 2.1 };
    expect(findings([bad]).claims.map(({ holds }) => holds)).toEqual([false, false, false]);
    const wide = { ...bad, theta: 0.8 };
    expect(findings([wide]).claims.map(({ holds }) => holds)).toEqual([true, true, false]);
  });
});

import { describe, expect, it } from "vitest";
import { breakdown, findings } from "../../src/study/breakdown.ts";

/** Of spec/known-link.md 2.5, two digits: link, angle, h = 1, h = σ′, h = T σ′. */
const REFERENCE: Record<string, readonly (readonly number[])[]> = {
  "ReLU(z)": [
    [20, 0.086, 0.136, 0.145],
    [5, 0.0056, 0.0105, 0.0107],
  ],
  "ReLU(z − 1.28)": [
    [70, 0.24, 0.13, 0.33],
    [20, 0.031, 0.18, 0.21],
    [5, 0.002, 0.018, 0.019],
  ],
  "ReLU(z − 3)": [
    [70, 7.9e-3, 3.2e-3, 0.025],
    [20, 1.1e-3, 0.25, 0.32],
    [5, 6.8e-5, 0.04, 0.042],
  ],
  "1{z ≥ 1}": [
    [70, 0.39, 0, 0.43],
    [20, 0.051, 0, 0.175],
    [5, 0.0033, 0, 0.045],
  ],
  "1{z ≥ 2}": [
    [20, 0.015, 0, 0.21],
    [5, 0.001, 0, 0.059],
  ],
};

describe("breakdown", () => {
  it("has the levels of the reference, and its claims hold", async () => {
    const { csv, claims } = await breakdown.run({ quick: true });
    const lines = csv.trim().split("\n").slice(1);
    expect(lines.length).toBe(15);
    for (const [title, rows] of Object.entries(REFERENCE)) {
      for (const [angle, ...levels] of rows) {
        const line = lines.find((text) => text.startsWith(`${title},${angle},`));
        const found = line?.split(",").slice(2).map(Number) ?? [];
        // Two digits are given.
        levels.forEach((level, k) => {
          expect(Math.abs(found[k] - level)).toBeLessThanOrEqual(0.06 * level);
        });
      }
    }
    expect(claims.map(({ holds }) => holds)).toEqual([true, true]);
  });

  it("its claims can fail", () => {
    const level = { title: "ReLU(z − 3)", angle: 20, plain: 0.1, slope: 0.2, smoothed: 0.15 };
    expect(findings([level]).claims.map(({ holds }) => holds)).toEqual([false, false]);
  });
});

import { describe, expect, test } from "vitest";
import type { Trust } from "../../src/fit/model.ts";
import { checks } from "../../src/report/checks.ts";
import { realModel } from "../fixtures/model.ts";

const said = (trust: Trust): string =>
  checks({ ...realModel, trust })
    .map(([word, text]) => `${word}: ${text}`)
    .join("\n");

describe("checks in words", () => {
  test("nothing was checked, nothing is said", () => expect(said({})).toBe(""));

  test.each([
    [0.43, "no direction left that the field can see (p 0.43 on 206 rows set aside)"],
    [
      1e-9,
      "some is left (p under 0.001 on 206 rows set aside), as if the direction were 5.7° off: not converged, or the model is wrong",
    ],
  ])("signal, p = %d", (p, text) => {
    expect(said({ signal: { statistic: 9, freedom: 7, p, angle: 0.1, rows: 206 } })).toBe(`signal: ${text}`);
  });

  test.each([
    [{ skewness: 0.1, excess: 0.2, distance: 0.012 }, "close to normal (distributions differ by 0.012 at most)"],
    [{ skewness: 0.9, excess: 1.4, distance: 0.06 }, "roughly normal, skewed to the right, of heavy tails (d"],
    [{ skewness: -2, excess: -1, distance: 0.2 }, "far from normal, skewed to the left, of light tails (d"],
  ])("the index, %j", (index, text) => expect(said({ index })).toContain(text));

  test.each([
    [{ gain: -0.01, evidence: -1 }, "no better"],
    [{ gain: 0.3, evidence: 2 }, "no better"],
    [{ gain: 0.3, evidence: 6 }, "explains 30 % more of the variation"],
  ])("the curve, %j", (freeCurve, text) => expect(said({ freeCurve })).toContain(text));
});

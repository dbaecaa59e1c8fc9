import { describe, expect, it } from "vitest";
import { curveAt, curveOver } from "../../src/fit/curve.ts";
import type { Curve } from "../../src/fit/model.ts";
import { normals } from "../fixtures/rows.ts";

const knots = [-1, 0, 2];
const values = [1, 3, 4];

describe("curveAt", () => {
  it("steps up at its knots", () => {
    const u = curveAt({ rule: "step", knots, values });
    expect([-9, -1, -0.5, 0, 1.9, 2, 9].map(u)).toEqual([1, 1, 1, 3, 3, 4, 4]);
  });

  it("is linear between knots and constant beyond", () => {
    const u = curveAt({ rule: "linear", knots, values });
    expect([-9, -1, -0.5, 0, 1, 2, 9].map(u)).toEqual([1, 1, 2, 3, 3.5, 4, 4]);
  });

  it("continues its end slopes when told to", () => {
    const u = curveAt({ rule: "linear", knots, values, extend: true });
    expect([-2, -0.5, 4].map(u)).toEqual([-1, 2, 5]);
  });

  it("takes a single knot", () => {
    for (const rule of ["step", "linear"] as const) {
      expect([-1, 0, 1].map(curveAt({ rule, knots: [0], values: [7] }))).toEqual([7, 7, 7]);
    }
  });

  it("is a known link of scale·z + shift", () => {
    const u = curveAt({ name: "relu", parameters: { bias: 1 }, scale: 2, shift: -3 });
    expect([0, 1, 3].map(u)).toEqual([0, 0, 4]);
  });

  it("refuses a link nobody knows", () => {
    expect(() => curveAt({ name: "rellu", parameters: {}, scale: 1, shift: 0 })).toThrow('did you mean "relu"');
  });
});

describe("curveOver", () => {
  const far = Array.from({ length: 200 }, (_, k) => -2 + 0.02 * k);
  it.each<[string, Curve]>([
    ["steps", { rule: "step", knots, values }],
    ["lines", { rule: "linear", knots, values }],
    ["longer lines", { rule: "linear", knots, values, extend: true }],
    ["many knots", { rule: "linear", knots: far, values: far }],
    ["crowded knots", { rule: "linear", knots: [...far.map((knot) => knot * 1e-6), 5], values: [...far, 5] }],
    ["one knot", { rule: "linear", knots: [0], values: [7], extend: true }],
    ["a link", { name: "softplus", parameters: {}, scale: 2, shift: 0.3 }],
  ])("gives every z what curveAt gives it: %s", (_, curve) => {
    const z = Float64Array.from([...knots, ...normals(41, 1000), ...far]);
    const u = curveAt(curve);
    for (const inOrder of [z, z.slice().sort(), z.slice().sort().reverse()]) {
      expect(curveOver(curve, inOrder)).toEqual(inOrder.map(u));
    }
  });
});

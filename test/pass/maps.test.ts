import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { hermite } from "../../src/math/hermite.ts";
import { normalExpectation } from "../../src/math/quadrature.ts";
import { binOf, curveMap, linkOf } from "../../src/pass/maps.ts";
import type { Curve } from "../../src/pass/pass.ts";
import { linkAt } from "../../src/problem/link.ts";
import { links } from "../../src/problem/links/index.ts";
import { ownLink } from "../../src/problem/links/own.ts";
import { normals } from "../fixtures/rows.ts";
import { curveBy } from "./requests.ts";

const Z = normals(1, 40).map((value) => 2 * value);

function mapped(curve: Curve, z: Float64Array = Z): { m: Float64Array; h: Float64Array } {
  const [m, h] = [new Float64Array(z.length), new Float64Array(z.length)];
  curveMap(curve)(z, m, h, z.length);
  return { m, h };
}

const LINES = [
  { scale: 1, shift: 0 },
  { scale: 0.4, shift: 0.9 },
  { scale: 3, shift: -1.5 },
];

describe.each(Object.keys(links))("%s", (name) => {
  const link = links[name]();
  const reference = { name, parameters: link.parameters };
  const forms = (["matching", "slope", "rootSlope"] as const).filter((form) => form !== "rootSlope" || link.monotone);

  test("is mapped as linkAt has it, at any scale, shift, smoothing and form", () => {
    for (const line of LINES)
      for (const smoothing of [0.1, 0.7, 0.98, 1])
        for (const form of forms) {
          const curve: Curve = { link: reference, ...line, smoothing, form };
          const { m, h } = mapped(curve);
          const at = curveBy(curve);
          // The compiled formula and the tree of it do the same operations.
          const off = Z.filter((z, i) => {
            const [value, weight] = at(z);
            return !(
              Math.abs(m[i] - value) <= 1e-14 * Math.abs(value) && Math.abs(h[i] - weight) <= 1e-14 * Math.abs(weight)
            );
          });
          expect([...off], `${JSON.stringify(curve)}`).toEqual([]);
        }
  });

  test("its matching weight is 1; its square root is squared to the slope", () => {
    const slope = mapped({ link: reference, ...LINES[2], smoothing: 0.7, form: "slope" }).h;
    expect(mapped({ link: reference, ...LINES[2], smoothing: 0.7, form: "matching" }).h.every((h) => h === 1)).toBe(
      true,
    );
    if (!link.monotone) return;
    const root = mapped({ link: reference, ...LINES[2], smoothing: 0.7, form: "rootSlope" }).h;
    root.forEach((h, i) => expect(Math.abs(h * h - slope[i])).toBeLessThanOrEqual(4e-16 * slope[i]));
  });
});

test("m and h are expectations over the noise that ρ lets in: a ReLU by quadrature", () => {
  const [scale, shift, rho] = [2, -0.6, 0.8];
  const link = { name: "relu", parameters: { bias: 0.1 } };
  const z = Float64Array.of(-2, -0.3, 0.4, 1.7);
  const { m, h } = mapped({ link, scale, shift, smoothing: rho, form: "slope" }, z);
  const tau = Math.sqrt(1 - rho * rho);
  z.forEach((at, i) => {
    const argument = (u: number) => scale * (rho * at + tau * u) + shift + 0.1;
    const kinks = [((-shift - 0.1) / scale - rho * at) / tau];
    expect(m[i]).toBeCloseTo(
      normalExpectation((u) => Math.max(argument(u), 0), { kinks }),
      12,
    );
    expect(h[i]).toBeCloseTo(
      normalExpectation((u) => (argument(u) > 0 ? scale : 0), { kinks }),
      12,
    );
  });
});

test("a user's own link is mapped by its functions", () => {
  const own = ownLink({ name: "own", value: (z) => (z < 0 ? z : 3 * z), slope: (z) => (z < 0 ? 1 : 3) });
  expect(linkOf({ own })).toBe(own);
  const { m, h } = mapped({ link: { own }, scale: 2, shift: 1, smoothing: 1, form: "slope" });
  Z.forEach((z, i) => {
    expect(m[i]).toBe(linkAt(own).value(2 * z + 1));
    expect(h[i]).toBe(2 * own.at.slope(2 * z + 1));
  });
});

test("an unknown link is refused by name", () => {
  expect(() => linkOf({ name: "rela", parameters: {} })).toThrow(UsageError);
  expect(() => linkOf({ name: "rela", parameters: {} })).toThrow(/relu/);
});

test("Hermite degrees: m = 0 and h = c √k He_{k−1}", () => {
  const { m, h } = mapped({ degree: 3, coefficient: -0.5 });
  expect(m.every((value) => value === 0)).toBe(true);
  Z.forEach((z, i) => expect(h[i]).toBeCloseTo(-0.5 * Math.sqrt(3) * hermite(2, z), 13));
});

test("bins hold their left edge", () => {
  const edges = Float64Array.of(-1, 0, 0, 2);
  const of = (z: number) => binOf(edges, z);
  expect([-Infinity, -1.5, -1, -0.5, 0, 1, 2, 3, Infinity].map(of)).toEqual([0, 0, 1, 1, 3, 3, 4, 4, 4]);
  expect(binOf(new Float64Array(0), 7)).toBe(0);
});

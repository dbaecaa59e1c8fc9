import { describe, expect, it } from "vitest";
import { tanh } from "../../../src/math/elementary.ts";
import { linkAt, linkMaps } from "../../../src/problem/link.ts";
import { ownLink } from "../../../src/problem/links/own.ts";
import { tanh as catalogued } from "../../../src/problem/links/tanh.ts";

describe("ownLink", () => {
  const own = ownLink({ name: "mine", value: tanh, lipschitz: 1 });

  it("comes near the closed form: within 2/copies, the total variation of tanh being 2", () => {
    const exact = linkAt(catalogued());
    for (const copies of [64, 1024]) {
      const { at } = ownLink({ name: "mine", value: tanh, copies });
      for (const tau of [0.2, 0.7, 1.5]) {
        for (let m = -3; m <= 3; m += 0.5) {
          expect(Math.abs(at.smooth(m, tau) - exact.smooth(m, tau))).toBeLessThan(2 / copies);
          // Stein's product with u has no such bound; the outermost cells, where u ~ 3, dominate: 3.2/copies over seeds 1–3.
          expect(Math.abs(at.smoothSlope(m, tau) - exact.smoothSlope(m, tau))).toBeLessThan(5 / copies);
        }
      }
    }
  });

  it("is the function itself without noise, its slope a difference unless given", () => {
    expect(own.at.smooth(0.3, 0)).toBe(tanh(0.3));
    // h²/6·|σ‴| + rounding/h with h = 1e-5.
    expect(Math.abs(own.at.slope(0.3) - (1 - tanh(0.3) * tanh(0.3)))).toBeLessThan(1e-10);
    const given = ownLink({ name: "floor", value: Math.floor, slope: () => 0, jumps: true });
    expect(given.at.smoothSlope(0.3, 0)).toBe(0);
    expect(given.at.smoothSlope(0.3, 0.5)).toBeGreaterThan(0.5);
  });

  it("maps blocks as every link does", () => {
    const maps = linkMaps(own, 3);
    const out = new Float64Array(3);
    for (const tau of [0, 0.6]) {
      for (const name of ["value", "slope", "smooth", "smoothSlope"] as const) {
        maps[name](Float64Array.of(-1, 0, 2), tau, out, 3);
        expect(Array.from(out)).toEqual([-1, 0, 2].map((m) => own.at[name](m, tau)));
      }
    }
  });

  it("is the same for the same seed only", () => {
    const again = ownLink({ name: "mine", value: tanh, seed: 1 });
    const other = ownLink({ name: "mine", value: tanh, seed: 2 });
    expect(again.at.smooth(0.1, 1)).toBe(own.at.smooth(0.1, 1));
    expect(other.at.smooth(0.1, 1)).not.toBe(own.at.smooth(0.1, 1));
  });

  it("refuses what is not a link", () => {
    expect(() => ownLink({ name: "falling", value: (z) => -z })).toThrow("falling at z = -5.9375: decreases from 6");
    expect(ownLink({ name: "falling", value: (z) => -z, monotone: false }).monotone).toBe(false);
    expect(() => ownLink({ name: "root", value: Math.sqrt })).toThrow("root at z = -6: not a finite number, got NaN");
    expect(() => ownLink({ name: "mine", value: tanh, copies: 1 })).toThrow("give 2 or more");
  });
});

import { describe, expect, it } from "vitest";
import { exp } from "../../src/math/elementary.ts";
import { normalExpectation } from "../../src/math/quadrature.ts";
import { smoothedDecay } from "../../src/math/smoothedDecay.ts";

describe("smoothedDecay", () => {
  it("is E min(e^{m + τu}, 1), on both sides of the switch at m/τ + τ = 10", () => {
    for (const tau of [0.01, 0.3, 1, 4, 9, 11, 30]) {
      for (const m of [-40, -3, -0.5, 0, 0.1, 2, 9, 60]) {
        const found = normalExpectation((u) => exp(Math.min(m + tau * u, 0)), {
          kinks: [-m / tau],
          panel: 0.5 / Math.max(1, tau / 4),
        });
        // The exponent m + τ²/2 reaches 50 before the switch, and exp turns its rounding into 50·1e-16.
        expect(Math.abs(smoothedDecay(m, tau) - found)).toBeLessThan(2e-14);
      }
    }
  });

  it("is min(e^m, 1) without noise and stays between 0 and 1 far out", () => {
    expect(smoothedDecay(-1, 0)).toBe(exp(-1));
    expect(smoothedDecay(3, 0)).toBe(1);
    for (const tau of [1e-300, 1e-3, 1, 1e3, 1e150]) {
      for (const m of [-1e308, -1e6, -50, 0, 50, 1e6, 1e308]) {
        const value = smoothedDecay(m, tau);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-15);
      }
    }
  });
});

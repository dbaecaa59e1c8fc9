import { describe, expect, it } from "vitest";
import { normalLaw, studentT2 } from "../../src/robust/noiseLaw.ts";
import { rowTrust } from "../../src/robust/rowTrust.ts";

const OUTLYING = 0.05;
const SHARE = 0.1;

describe("trust in labels", () => {
  it.each([normalLaw, studentT2])("bends as its pull does, by differences: $name", (law) => {
    const s = 0.7;
    const spread = Float64Array.of(1, 1, 2, 0.5, 1, 3);
    const sureOf = (residuals: Float64Array) =>
      residuals.map((r, i) => {
        const scale = s * spread[i];
        const clean = ((1 - SHARE) * law.density((r / scale) * (r / scale))) / scale;
        return clean / (clean + SHARE * OUTLYING);
      });
    const pull = (residuals: Float64Array) => {
      const { counts } = rowTrust({ s, law, leastNoise: 0.01 }, { sure: sureOf(residuals), residuals }, { spread });
      return counts.map((count, i) => count * residuals[i]);
    };
    const residuals = Float64Array.of(0, 0.3, -1, 2, -2.4, 5);
    const { bends } = rowTrust({ s, law, leastNoise: 0.01 }, { sure: sureOf(residuals), residuals }, { spread });
    const above = pull(residuals.map((r) => r + 1e-5));
    const below = pull(residuals.map((r) => r - 1e-5));
    // Differences are good to 1e-9; ω′ is a difference over a thousandth itself, good to 1e-6.
    for (let i = 0; i < residuals.length; i++) expect(bends?.[i]).toBeCloseTo((above[i] - below[i]) / 2e-5, 5);
  });
});

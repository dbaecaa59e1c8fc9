import { expect, test } from "vitest";
import { logGamma } from "../../src/math/logGamma.ts";

test("factorials and halves", () => {
  let [factorial, half] = [0, Math.log(Math.PI) / 2];
  for (let n = 1; n <= 60; n++) {
    // ln Γ(n) and ln Γ(n − ½), relative where they are large.
    expect(Math.abs(logGamma(n) - factorial)).toBeLessThan(1e-13 * Math.max(factorial, 1));
    expect(Math.abs(logGamma(n - 0.5) - half)).toBeLessThan(1e-13 * Math.max(half, 1));
    factorial += Math.log(n);
    half += Math.log(n - 0.5);
  }
});

test("near 0 and far out", () => {
  // scipy.special.gammaln
  for (const [x, value] of [
    [1e-10, 23.02585092988273],
    [0.001, 6.907178885383853],
    [1e6, 12815504.56914761],
    [1e9, 19723265827.503716],
  ]) {
    expect(Math.abs(logGamma(x) / value - 1)).toBeLessThan(1e-13);
  }
});

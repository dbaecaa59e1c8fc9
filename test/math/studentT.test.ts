import { expect, test } from "vitest";
import { normalDistribution } from "../../src/math/normal.ts";
import { RandomStream } from "../../src/math/random.ts";
import { studentT } from "../../src/math/studentT.ts";

const n = 40_000;

/** Distribution functions in closed form; at a million degrees of freedom t is normal to 1e-6. */
const laws: [number, (t: number) => number][] = [
  [1, (t) => 0.5 + Math.atan(t) / Math.PI],
  [2, (t) => 0.5 + t / (2 * Math.sqrt(2 + t * t))],
  [1e6, normalDistribution],
];

test.each(laws)("%d degrees of freedom", (degrees, distribution) => {
  const stream = new RandomStream(5);
  const draws = Float64Array.from({ length: n }, () => studentT(degrees, stream));
  for (const t of [-6, -2, -0.5, 0, 0.5, 1, 4]) {
    const p = distribution(t);
    const below = draws.filter((draw) => draw <= t).length / n;
    // Five standard errors of a share.
    expect(Math.abs(below - p)).toBeLessThanOrEqual(5 * Math.sqrt((p * (1 - p)) / n));
  }
});

import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { unwhitened } from "../../src/method/whiten.ts";
import { rowsOver } from "../../src/robust/rows.ts";
import { directionLaw } from "../../src/trust/directionLaw.ts";
import { asTheyAre, designOf, passOver } from "../fixtures/rows.ts";

/** 500 rows of 3 normal features, w the first axis, scores that are noise of spread 2. */
function problem(seed: number) {
  const stream = new RandomStream(seed);
  const [n, d] = [500, 3];
  const x = Float64Array.from({ length: n * d }, () => stream.normal());
  const z = Float64Array.from({ length: n }, (_, i) => x[i * d]);
  const scores = z.map(() => 2 * stream.normal());
  const design = designOf(x, z, d);
  const rows = rowsOver(design, passOver(design), asTheyAre(d), unwhitened(d));
  const ones = new Float64Array(n).fill(1);
  return { n, d, x, z, rows, scores, ones, w: Float64Array.of(1, 0, 0) };
}

describe("the law of a direction", () => {
  it("is that of least squares where all that is taken out is a line", async () => {
    const { n, d, x, z, rows, scores, ones, w } = problem(1);
    const law = await directionLaw(rows, w, z, { scores, information: ones, pull: ones }, "line");
    // The residuals of x₁, x₂ on (1, x₀), their information and the sandwich of it, by loops.
    const hat = [1, 2].map((j) =>
      residualsOf(
        z,
        Float64Array.from({ length: n }, (_, i) => x[i * d + j]),
      ),
    );
    const sum = (of: (i: number) => number) => z.reduce((total, _, i) => total + of(i), 0);
    const h = [0, 1].map((j) => [0, 1].map((k) => sum((i) => hat[j][i] * hat[k][i])));
    const g = [0, 1].map((j) => sum((i) => scores[i] * hat[j][i]));
    const determinant = h[0][0] * h[1][1] - h[0][1] * h[0][1];
    const step = [h[1][1] * g[0] - h[0][1] * g[1], h[0][0] * g[1] - h[0][1] * g[0]].map((v) => v / determinant);
    // z stands as the mean of its bin, 20 rows wide: steps differ by a fiftieth of their standard error, 2/√n.
    const near = 0.02 * (2 / Math.sqrt(n));
    expect(law?.step[0]).toBeCloseTo(0, 12);
    expect(Math.abs((law?.step[1] ?? 1) - step[0])).toBeLessThan(near);
    expect(Math.abs((law?.step[2] ?? 1) - step[1])).toBeLessThan(near);
    const inverse = [
      [h[1][1] / determinant, -h[0][1] / determinant],
      [-h[0][1] / determinant, h[0][0] / determinant],
    ];
    const influence = (j: number, i: number) => scores[i] * (inverse[j][0] * hat[0][i] + inverse[j][1] * hat[1][i]);
    for (const j of [0, 1])
      for (const k of [0, 1]) {
        const exact = sum((i) => influence(j, i) * influence(k, i));
        const scale = 4 / n;
        expect(Math.abs((law?.covariance[(j + 1) * d + k + 1] ?? 0) - exact) / scale).toBeLessThan(0.02);
      }
  });

  it("counts a row of frequency 2 as two rows", async () => {
    const { d, z, rows, scores, ones, w } = problem(2);
    const once = await directionLaw(rows, w, z, { scores, information: ones, pull: ones }, "curve");
    const twos = ones.map(() => 2);
    const doubled = {
      scores: scores.map((b) => 2 * b),
      freed: scores.map((b) => 2 * b),
      information: twos,
      pull: twos,
    };
    const twice = await directionLaw(rows, w, z, doubled, "curve", twos);
    for (let at = 0; at < d * d; at++) expect(twice?.covariance[at]).toBeCloseTo((once?.covariance[at] ?? 0) / 2, 12);
    expect(twice?.step[1]).toBeCloseTo(once?.step[1] ?? 0, 12);
  });

  it("is none where no row tells of the direction", async () => {
    const { z, rows, scores, ones, w } = problem(3);
    const nothing = ones.map(() => 0);
    expect(await directionLaw(rows, w, z, { scores, information: nothing, pull: nothing }, "curve")).toBeUndefined();
  });
});

function residualsOf(z: Float64Array, x: Float64Array): Float64Array {
  const n = z.length;
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
  const [zMean, xMean] = [mean(z), mean(x)];
  const slope =
    z.reduce((sum, at, i) => sum + (at - zMean) * (x[i] - xMean), 0) /
    z.reduce((sum, at) => sum + (at - zMean) * (at - zMean), 0);
  return x.map((value, i) => value - xMean - slope * (z[i] - zMean));
}

/** Scores are slopes of the mixture's log-likelihood, and a step is what the textbook says. */
import { expect, test } from "vitest";
import { addScaled, dot, unit } from "../../src/math/vectors.ts";
import { unwhitened } from "../../src/method/whiten.ts";
import { indexBins } from "../../src/robust/indexBins.ts";
import type { Mixture } from "../../src/robust/mixture.ts";
import { normalLaw, studentT2 } from "../../src/robust/noiseLaw.ts";
import { packedRows, type Rows } from "../../src/robust/rows.ts";
import { scoresOf } from "../../src/robust/scoring.ts";
import { scoringStep } from "../../src/robust/scoringStep.ts";
import { slopeAt } from "../../src/robust/slope.ts";
import { asTheyAre, designOf, normals, row } from "../fixtures/rows.ts";

const D = 3;
const rowsAsTheyAre = (x: Float64Array, y: Float64Array, d = D): Promise<Rows> =>
  packedRows(designOf(x, y, d), asTheyAre(d), unwhitened(d));

test("slopes: of a line its slope, of a jump a normal density, and they integrate to the rise", () => {
  const centers = Float64Array.from({ length: 400 }, (_, k) => -4 + k / 50);
  const inner = Float64Array.of(-1.3, 0, 0.77);
  // The kernel ends at five bandwidths, where 6e-7 of it is left; a grid of .4 bandwidths, linear between, is off by
  // (.4 δ)² f″/8 ≤ 2 % of a density's peak.
  for (const h of slopeAt(
    centers,
    centers.map((z) => 2.5 * z),
    inner,
    0.2,
  ))
    expect(h).toBeCloseTo(2.5, 4);
  const [jump, delta] = [Float64Array.of(0, 0, 1, 1), 0.3];
  const at = Float64Array.of(-0.4, -0.1, 0, 0.2, 0.6);
  const found = slopeAt(Float64Array.of(-2, -1, 1, 2), jump, at, delta);
  at.forEach((z, i) => {
    const exact = Math.exp(-0.5 * (z / delta) ** 2) / (delta * Math.sqrt(2 * Math.PI));
    expect(Math.abs(found[i] - exact)).toBeLessThan(0.02 / (delta * Math.sqrt(2 * Math.PI)));
  });
  const u = centers.map((z) => Math.max(z, 0) ** 2);
  const fine = Float64Array.from({ length: 20_001 }, (_, i) => -6 + i * 6e-4);
  const area = slopeAt(centers, u, fine, 0.2).reduce((sum, h) => sum + h * 6e-4, 0);
  expect(area).toBeCloseTo(u.at(-1) as number, 2);
  expect(slopeAt(Float64Array.of(1), Float64Array.of(3), at, 0.1)).toEqual(new Float64Array(5));
});

/** A mixture by hand: u = a + bz, a constant s, and log-odds of ε that are a line. */
function byHand(z: Float64Array, y: Float64Array, law: Mixture["law"], outlying: number) {
  const [a, b, s, level, pace] = [0.2, 1.3, 0.4, -1.2, 0.6];
  const shareAt = (at: number): number => 1 / (1 + Math.exp(-level - pace * at));
  const logOf = (at: number, label: number): number => {
    const [share, r] = [shareAt(at), label - a - b * at];
    return Math.log(((1 - share) * law.density((r / s) ** 2)) / s + share * outlying);
  };
  // One row a bin, so that what is known at centers is known at rows; beyond the rows lines go on.
  const order = Int32Array.from(z.keys()).sort((i, j) => z[i] - z[j]);
  const pad = Float64Array.from({ length: 200 }, (_, k) => 0.02 * (k + 1));
  const ascending = order.map((i) => i);
  const low = z[order[0]];
  const high = z[order[order.length - 1]];
  const centers = Float64Array.from([
    ...[...pad].reverse().map((p) => low - p),
    ...[...ascending].map((i) => z[i]),
    ...[...pad].map((p) => high + p),
  ]);
  const binOf = new Int32Array(z.length);
  ascending.forEach((i, rank) => {
    binOf[i] = rank + pad.length;
  });
  const residuals = y.map((label, i) => label - a - b * z[i]);
  const sure = residuals.map((r, i) => {
    const share = shareAt(z[i]);
    const clean = ((1 - share) * law.density((r / s) ** 2)) / s;
    return clean / (clean + share * outlying);
  });
  const bins = { ...indexBins(z), count: centers.length, centers, binOf };
  const u = centers.map((at) => a + b * at);
  const mixture: Mixture = {
    bins,
    law,
    leastNoise: 1e-9,
    u,
    s,
    share: 0.2,
    shares: centers.map(shareAt),
    sure,
    residuals,
    logLikelihood: 0,
  };
  return { mixture, logOf };
}

test.each([normalLaw, studentT2])("the score is the slope of the log-likelihood in direction: $name", async (law) => {
  const n = 500;
  const x = normals(21, n * D);
  const w = unit(Float64Array.of(1, -0.5, 0.3));
  const rows = await rowsAsTheyAre(x, new Float64Array(n));
  const z = await rows.index(w);
  const y = normals(22, n).map((noise, i) => 0.2 + 1.3 * z[i] + noise);
  const { mixture, logOf } = byHand(z, y, law, 0.1);
  // Neighbors up to .3 apart far out, and a bandwidth of .5: the curve is a line to the digits that are asked for.
  const { scores } = scoresOf(
    z,
    mixture,
    { ...mixture, share: Float64Array.from(mixture.bins.binOf, (bin) => mixture.shares[bin]) },
    0.5,
    {},
  );
  const gradient = await rows.sum(scores);
  const step = normals(23, D);
  const at = (t: number): number => {
    const moved = addScaled(w, t, step);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += logOf(dot(row(x, D, i), moved), y[i]);
    return sum;
  };
  const rest = (t: number): number => Math.abs(at(t) - at(0) - t * dot(gradient, step));
  // What the first order leaves over falls as t²: by 4 each time t is halved. (A score that is wrong leaves t.)
  for (const t of [0.08, 0.04]) expect(Math.log2(rest(t) / rest(t / 2))).toBeCloseTo(2, 0);
  expect(rest(1e-4)).toBeLessThan(0.005 * Math.abs(1e-4 * dot(gradient, step)));
});

test("a step is the textbook's: the mean of x given z taken out, normal equations on the tangent space", async () => {
  const n = 240;
  const x = normals(31, n * D).map((v, k) => (k % D === 1 ? v * v : v));
  const w = unit(Float64Array.of(0.6, 0.2, -0.7));
  const rows = await rowsAsTheyAre(x, new Float64Array(n));
  const z = await rows.index(w);
  const bins = indexBins(z, 12);
  expect(bins.count).toBeLessThan(40);
  const a = normals(32, n).map((v) => v * v);
  const b = normals(33, n);
  const [prior, ridge] = [0.3, 1e-3];

  const total = a.reduce((sum, v) => sum + v, 0);
  const centered = new Float64Array(n * D);
  for (let k = 0; k < bins.count; k++) {
    const inside = [...bins.binOf.keys()].filter((i) => bins.binOf[i] === k);
    const mass = inside.reduce((sum, i) => sum + a[i], 0);
    const own = mass / (mass + (prior * total) / bins.count);
    for (let j = 0; j < D; j++) {
      const mean = inside.reduce((sum, i) => sum + a[i] * (own * x[i * D + j] + (1 - own) * z[i] * w[j]), 0) / mass;
      for (const i of inside) centered[i * D + j] = x[i * D + j] - mean;
    }
  }
  // An orthonormal basis of the tangent space at w, two vectors.
  const first = unit(Float64Array.of(w[1], -w[0], 0));
  const second = Float64Array.of(
    w[1] * first[2] - w[2] * first[1],
    w[2] * first[0] - w[0] * first[2],
    w[0] * first[1] - w[1] * first[0],
  );
  const basis = [first, second];
  const along = basis.map((q) => Float64Array.from({ length: n }, (_, i) => dot(row(centered, D, i), q)));
  const sum = (f: (i: number) => number): number => a.reduce((total_, _, i) => total_ + f(i), 0);
  const [h11, h12, h22] = [
    sum((i) => a[i] * along[0][i] ** 2),
    sum((i) => a[i] * along[0][i] * along[1][i]),
    sum((i) => a[i] * along[1][i] ** 2),
  ];
  const [g1, g2] = along.map((t) => sum((i) => b[i] * t[i]));
  const more = ridge * sum((i) => a[i]);
  const determinant = (h11 + more) * (h22 + more) - h12 * h12;
  const c1 = ((h22 + more) * g1 - h12 * g2) / determinant;
  const c2 = ((h11 + more) * g2 - h12 * g1) / determinant;
  const expected = addScaled(addScaled(new Float64Array(D), c1, first), c2, second);

  const found = await scoringStep(rows, w, bins, { information: a, scores: b }, { longest: Infinity, ridge });
  // What is left of the system is at most 1e-3 of g; the step is off by that over the least eigenvalue.
  const least = (h11 + h22) / 2 + more - Math.hypot((h11 - h22) / 2, h12);
  const off = (1e-3 * Math.hypot(g1, g2)) / least;
  expect(off).toBeLessThan(0.01 * Math.hypot(...expected));
  expect(Math.abs(found.length - Math.hypot(...expected))).toBeLessThan(off);
  const there = unit(addScaled(w, 1, expected));
  expect(Math.hypot(...addScaled(found.w, -1, there))).toBeLessThan(off);

  const short = await scoringStep(rows, w, bins, { information: a, scores: b }, { longest: 0.01, ridge });
  expect(Math.acos(dot(short.w, w))).toBeCloseTo(Math.atan(0.01), 6);
});

test("where nothing tells, the direction stays", async () => {
  const rows = await rowsAsTheyAre(normals(41, 60), normals(42, 20));
  const w = unit(Float64Array.of(1, 2, 3));
  const z = await rows.index(w);
  const none = new Float64Array(20);
  const still = await scoringStep(rows, w, indexBins(z), { information: none, scores: none });
  expect(still.length).toBe(0);
  for (let j = 0; j < D; j++) expect(still.w[j]).toBeCloseTo(w[j], 15);
  const one = await rowsAsTheyAre(normals(43, 20), normals(44, 20), 1);
  const only = await scoringStep(one, Float64Array.of(1), indexBins(normals(43, 20)), {
    information: none.map(() => 1),
    scores: none.map(() => 1),
  });
  expect(only.w).toEqual(Float64Array.of(1));
});

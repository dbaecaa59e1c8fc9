/** What the papers say of their learners, as far as a test can hold it: exact where it is exact, else with its standard error. */
import { describe, expect, test } from "vitest";
import { learners } from "../../src/learners/index.ts";
import { hermite } from "../../src/math/hermite.ts";
import { thinSvd } from "../../src/math/linear.ts";
import { normalDensity, normalDistribution } from "../../src/math/normal.ts";
import { RandomStream } from "../../src/math/random.ts";
import { addScaled, angle, degrees, dot, norm, scaled, unit } from "../../src/math/vectors.ts";
import type { KnownLink } from "../../src/method/field.ts";
import { augmented } from "../../src/method/fields/augmented.ts";
import { reflected } from "../../src/method/fields/reflected.ts";
import { scoredChow } from "../../src/method/fields/scoredPlugIn.ts";
import { smoothed } from "../../src/method/fields/smoothed.ts";
import { smoothedCorrelation } from "../../src/method/fields/smoothedCorrelation.ts";
import { surrogate } from "../../src/method/fields/surrogate.ts";
import { euclidean } from "../../src/method/geometries/euclidean.ts";
import { unfolded } from "../../src/method/initializers/unfolded.ts";
import { journey } from "../../src/method/iterate.ts";
import type { Knowledge } from "../../src/method/judge.ts";
import { omnipredict } from "../../src/method/omnipredict.ts";
import { unwhitened } from "../../src/method/whiten.ts";
import { designOf, normals, passOver, row } from "../fixtures/rows.ts";
import { trialOver } from "../fixtures/trial.ts";

const RELU: KnownLink = { link: { name: "relu", parameters: { bias: 0 } }, scale: 1, shift: 0 };
const TOLD = (name: string, parameters = {}): Knowledge => ({
  link: { name, parameters },
  intercept: false,
  fixed: true,
});
const UNKNOWN: Knowledge = { intercept: true, fixed: false };
const frameOf = (x: Float64Array, y: Float64Array, d: number) => ({
  pass: passOver(designOf(x, y, d)),
  whitening: unwhitened(d),
});
const indexOf = (x: Float64Array, w: Float64Array): Float64Array =>
  Float64Array.from({ length: x.length / w.length }, (_, i) => dot(row(x, w.length, i), w));

describe("sharpness", () => {
  const [n, d] = [300, 3];
  const half = normals(1, n * d);
  // x and −x alike, whatever the law: here each column is cubed, so that it is nowhere near normal.
  const x = Float64Array.from([...half, ...scaled(half, -1)], (value) => value * value * value);
  const target = Float64Array.of(1, -2, 0.5);

  test("of ReLU on rows as likely as their opposites is ½ exactly: g·(w − w*) = ½ (w − w*)ᵀ E[xxᵀ] (w − w*)", async () => {
    const labels = indexOf(x, target).map((z) => Math.max(z, 0));
    for (const seed of [2, 3, 4]) {
      const w = scaled(normals(seed, d), 2);
      const away = addScaled(w, -1, target);
      const g = await surrogate()(RELU).at(w, 0, frameOf(x, labels, d));
      const square = dot(indexOf(x, away), indexOf(x, away)) / (2 * n);
      expect(dot(g, away) / square).toBeCloseTo(0.5, 12);
    }
  });

  test("on Gaussian rows every fixed point is 2 E[yx], whatever an adversary does to the labels", async () => {
    const [rows, features] = [20_000, 4];
    const gaussian = normals(5, rows * features);
    const z = indexOf(gaussian, unit(Float64Array.of(1, 1, 1, 1)));
    const y = z.map((value, i) => (gaussian[i * features] > 1 ? -3 : Math.max(value, 0)));
    const trial = trialOver(designOf(gaussian, y, features), TOLD("relu", { bias: 0 }));
    const { w, known } = await learners.sharpness().learn(trial);
    const chow = new Float64Array(features);
    const fit = 0.75 * rows;
    for (let i = 0; i < fit; i++)
      for (let j = 0; j < features; j++) chow[j] += (y[i] * gaussian[i * features + j]) / fit;
    // Both are means over 15 000 rows of terms of deviation about 2: standard errors of .016 a column.
    expect(norm(addScaled(scaled(w, known?.scale ?? 0), -2, chow))).toBeLessThan(0.08);
    expect(degrees(angle(w, unit(Float64Array.of(1, 1, 1, 1))))).toBeGreaterThan(20);
  });

  test("fresh rows, clipped labels and a ball are what they say", async () => {
    const design = designOf(normals(6, 4000 * d), new Float64Array(4000), d);
    const y = indexOf(design.x, target).map((z, i) => (i % 100 === 0 ? 1e4 : Math.max(z, 0)));
    const trial = trialOver({ ...design, y }, TOLD("relu", { bias: 0 }));
    const away = async (values: object): Promise<number> => {
      const { w, known } = await learners.sharpness(values).learn(trial);
      return norm(addScaled(scaled(w, known?.scale ?? 0), -1, target));
    };
    // One label in a hundred is 10⁴: E[yx] is off by some 10⁴ · 2 · .1 · √(d/3000) a column.
    expect(await away({})).toBeGreaterThan(5);
    expect(await away({ clip: 0.98 })).toBeLessThan(0.2);
    expect(await away({ clip: 0.98, batch: 300, steps: 60 })).toBeLessThan(0.5);
    const { known } = await learners.sharpness({ radius: 0.7 }).learn(trial);
    expect(known?.scale).toBeCloseTo(0.7, 12);
  });
});

test("Soltanolkotabi's descent: clean Gaussian rows, the error shrinks to less than .45 of itself a step, five steps long", async () => {
  const [n, d] = [4000, 50];
  const x = normals(7, n * d);
  const target = unit(normals(8, d));
  const y = indexOf(x, target).map((z) => Math.max(z, 0));
  const iterates = await journey({
    field: reflected()(RELU),
    geometry: euclidean(),
    schedule: { name: "test", at: (t) => (t < 6 ? { phi: 0, step: () => (t === 0 ? 2 : 1) } : null) },
    start: new Float64Array(d),
    ...frameOf(x, y, d),
  });
  const errors = iterates.map(({ w }) => norm(addScaled(w, -1, target)));
  // .151 after one step (spec, other rows): √(d/n) times the deviation 1.3 of 2y − z about.
  expect(errors[1]).toBeGreaterThan(0.1);
  expect(errors[1]).toBeLessThan(0.2);
  for (let t = 1; t < 6; t++) expect(errors[t + 1] / errors[t]).toBeLessThan(0.45);
});

describe("starts from Hermite tensors are those of the dense tensor", () => {
  const d = 4;
  const n = 3000;
  const x = normals(9, n * d);
  const target = unit(Float64Array.of(1, -1, 2, 0.5));
  const noise = normals(10, n);

  /** E[y He_k(x)] for the k-fold index, d^k entries: products of Hermite polynomials of single columns. */
  function dense(y: Float64Array, k: number): Float64Array {
    const factorial = [1, 1, 2, 6, 24];
    return Float64Array.from({ length: d ** k }, (_, at) => {
      const counts = Array.from({ length: d }, () => 0);
      for (let rest = at, j = 0; j < k; j++, rest = Math.floor(rest / d)) counts[rest % d] += 1;
      // Unnormalized polynomials multiply; ours carry 1/√(k!) each, and the whole tensor 1/√(k!).
      const size = counts.reduce(
        (product, count) => product * Math.sqrt(factorial[count]),
        1 / Math.sqrt(factorial[k]),
      );
      let sum = 0;
      for (let i = 0; i < n; i++) {
        let product = y[i] * size;
        for (let j = 0; j < d; j++) product *= hermite(counts[j], x[i * d + j]);
        sum += product / n;
      }
      return sum;
    });
  }

  test.each([1, 2, 3, 4])("k = %i", async (k) => {
    const y = indexOf(x, target).map((z, i) => hermite(k, z) + 0.3 * noise[i]);
    const l = Math.max(1, Math.floor(k / 2));
    const { u, s } = thinSvd(dense(y, k), d ** l, d ** (k - l));
    const top = Float64Array.from({ length: d ** l }, (_, j) => u[j * s.length]);
    const inner = thinSvd(top, d, d ** (l - 1));
    const expected = l === 1 ? top : Float64Array.from({ length: d }, (_, j) => inner.u[j * inner.s.length]);
    const [start, opposite] = await unfolded({ degree: k }).starts({
      ...frameOf(x, y, d),
      sortedLabels: y,
      stream: new RandomStream(1),
    });
    expect(Math.abs(dot(start, unit(expected)))).toBeCloseTo(1, 9);
    expect(addScaled(start, 1, opposite)).toEqual(new Float64Array(d));
    expect(Math.abs(dot(start, target))).toBeGreaterThan(0.9);
  });
});

test.each([2, 3, 4])("gaussianSim finds a neuron of information exponent %i among corrupted labels", async (k) => {
  const [n, d] = [16_000, 8];
  const x = normals(11, n * d);
  const target = unit(normals(12, d));
  const other = indexOf(x, unit(normals(13, d)));
  const y = indexOf(x, target).map((z, i) => hermite(k, i % 20 === 0 ? other[i] : z));
  const { w } = await learners.gaussianSim().learn(trialOver(designOf(x, y, d), TOLD("hermite", { degree: k })));
  // Half a turn is no difference where the link is even. Measured 2.0°, 3.6° and 6.4°; no start is nearer than 60° by chance.
  const away = degrees(angle(w, target));
  expect(k % 2 === 0 ? Math.min(away, 180 - away) : away).toBeLessThan(12);
});

describe("the smoothed landscape", () => {
  const [n, d] = [40, 5];
  const x = normals(14, n * d);
  const y = normals(15, n);
  const known: KnownLink = { link: { name: "hermite", parameters: { degree: 3 } }, scale: 1, shift: 0 };
  const w = unit(normals(16, d));
  const spread = 0.8;

  test("is the average over directions: field and value against drawn ones", async () => {
    const g = await smoothedCorrelation({ spread })(known).at(w, 0, frameOf(x, y, d));
    expect(dot(g, w)).toBeCloseTo(0, 12);
    // Along v ⊥ w, L((w + λu)/√(1 + λ²)) over 20 000 u, drawn alike at w ± hv turned with it.
    const v = unit(addScaled(normals(17, d), -dot(normals(17, d), w), w));
    const stream = new RandomStream(18);
    const h = 1e-4;
    let slope = 0;
    let squares = 0;
    const draws = 20_000;
    for (let k = 0; k < draws; k++) {
      const raw = stream.normals(d);
      const u = unit(addScaled(raw, -dot(raw, w), w));
      const at = (t: number): number => {
        // The turn in the plane of w and v that takes w to its neighbor.
        const [c, s] = [Math.cos(t), Math.sin(t)];
        const [uw, uv] = [dot(u, w), dot(u, v)];
        const turned = addScaled(addScaled(u, c * uw - s * uv - uw, w), s * uw + c * uv - uv, v);
        const there = addScaled(scaled(w, c), s, v);
        const point = scaled(addScaled(there, spread, turned), 1 / Math.sqrt(1 + spread * spread));
        return indexOf(x, point).reduce((sum, z, i) => sum - (y[i] * hermite(3, z)) / n, 0);
      };
      const difference = (at(h) - at(-h)) / (2 * h);
      slope += difference / draws;
      squares += (difference * difference) / draws;
    }
    const error = Math.sqrt((squares - slope * slope) / draws);
    expect(Math.abs(dot(g, v) - slope)).toBeLessThan(4 * error);
    expect(Math.abs(slope)).toBeGreaterThan(8 * error);
  });
});

test("drawn noise estimates the smoothed field along the tangent, ten times the copies at a tenth of the variance", async () => {
  const [n, d] = [2000, 4];
  const x = normals(19, n * d);
  const target = unit(normals(20, d));
  const y = indexOf(x, target).map((z) => Math.max(z - 1, 0));
  const known: KnownLink = { link: { name: "relu", parameters: { bias: -1 } }, scale: 1, shift: 0 };
  const w = unit(addScaled(target, 0.6, normals(21, d)));
  const frame = frameOf(x, y, d);
  const tangent = (g: Float64Array) => addScaled(g, -dot(g, w), w);
  // Without T_ρσ in it: it changes no mean, but these are the same rows.
  const closed = tangent(await smoothed()(known).at(w, 0.4, frameOf(x, y, d)));
  const plain = tangent(await smoothed()(known).at(w, 0.4, frameOf(x, new Float64Array(n), d)));
  const exact = addScaled(closed, -1, plain);
  const away = async (copies: number): Promise<number> => {
    let sum = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const g = tangent(await augmented({ copies, seed })(known).at(w, 0.4, frame));
      sum += norm(addScaled(g, -1, exact)) ** 2 / 20;
    }
    return sum;
  };
  const [few, many] = [await away(2), await away(20)];
  expect(Math.sqrt(many)).toBeLessThan(0.15 * norm(exact));
  // χ² of 20 seeds by 3 columns, twice: the ratio 10 within a factor of 2.
  expect(few / many).toBeGreaterThan(5);
  expect(few / many).toBeLessThan(20);
});

describe("monotoneGlm, as the paper has it", () => {
  const [n, d] = [2000, 4];
  const x = normals(22, n * d);
  const target = unit(normals(23, d));
  const y = indexOf(x, target).map((z, i) => Math.max(z - 1, 0) + (i % 25 === 0 ? 1 : 0));
  const trial = trialOver(designOf(x, y, d), TOLD("relu", { bias: -1 }));

  test("its schedule ends where ours does; drawn noise and fresh rows nearly so", async () => {
    const { w } = await learners.monotoneGlm().learn(trial);
    const there = async (values: object): Promise<number> =>
      degrees(angle((await learners.monotoneGlm(values).learn(trial)).w, w));
    // Steps end at φ/4 = .005, a third of a degree; each takes the best of its own iterates on 500 rows.
    expect(await there({ theory: 1 })).toBeLessThan(0.7);
    expect(await there({ copies: 10 })).toBeLessThan(2.5);
    expect(await there({ theory: 1, batch: 500 })).toBeLessThan(2.5);
    expect(degrees(angle(w, target))).toBeLessThan(2.5);
  });
});

test("an omnipredictor that has converged is multiaccurate and calibrated", async () => {
  const [n, d] = [3000, 5];
  const x = normals(24, n * d);
  const y = indexOf(x, unit(normals(25, d))).map((z) => normalDistribution(2 * z));
  const frame = frameOf(x, y, d);
  const { predictions, multiaccuracy, calibration, stop } = await omnipredict(frame, { tolerance: 0.02, rounds: 2000 });
  expect(stop).toBe("converged");
  expect(Math.max(multiaccuracy, calibration)).toBeLessThanOrEqual(0.02);
  const range = Math.max(...y) - Math.min(...y);
  for (let j = 0; j < d; j++) {
    const covariance = predictions.reduce((sum, p, i) => sum + ((y[i] - p) * x[i * d + j]) / n, 0);
    expect(Math.abs(covariance)).toBeLessThanOrEqual(0.02 * range + 1e-12);
  }
  const loss = predictions.reduce((sum, p, i) => sum + (y[i] - p) ** 2 / n, 0);
  const mean = y.reduce((sum, value) => sum + value / n, 0);
  const variance = y.reduce((sum, value) => sum + (value - mean) ** 2 / n, 0);
  expect(loss).toBeLessThan(0.1 * variance);
});

describe("corrupted labels that each was made for", () => {
  const [n, d] = [12_000, 10];
  const x = normals(26, n * d);
  const target = unit(normals(27, d));
  const z = indexOf(x, target);
  const decoy = unit(addScaled(normals(28, d), -dot(normals(28, d), target), target));
  const decoyIndex = indexOf(x, decoy);
  const away = async (name: keyof typeof learners, values: object, y: Float64Array, knowledge: Knowledge) =>
    degrees(angle((await learners[name](values).learn(trialOver(designOf(x, y, d), knowledge))).w, target));

  test("biasedRelu finds a strongly biased ReLU that a linear decoy hides from descent on the square loss", async () => {
    // a² = .2 Var ReLU(z − 2.5).
    const y = z.map((value, i) => Math.max(value - 2.5, 0) + 0.0179 * decoyIndex[i]);
    const relu = TOLD("relu", { bias: -2.5 });
    expect(await away("biasedRelu", {}, y, UNKNOWN)).toBeLessThan(8);
    expect(await away("leastSquares", {}, y, relu)).toBeGreaterThan(30);
  });

  test("halfspace stays with the border when a tenth of one side's labels are flipped where a decoy says", async () => {
    const flipped = (threshold: number) =>
      z.map((value, i) => Number(value >= threshold !== (decoyIndex[i] > 1.8 && value > threshold)));
    expect(await away("halfspace", {}, flipped(1), UNKNOWN)).toBeLessThan(3);
    expect(await away("halfspace", { homogeneous: 1 }, flipped(0), UNKNOWN)).toBeLessThan(3);
  });

  test("huber does not mind labels that are far off, which OLS does", async () => {
    const y = z.map((value, i) => value + 0.1 * decoyIndex[(i + 1) % n] + (decoyIndex[i] > 1.5 ? 20 : 0));
    expect(await away("huber", {}, y, UNKNOWN)).toBeLessThan(15);
    expect(await away("ols", {}, y, UNKNOWN)).toBeGreaterThan(60);
  });

  test("dgkks chooses the iterate whose held-out field is shortest", async () => {
    const y = z.map((value) => Math.max(value, 0));
    expect(await away("dgkks", {}, y, TOLD("relu", { bias: 0 }))).toBeLessThan(0.1);
  });
});

test("with the score of a Laplace law in place of x the Chow vector is w*, by parts; with x it is not", async () => {
  const [n, d] = [20_000, 5];
  const stream = new RandomStream(30);
  const x = Float64Array.from({ length: n * d }, () => {
    const u = stream.uniform() - 0.5;
    return (-Math.sign(u) * Math.log(1 - 2 * Math.abs(u))) / Math.SQRT2;
  });
  const target = unit(Float64Array.of(4, 2, 1, 0.5, 0.25));
  const y = indexOf(x, target).map((z) => Math.max(z - 1.28, 0));
  const frame = frameOf(x, y, d);
  const away = async (law: number) => degrees(angle(await scoredChow(frame, law, 5), target));
  // 10° is no noise: it is what the law of x makes of a link that bends. By parts 1°, √(d/n) times the score's deviation.
  expect(await away(0)).toBeGreaterThan(6);
  expect(await away(1)).toBeLessThan(3);
});

/**
 * Coarse learners are as far off as their theory says, κ/√n in each of the d − 1 directions across w*, and no farther: the
 * mean square over all is κ²/n times a χ² of as many degrees of freedom, of relative deviation √(2/df).
 */
describe("coarse learners are as coarse as they say: (z + .3)₊ and noise of deviation .15", () => {
  const [n, d, bias, deviation] = [1500, 40, 0.3, 0.15];
  const SEEDS = [1, 2, 3, 4];
  // By the normal law: E of the slope, which is that of its square, and Var (z + .3)₊.
  const slope = normalDistribution(bias);
  const mean = bias * slope + normalDensity(bias);
  const variance = (1 + bias ** 2) * slope + bias * normalDensity(bias) - mean ** 2;

  function sampleOf(seed: number) {
    const rows = (4 * n) / 3; // a quarter is held out
    const x = normals(40 + seed, rows * d);
    const target = unit(normals(50 + seed, d));
    const noise = normals(60 + seed, rows);
    const z = indexOf(x, target);
    return { x, z, y: z.map((value, i) => Math.max(value + bias, 0) + deviation * noise[i]), target };
  }

  /** λ = Var E[z | slice] of ten slices of the labels. */
  function slicedVariance({ y, z }: ReturnType<typeof sampleOf>): number {
    const order = Array.from(y.keys()).sort((i, k) => y[i] - y[k]);
    const size = order.length / 10;
    const means = Array.from({ length: 10 }, (_, h) =>
      order.slice(Math.round(h * size), Math.round((h + 1) * size)).reduce((sum, i) => sum + z[i] / size, 0),
    );
    return means.reduce((sum, mean) => sum + mean ** 2 / 10, 0);
  }

  test.each([
    ["ols", () => Math.sqrt(variance - slope ** 2 + deviation ** 2) / slope],
    ["gaussianSim", () => Math.sqrt(variance + deviation ** 2) / slope],
    ["slicedInverseRegression", () => 1 / Math.sqrt(slicedVariance(sampleOf(1)))],
  ] as const)("%s", async (name, kappa) => {
    let ratio = 0;
    for (const seed of SEEDS) {
      const { x, y, target } = sampleOf(seed);
      const knowledge = name === "gaussianSim" ? TOLD("relu", { bias }) : UNKNOWN;
      const { w } = await learners[name]().learn(trialOver(designOf(x, y, d), knowledge));
      ratio += (Math.tan(angle(w, target)) ** 2 * n) / (kappa() ** 2 * (d - 1)) / SEEDS.length;
    }
    const df = SEEDS.length * (d - 1);
    expect(Math.abs(ratio - 1)).toBeLessThan(3 * Math.sqrt(2 / df));
    // More than three times what the best fit has, by which the contract measures, or near it.
    expect(kappa() / (deviation / Math.sqrt(slope))).toBeGreaterThan(2.7);
  });
});

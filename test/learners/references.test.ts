/**
 * Means over seeds against references in NumPy, frozen by scripts/freeze/{regression,kksk,tensors}.py: other rows of the same
 * law, and so equal within three standard errors of both. One seed here; all twenty of the references' with
 *
 *     SEEDS=20 npx vitest run test/learners/references.test.ts
 */
import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { learners } from "../../src/learners/index.ts";
import { lipschitzIsotonic, type Polyline } from "../../src/math/boundedIsotonic.ts";
import { hermite } from "../../src/math/hermite.ts";
import { RandomStream } from "../../src/math/random.ts";
import { angle, degrees, dot, norm, scaled, unit } from "../../src/math/vectors.ts";
import type { FieldOf } from "../../src/method/field.ts";
import { NO_LINK } from "../../src/method/field.ts";
import { bestFit, valueAt } from "../../src/method/fields/anchoredSurrogate.ts";
import { fittedSurrogate } from "../../src/method/fields/fittedSurrogate.ts";
import { hermiteDegree } from "../../src/method/fields/hermiteDegree.ts";
import { squareLoss } from "../../src/method/fields/squareLoss.ts";
import { surrogate } from "../../src/method/fields/surrogate.ts";
import { euclidean } from "../../src/method/geometries/euclidean.ts";
import { sphere } from "../../src/method/geometries/sphere.ts";
import { unfolded } from "../../src/method/initializers/unfolded.ts";
import { journey } from "../../src/method/iterate.ts";
import { constant } from "../../src/method/schedules/constant.ts";
import { unwhitened } from "../../src/method/whiten.ts";
import { designOf, passOver, row } from "../fixtures/rows.ts";
import { trialOver } from "../fixtures/trial.ts";

interface Mean {
  readonly mean: number;
  readonly error: number;
}

const golden = (name: string) => JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), "utf8"));
const SEEDS = Number(process.env.SEEDS ?? 1);
vi.setConfig({ testTimeout: 60_000 * SEEDS });

/** The mean of some values is that of a reference over `seeds` others. */
function expectMean(values: readonly number[], { mean, error }: Mean, seeds: number): void {
  const ours = values.reduce((sum, value) => sum + value / values.length, 0);
  const both = Math.sqrt((error * error * seeds) / values.length + error * error);
  expect(Math.abs(ours - mean), `${ours} for ${mean} ± ${both}`).toBeLessThan(3 * both);
}

const frameOf = (x: Float64Array, y: Float64Array, d: number) => ({
  pass: passOver(designOf(x, y, d)),
  whitening: unwhitened(d),
});
const indexOf = (x: Float64Array, w: Float64Array): Float64Array =>
  Float64Array.from({ length: x.length / w.length }, (_, i) => dot(row(x, w.length, i), w));
const meanSquare = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + (value - b[i]) ** 2 / a.length, 0);

/** Straight between knots, level beyond. */
const interpolated = (curve: Polyline, z: Float64Array): Float64Array => z.map((value) => valueAt(curve, value, 0));

/** Steps of one size from 0; the iterate whose own curve is best on the held-out rows, and that curve. */
async function bestAlong(
  lipschitz: number,
  rows: { readonly x: Float64Array; readonly y: Float64Array },
  held: { readonly x: Float64Array; readonly y: Float64Array },
  d: number,
  steps: number,
): Promise<{ w: Float64Array; curve: Polyline }> {
  const iterates = await journey({
    field: fittedSurrogate({ lipschitz })(NO_LINK),
    geometry: euclidean(),
    schedule: constant({ steps }),
    start: new Float64Array(d),
    ...frameOf(rows.x, rows.y, d),
  });
  let best = { loss: Infinity, w: new Float64Array(d) as Float64Array, curve: { knots: held.y, values: held.y } };
  for (const { w } of iterates.slice(1)) {
    const curve = lipschitzIsotonic(indexOf(rows.x, w), rows.y, lipschitz);
    const loss = meanSquare(interpolated(curve, indexOf(held.x, w)), held.y);
    if (loss < best.loss) best = { loss, w, curve };
  }
  return best;
}

describe("corrupted ReLUs (spec of the baselines, 2.7)", () => {
  const { n, d, seeds, table } = golden("regression") as {
    n: number;
    d: number;
    seeds: number;
    table: { x: string; noise: string; learners: Record<string, Mean> }[];
  };
  const TEST_ROWS = 50_000;

  function drawn(stream: RandomStream, count: number, law: string, noise: string) {
    const one = (): number => {
      if (law === "gauss") return stream.normal();
      if (law === "laplace") return (stream.uniform() < 0.5 ? -1 : 1) * -Math.log(1 - stream.uniform()) * Math.SQRT1_2;
      const squares = Array.from({ length: 5 }, () => stream.normal() ** 2).reduce((a, b) => a + b, 0);
      return (stream.normal() / Math.sqrt(squares / 5)) * Math.sqrt(3 / 5);
    };
    const x = Float64Array.from({ length: count * d }, one);
    const y = Float64Array.from({ length: count }, (_, i) => {
      const [first, second] = [x[i * d], x[i * d + 1]];
      if (noise === "flipneg" && first < -1.2) return 1.5;
      if (noise === "killtop" && first > 1.2) return 0;
      if (noise === "corr" && second > 1.5) return -2;
      return Math.max(first, 0);
    });
    return { x, y };
  }

  const known = { link: { name: "relu", parameters: { bias: 0 } }, scale: 1, shift: 0 };
  const behind = Float64Array.from({ length: d }, (_, j) => (j === 0 ? -1 : 0));
  const relu = (z: Float64Array) => z.map((value) => Math.max(value, 0));

  test.each(table)("$x, $noise", async ({ x: law, noise, learners: expected }) => {
    const losses: Record<string, number[]> = {};
    for (let seed = 1; seed <= SEEDS; seed++) {
      const stream = new RandomStream(seed);
      const all = drawn(stream, n, law, noise);
      const tests = drawn(stream, TEST_ROWS, law, noise);
      const fit = 0.8 * n;
      const rows = { x: all.x.subarray(0, fit * d), y: all.y.subarray(0, fit) };
      const held = { x: all.x.subarray(fit * d), y: all.y.subarray(fit) };
      const put = (name: string, predicted: Float64Array) => {
        losses[name] = [...(losses[name] ?? []), meanSquare(predicted, tests.y)];
      };
      const end = async (fieldOf: FieldOf, size: number, steps: number, start: Float64Array) => {
        const parts = { field: fieldOf(known), geometry: euclidean(), schedule: constant({ size, steps }), start };
        const iterates = await journey({ ...parts, ...frameOf(all.x, all.y, d) });
        return relu(indexOf(tests.x, iterates[iterates.length - 1].w));
      };
      put("surrogate", await end(surrogate(), 1, 200, new Float64Array(d)));
      put("fromZero", await end(squareLoss(), 0.2, 600, new Float64Array(d)));
      put("fromBehind", await end(squareLoss(), 0.2, 600, behind));
      for (const [name, slope] of [
        ["isotron", Infinity],
        ["lipschitz", 1],
      ] as const) {
        const { w, curve } = await bestAlong(slope, rows, held, d, 60);
        put(name, interpolated(curve, indexOf(tests.x, w)));
      }
      const trial = { ...trialOver(designOf(all.x, all.y, d), { intercept: true, fixed: false }) };
      const [train, heldOut] = [frameOf(rows.x, rows.y, d).pass, frameOf(held.x, held.y, d).pass];
      const found = await learners.alignmentSharpness().learn({ ...trial, train, bench: { train, heldOut } });
      const fits = [0.25, 0.5, 1, 2].map((size) => {
        const w = scaled(found.w, size);
        const curve = bestFit(indexOf(rows.x, w), rows.y, [0.5, 2]);
        const predict = (x: Float64Array) => indexOf(x, w).map((z) => valueAt(curve, z, 0.5));
        return { predict, loss: meanSquare(predict(held.x), held.y) };
      });
      put("alignment", fits.reduce((a, b) => (b.loss < a.loss ? b : a)).predict(tests.x));
    }
    for (const [name, reference] of Object.entries(expected)) expectMean(losses[name], reference, seeds);
  });
});

describe("the synthetic experiment of KakadeKSK2011", () => {
  const { seeds, isotron, lipschitz } = golden("kksk") as { seeds: number; isotron: Mean; lipschitz: Mean };
  const [n, fit, d] = [600, 540, 400];

  function drawn(seed: number) {
    const stream = new RandomStream(seed);
    const x = new Float64Array(n * d);
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      x[i * d] = stream.below(3) - 1;
      x[i * d + 1 + stream.below(d - 1)] = 1;
      y[i] = Number(stream.uniform() < (1 + x[i * d]) / 2);
    }
    const part = (from: number, to: number) => ({ x: x.subarray(from * d, to * d), y: y.subarray(from, to) });
    return { rows: part(0, fit), held: part(fit, n) };
  }

  test.each([
    ["isotron", Infinity, isotron],
    ["lipschitz", 1, lipschitz],
  ] as const)("%s", async (_, slope, reference) => {
    const errors: number[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { rows, held } = drawn(seed);
      const { w, curve } = await bestAlong(slope, rows, held, d, 300);
      let excess = 0;
      for (const first of [-1, 0, 1]) {
        const z = w.slice(1).map((weight) => weight + first * w[0]);
        excess += interpolated(curve, z).reduce((sum, p) => sum + (p - (1 + first) / 2) ** 2 / z.length, 0) / 3;
      }
      errors.push(excess / 0.25 + 1 / 3);
    }
    expectMean(errors, reference, seeds);
  });
});

describe("starts from Hermite tensors, and where they lead", () => {
  const { seeds, cases } = golden("tensors") as {
    seeds: number;
    cases: { k: number; d: number; n: number; start: Mean; end: Mean }[];
  };

  test.each(cases)("k = $k, d = $d, n = $n", async ({ k, d, n, start, end }) => {
    const overlaps: number[] = [];
    const ends: number[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const stream = new RandomStream(seed);
      const [target, other] = [unit(stream.normals(d)), unit(stream.normals(d))];
      const x = stream.normals(n * d);
      const wrong = indexOf(x, other);
      const y = indexOf(x, target).map((z, i) => {
        const label = hermite(k, z) + 0.3 * stream.normal();
        return stream.uniform() < 0.05 ? hermite(k, wrong[i]) : label;
      });
      const frame = frameOf(x, y, d);
      const [plus, minus] = await unfolded({ degree: k }).starts({ ...frame, sortedLabels: y, stream });
      overlaps.push(Math.abs(dot(plus, target)));
      const correlation = (w: Float64Array) => indexOf(x, w).reduce((sum, z, i) => sum + (y[i] * hermite(k, z)) / n, 0);
      const from = correlation(plus) < 0 && k % 2 === 1 ? minus : plus;
      const c = Math.max(Math.abs(correlation(from)), 0.05);
      const iterates = await journey({
        field: hermiteDegree({ degree: k, coefficient: c })(NO_LINK),
        geometry: sphere(),
        schedule: constant({ size: 1 / (2 * Math.E * k * c * c), steps: 40 }),
        start: from,
        ...frame,
      });
      const away = degrees(angle(iterates[iterates.length - 1].w, target));
      ends.push(Math.min(away, 180 - away));
      expect(norm(plus)).toBeCloseTo(1, 12);
    }
    expectMean(overlaps, start, seeds);
    expectMean(ends, end, seeds);
  });
});

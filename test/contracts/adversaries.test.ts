/** Every adversary of the catalogue keeps the budget it declares, and nothing but its stream decides what it does. */
import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { angle, degrees } from "../../src/math/vectors.ts";
import { adversaries } from "../../src/problem/adversaries/index.ts";
import type { CleanSample, Responses } from "../../src/problem/adversary.ts";
import { probit } from "../../src/problem/links/probit.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { marginals } from "../../src/problem/marginals/index.ts";
import { randomDistance } from "../../src/problem/rows.ts";
import { type Sample, type SampleOptions, synthetic } from "../../src/problem/sample.ts";

const n = 3001;
const budgets = [0.003, 0.1, 0.25, 0.49];
const draw = (
  adversary: string,
  responses: Responses,
  budget: number,
  seed: number,
  more: Partial<SampleOptions> = {},
): Sample =>
  synthetic({
    link: responses === "binary" ? probit() : relu(),
    marginal: marginals.gaussian(),
    adversary: adversaries[adversary](),
    budget,
    rows: n,
    features: 5,
    seed,
    responses,
    noise: responses === "binary" ? 0 : 0.1,
    ...more,
  });

/** What an adversary is given, before any of it is corrupted. */
const cleanSample = (responses: Responses): CleanSample => {
  const link = responses === "binary" ? probit() : relu();
  const { clean, ...sample } = draw("topZeroed", responses, 0, 1);
  const decoyIndex = Float64Array.from(clean, (_, i) => indexOf(sample, sample.decoy, i));
  return { ...sample, y: clean, link, responses, decoyIndex };
};

const indexOf = ({ x, d }: { x: Float64Array; d: number }, w: Float64Array, i: number): number =>
  w.reduce((sum, weight, j) => sum + weight * x[i * d + j], 0);

/** Those that toss coins, so that another stream does something else. */
const tossing: readonly (readonly [string, Responses])[] = [
  ["randomOutliers", "real"],
  ["labelFlips", "real"],
  ["labelFlips", "binary"],
  ["decoyRegion", "binary"],
  ["massart", "binary"],
  ["heavyTails", "real"],
  ["permutedLabels", "real"],
];

/** Those that change every label they spend budget on, so that the count of changed labels is the budget. */
const spendsAll: Record<string, readonly Responses[]> = {
  randomOutliers: ["real", "binary"],
  labelFlips: ["real", "binary"],
  decoyRegion: ["real"],
  topZeroed: ["real"],
  heavyTails: ["real"],
  permutedLabels: ["real"],
};

const members = Object.entries(adversaries).flatMap(([name, make]) =>
  make().responses.map((responses) => ({ name, responses })),
);

describe.each(members)("$name, $responses labels", ({ name, responses }) => {
  const { budgetOf } = adversaries[name]();

  test.each(budgets)("keeps its budget of %d", (budget) => {
    const { y, clean, corrupted, variance } = draw(name, responses, budget, 1);
    const changed = corrupted.reduce((sum, mark) => sum + mark, 0);
    expect(changed).toBeGreaterThan(0);
    if (budgetOf === "rows") {
      expect(changed).toBeLessThanOrEqual(Math.ceil(budget * n));
      if (spendsAll[name]?.includes(responses)) expect(changed).toBe(Math.round(budget * n));
    } else {
      const energy = y.reduce((sum, label, i) => sum + (label - clean[i]) ** 2, 0) / n;
      // Exact but for the rounding of y − clean, which is some 1e-16 of labels a hundred times as large.
      expect(Math.abs(energy / (budget * variance) - 1)).toBeLessThan(1e-12);
    }
  });

  test("keeps its budget on covariates that are not normal", () => {
    const { y, clean, corrupted, variance } = draw(name, responses, 0.2, 1, { marginal: marginals.studentT() });
    if (budgetOf === "rows") {
      expect(corrupted.reduce((sum, mark) => sum + mark, 0)).toBeLessThanOrEqual(Math.ceil(0.2 * n));
    } else {
      const energy = y.reduce((sum, label, i) => sum + (label - clean[i]) ** 2, 0) / n;
      expect(Math.abs(energy / (0.2 * variance) - 1)).toBeLessThan(1e-12);
    }
  });

  test("budget 0 changes nothing, bit for bit", () => {
    const { y, clean, corrupted } = draw(name, responses, 0, 1);
    expect(y.every((label, i) => Object.is(label, clean[i]))).toBe(true);
    expect(corrupted.includes(1)).toBe(false);
  });

  test("marks exactly the labels that differ, and keeps the bits of the others", () => {
    const { y, clean, corrupted } = draw(name, responses, 0.25, 2);
    y.forEach((label, i) => {
      expect(corrupted[i] === 1 ? label !== clean[i] : Object.is(label, clean[i])).toBe(true);
    });
  });

  test("labels stay finite, and 0 or 1 where they were", () => {
    const { y } = draw(name, responses, 0.49, 3);
    expect(y.every((label) => (responses === "binary" ? label === 0 || label === 1 : Number.isFinite(label)))).toBe(
      true,
    );
  });

  test("the seed decides all", () => {
    expect(draw(name, responses, 0.25, 4)).toEqual(draw(name, responses, 0.25, 4));
    expect(draw(name, responses, 0.25, 4).y).not.toEqual(draw(name, responses, 0.25, 5).y);
  });

  test("the sample and the stream decide all, and the sample stays as it was", () => {
    const sample = cleanSample(responses);
    const before = cleanSample(responses);
    const labels = (seed: number) => adversaries[name]().corrupt(sample, 0.25, new RandomStream(seed)).y;
    expect(labels(1)).toEqual(labels(1));
    for (const key of ["x", "y", "index", "decoyIndex", "target", "decoy"] as const) {
      expect(sample[key]).toEqual(before[key]);
    }
  });

  test("refuses a budget of one half and a negative one", () => {
    for (const budget of [0.5, -0.01, Number.NaN]) {
      expect(() => draw(name, responses, budget, 1)).toThrow(`${name} budget: out of range, got ${budget}`);
    }
  });
});

test.each(tossing)("%s asks its stream, %s labels", (name, responses) => {
  const labels = (seed: number) => adversaries[name]().corrupt(cleanSample(responses), 0.25, new RandomStream(seed)).y;
  expect(labels(1)).not.toEqual(labels(2));
});

test("adversaries refuse responses they cannot corrupt", () => {
  expect(() => draw("linearDecoy", "binary", 0.1, 1)).toThrow("linearDecoy: cannot corrupt such responses");
  expect(() => draw("massart", "real", 0.1, 1)).toThrow("massart: cannot corrupt such responses");
});

describe("each does what its sentence says", () => {
  const rowsOf = ({ corrupted }: Sample): number[] => [...corrupted.keys()].filter((i) => corrupted[i] === 1);

  test("randomOutliers: 10 to 20 standard deviations off, of either sign", () => {
    const sample = draw("randomOutliers", "real", 0.2, 1);
    const sizes = rowsOf(sample).map((i) => sample.y[i] / Math.sqrt(sample.variance));
    expect(Math.min(...sizes.map(Math.abs))).toBeGreaterThanOrEqual(10 - 1e-9);
    expect(Math.max(...sizes.map(Math.abs))).toBeLessThanOrEqual(20 + 1e-9);
    // 600 fair coins: five standard deviations are 61.
    expect(Math.abs(sizes.filter((size) => size > 0).length - 300)).toBeLessThan(61);
  });

  test("labelFlips: the answers of −w*", () => {
    const sample = draw("labelFlips", "real", 0.2, 1);
    for (const i of rowsOf(sample)) expect(sample.y[i]).toBe(Math.max(0, -sample.index[i]));
  });

  test.each([1, 2])("decoyRegion: the answers of the decoy where it is largest, %d-sided", (sides) => {
    const sample = draw("decoyRegion", "real", 0.2, 1, { adversary: adversaries.decoyRegion({ sides }) });
    const reach = (i: number) =>
      sides === 2 ? Math.abs(indexOf(sample, sample.decoy, i)) : indexOf(sample, sample.decoy, i);
    const touched = rowsOf(sample);
    for (const i of touched) expect(sample.y[i]).toBeCloseTo(Math.max(0, indexOf(sample, sample.decoy, i)), 14);
    const least = Math.min(...touched.map(reach));
    for (let i = 0; i < n; i++) if (sample.corrupted[i] === 0) expect(reach(i)).toBeLessThanOrEqual(least);
  });

  test("decoyRegion: answers as noisy as it is told", () => {
    const noisy = adversaries.decoyRegion({ noise: 0.1 });
    const sample = draw("decoyRegion", "real", 0.2, 1, { adversary: noisy });
    const errors = rowsOf(sample).map((i) => sample.y[i] - Math.max(0, indexOf(sample, sample.decoy, i)));
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    // 600 errors: the standard error of a deviation of .1 is .1/√1200 = .0029, five of them .0145.
    expect(Math.abs(deviation - 0.1)).toBeLessThan(0.0145);
  });

  test("topZeroed: 0 where the index is largest", () => {
    const sample = draw("topZeroed", "real", 0.2, 1);
    const touched = rowsOf(sample);
    for (const i of touched) expect(sample.y[i]).toBe(0);
    const least = Math.min(...touched.map((i) => sample.index[i]));
    for (let i = 0; i < n; i++) if (sample.corrupted[i] === 0) expect(sample.index[i]).toBeLessThanOrEqual(least);
  });

  test("permutedLabels: the same labels in other places", () => {
    const { y, clean } = draw("permutedLabels", "real", 0.49, 1);
    expect(y.slice().sort()).toEqual(clean.slice().sort());
  });

  test("massart: flips the budget, but never beyond its rate", () => {
    const flips = (budget: number): number => rowsOf(draw("massart", "binary", budget, 1)).length;
    expect(flips(0.1)).toBe(Math.round(0.1 * n));
    expect(flips(0.45)).toBe(Math.round(0.4 * n));
  });

  test("massart: flips where a random index is large, and nowhere else", () => {
    const sample = cleanSample("binary");
    const distance = randomDistance(sample, new RandomStream(7));
    const { corrupted } = adversaries.massart().corrupt(sample, 0.1, new RandomStream(7));
    // A tenth of the rows at a rate of 0.4 is a quarter of the rows.
    const border = distance.slice().sort()[n - Math.round(Math.round(0.1 * n) / 0.4)];
    const flipped = distance.filter((_, i) => corrupted[i] === 1);
    expect(Math.min(...flipped)).toBeGreaterThanOrEqual(border);
  });

  test("heavyTails: Student t, as wide as the random index says", () => {
    const sample = cleanSample("real");
    const distance = randomDistance(sample, new RandomStream(7));
    const { y, corrupted } = adversaries.heavyTails({ degrees: 1, size: 2 }).corrupt(sample, 0.4, new RandomStream(7));
    const scale = 2 * Math.sqrt(sample.variance);
    const t = [...y.keys()]
      .filter((i) => corrupted[i] === 1)
      .map((i) => (y[i] - sample.y[i]) / (scale * (0.3 + distance[i])));
    // One degree of freedom is Cauchy's law: half of |t| below 1, a tenth beyond tan(.45π); 1200 draws, five errors.
    expect(Math.abs(t.filter((value) => Math.abs(value) < 1).length / t.length - 0.5)).toBeLessThan(0.072);
    const far = Math.tan(0.45 * Math.PI);
    expect(Math.abs(t.filter((value) => Math.abs(value) > far).length / t.length - 0.1)).toBeLessThan(0.043);
  });

  test("spreadDecoy: 2a² is the budget times Var σ for normal covariates", () => {
    const sample = draw("spreadDecoy", "real", 0.2, 1);
    const a = Math.max(...sample.y.map((label, i) => Math.abs(label - sample.clean[i]))) / 2;
    // Signs differ on half the rows, ± .009 (standard error at n = 3001): five of them are 9 % of a².
    expect(Math.abs((2 * a * a) / (0.2 * sample.variance) - 1)).toBeLessThan(0.09);
  });
});

describe("what energy adversaries do to the Chow vector E[(y − ȳ)x] of ReLU(z − 2.5), budget 0.2", () => {
  /** Degrees between the Chow vector and w*; d = 20, n = 30 000, seeds 2–4. */
  const turned = (adversary: string, seed: number): number => {
    const options = { link: relu({ bias: -2.5 }), noise: 0, rows: 30_000, features: 20 };
    const { x, y, d, target } = draw(adversary, "real", 0.2, seed, options);
    const mean = y.reduce((sum, label) => sum + label, 0) / y.length;
    const chow = new Float64Array(d);
    for (let i = 0; i < y.length; i++) for (let j = 0; j < d; j++) chow[j] += (y[i] - mean) * x[i * d + j];
    return degrees(angle(chow, target));
  };

  // In population arctan(√(.2·Var σ)/Φ(−2.5)) = 68°; its own noise is some 3° here.
  test.each([2, 3, 4])("linearDecoy turns it by 60° and more, seed %d", (seed) => {
    expect(turned("linearDecoy", seed)).toBeGreaterThan(60);
    expect(turned("linearDecoy", seed)).toBeLessThan(80);
  });

  // In population it is (Φ(−2.5) − √(.4·Var σ) φ(0)) w* = −.0024 w*: the noise across it is some .001, hence 158°.
  test.each([2, 3, 4])("halfspaceBump reverses it, seed %d", (seed) => {
    expect(turned("halfspaceBump", seed)).toBeGreaterThan(140);
  });
});

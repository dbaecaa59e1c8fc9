import { beforeAll, describe, expect, test } from "vitest";
import { fit } from "../../src/fit/fit.ts";
import type { Model } from "../../src/fit/model.ts";
import { load, save } from "../../src/fit/save.ts";
import { RandomStream } from "../../src/math/random.ts";
import { randomOutliers } from "../../src/problem/adversaries/randomOutliers.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { auc } from "../../src/problem/loss.ts";
import type { Sample } from "../../src/problem/sample.ts";
import { disputed, type Suspect, suspects } from "../../src/trust/suspects.ts";
import { arrays, type RowMajor, sample } from "../fit/samples.ts";

const corruptedBy = (adversary: ReturnType<typeof randomOutliers>, rows = 1500): Sample =>
  sample(relu(), { rows, features: 5, adversary, budget: 0.1, seed: 4, noise: 0.1 });

/** How well probabilities tell corrupted rows from others. */
const separation = (found: readonly Suspect[], { corrupted }: Sample): number =>
  auc(
    Float64Array.from(found, ({ probability }) => probability),
    Float64Array.from(found, ({ row }) => corrupted[row - 1]),
  );

describe("a tenth of the labels far off", () => {
  const rows = corruptedBy(randomOutliers());
  let model: Model;
  beforeAll(async () => {
    model = await fit(arrays(rows));
  });

  test("they are told from the others, in the rows of the fit and in rows it has not seen", () => {
    // They are at least ten deviations of the clean labels away from 0.
    expect(separation(suspects(model, arrays(rows)), rows)).toBeGreaterThan(0.999);
    const more = corruptedBy(randomOutliers(), 4000);
    const [x, y, corrupted] = [more.x.slice(1500 * 5), more.y.slice(1500), more.corrupted.slice(1500)];
    const fresh = { ...more, x, y, corrupted, n: 2500 };
    expect(separation(suspects(model, arrays(fresh)), fresh)).toBeGreaterThan(0.999);
  });

  test("the likeliest come first; every row is there once, with its label, its prediction and their difference", () => {
    const found = suspects(model, arrays(rows));
    const probabilities = found.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    expect(new Set(found.map(({ row }) => row))).toEqual(new Set(Array.from({ length: rows.n }, (_, i) => i + 1)));
    for (const { row, label, prediction, residual } of found) {
      expect(label).toBe(rows.y[row - 1]);
      expect(residual).toBe(label - prediction);
    }
  });

  test("as many are expected as the model says; this is Bayes' rule and no more", () => {
    const expected = suspects(model, arrays(rows)).reduce((sum, { probability }) => sum + probability, 0) / rows.n;
    // The curve of the model is smoother than the one that the law was settled with.
    expect(expected).toBeCloseTo(model.contamination.share, 2);
  });

  test("a model that was saved suspects the same rows", () => {
    expect(suspects(load(save(model)), arrays(rows))).toEqual(suspects(model, arrays(rows)));
  });
});

describe("noise that is wide in one place", () => {
  /** Of scale .1 exp(x2), and every tenth label one off. */
  function wide(stretch: (j: number, x: number) => number = (_, x) => x, unit = 1): RowMajor {
    const [n, d] = [3000, 3];
    const stream = new RandomStream(5);
    const x = new Float64Array(n * d);
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const row = Array.from({ length: d }, () => stream.normal());
      const noise = 0.1 * Math.exp(row[1]) * stream.normal();
      y[i] = unit * (Math.max(row[0], 0) + noise + (i % 10 === 0 ? 1 : 0));
      for (let j = 0; j < d; j++) x[i * d + j] = stretch(j, row[j]);
    }
    return { x, n, d, y };
  }

  test("the same difference is suspect where noise is narrow, and nothing where it is wide", async () => {
    const input = wide();
    const model = await fit(input);
    expect(model.contamination.law?.cause?.changes).toBe("spread");
    const off = suspects(model, input).filter(({ residual }) => residual > 0.8 && residual < 1.2);
    const mean = (isWide: boolean): number => {
      const there = off.filter(({ row }) => input.x[(row - 1) * 3 + 1] > 0.3 === isWide);
      return there.reduce((sum, { probability }) => sum + probability, 0) / there.length;
    };
    expect(mean(false)).toBeGreaterThan(0.6);
    expect(mean(true)).toBeLessThan(0.4);
  });

  test("units change nothing", async () => {
    const plain = wide();
    const other = wide((j, x) => 1e3 * (j + 1) + 0.01 * 10 ** j * x, 250);
    const [a, b] = [suspects(await fit(plain), plain), suspects(await fit(other), other)];
    const byRow = (all: Suspect[]): number[] => all.sort((p, q) => p.row - q.row).map(({ probability }) => probability);
    const [p, q] = [byRow(a), byRow(b)];
    // Rounding of x and y at another magnitude moves the fit by a few last digits.
    expect(Math.max(...p.map((value, i) => Math.abs(value - q[i])))).toBeLessThan(1e-3);
  });
});

test("where the plain story stands nobody is suspect", async () => {
  const rows = sample(relu(), { rows: 600, features: 3, seed: 2 });
  const model = await fit(arrays(rows));
  expect(model.contamination).toEqual({ share: 0, gain: 0 });
  const found = suspects(model, arrays(rows));
  expect(found).toHaveLength(600);
  expect(found.every(({ probability }) => probability === 0)).toBe(true);
  expect(disputed(model, arrays(rows))).toEqual([]);
});

test("rivals dispute rows that one of them gives up", async () => {
  // Half of the rows answer to x1, half to x2.
  const [n, d] = [3000, 3];
  const stream = new RandomStream(1);
  const x = Float64Array.from({ length: n * d }, () => stream.normal());
  const y = Float64Array.from(
    { length: n },
    (_, i) => Math.max(x[i * d + (i % 20 < 11 ? 0 : 1)], 0) + 0.05 * stream.normal(),
  );
  const model = await fit({ x, n, d, y });
  expect(model.rivals.length).toBeGreaterThan(0);
  const rows = disputed(model, { x, n, d, y }).filter(({ rival }) => rival === 1);
  expect(rows.length).toBeGreaterThan(n / 10);
  for (const { probability, rivalProbability } of rows) expect(probability > 0.5).not.toBe(rivalProbability > 0.5);
});

describe("labels 0 and 1", () => {
  const [n, d] = [2000, 4];
  const drawn = (wrong: (row: Float64Array, stream: RandomStream) => number | undefined) => {
    const stream = new RandomStream(12);
    const x = stream.normals(n * d);
    const corrupted = new Uint8Array(n);
    const y = Float64Array.from({ length: n }, (_, i) => {
      const row = x.subarray(i * d, (i + 1) * d);
      const clean = stream.uniform() < 1 / (1 + Math.exp(-6 * row[0])) ? 1 : 0;
      const other = wrong(row, stream);
      corrupted[i] = other === undefined ? 0 : 1;
      return other ?? clean;
    });
    return { arrays: { x, y, n, d }, corrupted };
  };

  test("a tenth flipped: those far from their side are suspects, before and after saving", async () => {
    const { arrays: rows, corrupted } = drawn((row, stream) =>
      stream.uniform() < 0.1 ? (row[0] > 0 ? 0 : 1) : undefined,
    );
    const model = await fit(rows);
    expect(model.contamination.classes?.story).toBe("flips");
    const found = suspects(model, rows);
    // A flipped label near the middle looks like any other; at 1.5 a clean one is as far off once in 8000 rows.
    expect(separation(found, { corrupted } as Sample)).toBeGreaterThan(0.9);
    const far = found.filter(({ row }) => Math.abs(rows.x[(row - 1) * d]) > 1.5 && corrupted[row - 1] === 1);
    expect(far.every(({ probability }) => probability > 0.9)).toBe(true);
    expect(suspects(load(save(model)), rows)).toEqual(found);
    const expected = found.reduce((sum, { probability }) => sum + probability, 0) / n;
    expect(expected).toBeCloseTo(0.1, 1);
  });

  test("a region taken over: its rows are suspects", async () => {
    const { arrays: rows, corrupted } = drawn((row, stream) =>
      Math.abs(row[1]) > 1.3 ? (stream.uniform() < 1 / (1 + Math.exp(-6 * row[1])) ? 1 : 0) : undefined,
    );
    const model = await fit(rows);
    expect(model.contamination.classes?.story).toBe("gate");
    expect(separation(suspects(model, rows), { corrupted } as Sample)).toBeGreaterThan(0.9);
  });
});

/** The backends of this process against plain double loops. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../../src/data/design.ts";
import { kernelStore } from "../../src/pass/kernel.ts";
import { memoryStore } from "../../src/pass/memory.ts";
import { ask, type Curve, type Request, type Working } from "../../src/pass/pass.ts";
import { packed, scalingOf } from "../../src/pass/scaling.ts";
import { asTheyAre, bitsOf, designOf, normals, passOver } from "../fixtures/rows.ts";
import { curves, fieldBy, indexSums, momentsBy, problems, profileBy, type Sum } from "./requests.ts";

/** The promise of the TypeScript kernel: 1e-12 of the sum of absolute terms. */
function expectSums(answer: object, expected: Record<string, Sum[]>): void {
  expect(Object.keys(answer).sort()).toEqual(Object.keys(expected).sort());
  for (const [key, sums] of Object.entries(expected)) {
    const values: unknown = answer[key as keyof typeof answer];
    const got = typeof values === "number" ? [values] : (values as Float64Array);
    expect(got.length, `length of ${key}`).toBe(sums.length);
    const worst = sums.findIndex(({ value, size }, k) => !(Math.abs(got[k] - value) <= 1e-12 * size));
    expect(worst, `${key}[${worst}] is ${got[worst]}, not ${sums[worst]?.value}`).toBe(-1);
  }
}

const EDGES = [Float64Array.from([-1.5, -0.5, 0, 0.1, 0.2, 1, 30]), new Float64Array(0)];
const thresholds = fc.option(
  fc.record({ sign: fc.constantFrom(1 as const, -1 as const), above: fc.constantFrom(0, 0.3), orEqual: fc.boolean() }),
  { nil: undefined },
);

const backends = [["memory", memoryStore] as const, ["kernel", kernelStore] as const];
const passesOf = (open: typeof memoryStore) => (design: Design, signal?: AbortSignal) =>
  open(design, asTheyAre(design.d), signal && { signal }).pass();

describe.each(backends)("%s: a sweep answers what a double loop does", (_name, open) => {
  const passOver = passesOf(open);

  test("field", async () => {
    await fc.assert(
      fc.asyncProperty(problems(60), curves, thresholds, async (problem, curve, threshold) => {
        const { design, w, offset, working } = problem;
        const request = { kind: "field" as const, w, offset, curve, ...(threshold && { threshold }), working };
        expectSums(await ask(passOver(design), request), fieldBy(problem, request));
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test("profile", async () => {
    await fc.assert(
      fc.asyncProperty(problems(60), fc.constantFrom(...EDGES), fc.boolean(), async (problem, edges, columns) => {
        const { design, w, offset, working } = problem;
        const request = { kind: "profile" as const, w, offset, edges, columns, working };
        expectSums(await ask(passOver(design), request), profileBy(problem, request));
      }),
      { seed: 2, numRuns: 25 },
    );
  });

  test("moments, plain and weighed", async () => {
    await fc.assert(
      fc.asyncProperty(problems(20), fc.option(curves, { nil: undefined }), async (problem, curve) => {
        const { design, w, offset, working } = problem;
        const request = { kind: "moments" as const, ...(curve && { weighing: { w, offset, curve } }), working };
        expectSums(await ask(passOver(design), request), momentsBy(problem, request));
      }),
      { seed: 3, numRuns: 20 },
    );
  });

  test("index", async () => {
    await fc.assert(
      fc.asyncProperty(problems(60), async (problem) => {
        const { design, w, offset } = problem;
        const z = await ask(passOver(design), { kind: "index", w, offset });
        expectSums({ z }, { z: indexSums(problem) });
      }),
      { seed: 4, numRuns: 25 },
    );
  });

  test("the diagonal alone is the diagonal of the whole", async () => {
    const design = designOf(normals(5, 4100 * 3), normals(6, 4100), 3);
    const [whole, { xx }] = await passOver(design).sweep([{ kind: "moments" }, { kind: "moments", diagonal: true }]);
    expect(xx.length).toBe(3);
    // Summed row by row instead of four rows at a time.
    for (let j = 0; j < 3; j++) expect(Math.abs(xx[j] - whole.xx[4 * j])).toBeLessThan(1e-12 * whole.xx[4 * j]);
  });

  test("labels right at a threshold are above it only where that is asked for", async () => {
    const design = designOf(Float64Array.from([1, 10, 100, 1000]), Float64Array.from([-2, -1, 1, 2]), 1);
    const curve = { knots: new Float64Array(0), m: Float64Array.of(0), h: Float64Array.of(-1) };
    const above = async (sign: 1 | -1, orEqual: boolean) => {
      const threshold = { sign, above: 1, orEqual };
      return (await ask(passOver(design), { kind: "field", w: Float64Array.of(1), offset: 0, curve, threshold })).g[0];
    };
    expect([await above(1, false), await above(1, true)]).toEqual([1000, 1100]);
    expect([await above(-1, false), await above(-1, true)]).toEqual([1, 11]);
  });

  test("no rows sum to nothing", async () => {
    const pass = passOver(designOf(new Float64Array(0), new Float64Array(0), 2));
    const w = Float64Array.of(1, 2);
    const curve = { degree: 1, coefficient: 1 };
    const [field, profile, moments, z] = await pass.sweep([
      { kind: "field", w, offset: 0, curve },
      { kind: "profile", w, offset: 0, edges: Float64Array.of(0), columns: true },
      { kind: "moments" },
      { kind: "index", w, offset: 1 },
    ]);
    expect(z).toEqual(new Float64Array(0));
    expect(field).toEqual({ g: new Float64Array(2), residual: 0, loss: 0, mass: 0 });
    expect([profile.mass.length, profile.yx.length]).toEqual([2, 4]);
    expect(moments).toEqual({ mass: 0, x: new Float64Array(2), xx: new Float64Array(4) });
    expect([pass.rows, pass.mass]).toEqual([0, 0]);
  });
});

const requests = (w: Float64Array, offset: number, curve: Curve, working: Working = {}): Request[] => [
  { kind: "field", w, offset, curve },
  { kind: "field", w, offset, curve, threshold: { sign: -1, above: 0.2, orEqual: false } },
  { kind: "profile", w, offset, edges: EDGES[0], columns: true },
  { kind: "moments" },
  { kind: "moments", weighing: { w, offset, curve } },
  { kind: "field", w: w.map((value) => -value), offset, curve },
  { kind: "index", w, offset },
  { kind: "field", w, offset, curve, working },
  { kind: "profile", w, offset, edges: EDGES[0], columns: true, working },
  { kind: "moments", weighing: { w, offset, curve }, working },
];

describe.each(backends)("%s: bits", (_name, open) => {
  const passOver = passesOf(open);

  test("what else rides in a sweep, and in which order, changes no answer", async () => {
    await fc.assert(
      fc.asyncProperty(problems(9), curves, fc.integer({ min: 0, max: 10 }), async (problem, curve, k) => {
        const { design, w, offset, working } = problem;
        const pass = passOver(design);
        const all = requests(w, offset, curve, working);
        const turned = [...all.slice(k), ...all.slice(0, k)].reverse();
        const together = await pass.sweep(all);
        const otherwise = await pass.sweep(turned);
        for (const [i, request] of all.entries()) {
          const alone = bitsOf(await ask(pass, request));
          expect(bitsOf(together[i])).toBe(alone);
          expect(bitsOf(otherwise[turned.indexOf(request)])).toBe(alone);
        }
      }),
      { seed: 5, numRuns: 25 },
    );
  });

  test("the same rows packed anew give the same answers", async () => {
    await fc.assert(
      fc.asyncProperty(problems(9), curves, async ({ design, w, offset }, curve) => {
        const all = requests(w, offset, curve);
        const answers = async () => (await open(design, scalingOf(design)).pass().sweep(all)).map(bitsOf);
        expect(await answers()).toEqual(await answers());
      }),
      { seed: 6, numRuns: 15 },
    );
  });

  test("requests are left as they were", async () => {
    const design = designOf(normals(1, 600), normals(2, 300), 2);
    const curve = { knots: Float64Array.of(0), m: Float64Array.of(0, 1), h: Float64Array.of(1, 2) };
    const all = requests(Float64Array.of(1, 2), 0.5, curve, { y: normals(3, 300), weights: normals(4, 300) });
    const before = structuredClone(all);
    await passOver(design).sweep(all);
    expect(all).toEqual(before);
  });
});

test("rows of weight 0 change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(problems(9), curves, async ({ design, w, offset }, curve) => {
      const { n, d, x, y, weights } = design;
      const padding = 4096 - (n % 4096);
      const longer = (values: Float64Array, by: number) => Float64Array.of(...values, ...new Float64Array(by));
      const padded = designOf(
        longer(x, padding * d),
        longer(y, padding),
        d,
        longer(weights ?? new Float64Array(n).fill(1), padding),
      );
      const request = { kind: "field" as const, w, offset, curve };
      const problem = { design, w, offset };
      expectSums(await ask(passOver(padded), request), fieldBy(problem, request));
      expectSums(await ask(passOver(padded), { kind: "moments" }), momentsBy(problem, { kind: "moments" }));
      expect(passOver(padded).mass).toBe(passOver(design).mass);
    }),
    { seed: 7, numRuns: 15 },
  );
});

test("a row of weight 2 is two rows", async () => {
  const [x, y] = [normals(3, 900), normals(4, 300)];
  const twice = designOf(Float64Array.of(...x, ...x), Float64Array.of(...y, ...y), 3);
  const weighed = designOf(x, y, 3, new Float64Array(300).fill(2));
  const w = Float64Array.of(0.3, -1, 0.5);
  const request = { kind: "profile" as const, w, offset: 0, edges: EDGES[0], columns: true };
  const problem = { design: twice, w, offset: 0 };
  expectSums(await ask(passOver(weighed), request), profileBy(problem, request));
});

test("the meter counts sweeps and the bytes of x they read", async () => {
  const pass = passOver(designOf(normals(5, 900), normals(6, 300), 3));
  expect(pass.meter).toEqual({ sweeps: 0, bytes: 0 });
  await pass.sweep([{ kind: "moments" }, { kind: "moments" }]);
  await ask(pass, { kind: "moments" });
  expect(pass.meter).toEqual({ sweeps: 2, bytes: 2 * 900 * 8 });
});

describe("aborting", () => {
  const design = designOf(normals(7, 60 * 10_000), normals(8, 10_000), 60);
  const many = (count: number): Request[] =>
    Array.from({ length: count }, () => ({
      kind: "field",
      w: new Float64Array(60),
      offset: 0,
      curve: { degree: 1, coefficient: 1 },
    }));

  test("stops a long sweep within, with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    // 2e8 multiplications: the sweep has to let events in on the way, or it would end before the timer is heard.
    const sweep = passOver(design, controller.signal).sweep(many(300));
    setTimeout(() => controller.abort(reason), 0);
    await expect(sweep).rejects.toBe(reason);
  });

  test("refuses every sweep afterwards", async () => {
    const controller = new AbortController();
    const pass = passOver(design, controller.signal);
    await pass.sweep(many(1));
    controller.abort(new Error("enough"));
    await expect(pass.sweep(many(1))).rejects.toThrow("enough");
  });
});

describe("packing", () => {
  // Multiples of 2⁻¹⁰ below 8: exact in a double even 10¹² away from 0.
  const deviations = normals(9, 4000).map((value) => Math.round(Math.max(-8, Math.min(8, value)) * 1024) / 1024);
  const y = normals(10, 2000);

  test.each([1e6, 1e12])("an offset of %g costs no digits", (offset) => {
    const near = designOf(deviations, y, 2);
    const far = designOf(
      deviations.map((value) => value + offset),
      y,
      2,
    );
    const [a, b] = [scalingOf(near), scalingOf(far)];
    const [p, q] = [packed(near, a), packed(far, b)];
    for (let j = 0; j < 2; j++) {
      // The center is a double: it may sit half a unit in the last place of the offset beside the mean.
      const beside = Math.abs(b.center[j] - offset - a.center[j]);
      expect(beside).toBeLessThanOrEqual(2 ** -52 * offset);
      expect(b.scale[j] / a.scale[j]).toBeCloseTo(1, 7);
      // Differences of rows have all their digits.
      let worst = 0;
      for (let i = 1; i < 2000; i++) {
        const there = (q[2 * i + j] - q[j]) * b.scale[j];
        worst = Math.max(worst, Math.abs(there - (p[2 * i + j] - p[j]) * a.scale[j]));
      }
      expect(worst).toBeLessThan(1e-14 * 8);
    }
  });

  test("packed columns have mean 0 and variance 1 under the weights", () => {
    const weights = normals(11, 2000).map((value) => (value > 1 ? 0 : Math.abs(value)));
    const design = designOf(
      deviations.map((value, k) => (k % 2 === 0 ? 1e6 + value : 1e-6 * value)),
      y,
      2,
      weights,
    );
    const x = packed(design, scalingOf(design));
    const mass = weights.reduce((sum, omega) => sum + omega, 0);
    for (let j = 0; j < 2; j++) {
      const mean = weights.reduce((sum, omega, i) => sum + omega * x[2 * i + j], 0) / mass;
      const variance = weights.reduce((sum, omega, i) => sum + omega * x[2 * i + j] ** 2, 0) / mass;
      expect(Math.abs(mean)).toBeLessThan(j === 0 ? 1e-9 : 1e-13); // the center's last digit at 10⁶, 1e-10
      expect(variance).toBeCloseTo(1, 12);
    }
  });

  test.each([0, 0.1, 1e6 + 0.1, -1e12 - 0.3])("a column that is always %g packs to 0 exactly, at scale 1", (value) => {
    const design = designOf(
      deviations.map((deviation, k) => (k % 2 === 0 ? value : deviation)),
      y,
      2,
    );
    const scaling = scalingOf(design);
    expect([scaling.center[0], scaling.scale[0]]).toEqual([value, 1]);
    expect(packed(design, scaling).every((entry, k) => k % 2 === 1 || entry === 0)).toBe(true);
  });
});

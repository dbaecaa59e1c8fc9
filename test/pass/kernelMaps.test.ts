/** The maps of the kernel against those of TypeScript: elementary functions, formulas, links, bins, Hermite degrees. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, log1p, tanh } from "../../src/math/elementary.ts";
import * as formula from "../../src/math/formula.ts";
import { normalDensity, normalDistribution, smoothedRamp } from "../../src/math/normal.ts";
import { smoothedDecay } from "../../src/math/smoothedDecay.ts";
import { exportsOf } from "../../src/math/webAssembly.ts";
import { Formulas } from "../../src/pass/kernel/formulas.ts";
import { filled, type Line, numbered } from "../../src/pass/kernel/instructions.ts";
import { encodeCurve } from "../../src/pass/kernel/maps.ts";
import { kernelModule } from "../../src/pass/kernel/module.ts";
import { binOf, curveMap } from "../../src/pass/maps.ts";
import type { Curve } from "../../src/pass/pass.ts";
import { links } from "../../src/problem/links/index.ts";
import { normals } from "../fixtures/rows.ts";

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  layOut(rows: number, d: number, single: boolean): void;
  staging(bytes: number): number;
  runMap(program: number, z: number, m: number, h: number, length: number): void;
}

const module = kernelModule();
if (module === undefined) throw new Error("kernelMaps: no WebAssembly");
const kernel = exportsOf(module, { host: { own: () => {} } }) as Exports;
kernel.layOut(0, 1, false);

interface Mapped {
  readonly m: Float64Array;
  readonly h: Float64Array;
}

/** Runs an encoded curve over z; a last entry of its own is added to an odd number. */
function run(encoded: Float64Array, z: ArrayLike<number>): Mapped {
  const length = (z.length + 1) & ~1;
  const start = kernel.staging(8 * (3 * length + encoded.length + 2));
  const [zAt, mAt, hAt, programAt] = [0, 1, 2, 3].map((k) => start + 8 * k * length);
  const numbers = (at: number, count: number) => new Float64Array(kernel.memory.buffer, at, count);
  numbers(zAt, length).set(z);
  numbers(programAt, encoded.length).set(encoded);
  kernel.runMap(programAt, zAt, mAt, hAt, length);
  return { m: numbers(mAt, z.length).slice(), h: numbers(hAt, z.length).slice() };
}

/** Two formulas in the kernel, at mean z and the spread τ. */
function runFormulas(m: formula.Formula, h: formula.Formula, z: ArrayLike<number>, tau: number): Mapped {
  const formulas = new Formulas(false);
  const template = numbered(formulas.instructions, formulas.value(m), formulas.value(h));
  const line: Line = { factor: 1, shift: 0, tau, scale: 1 };
  return run(filled(template, line), z);
}

/** The maps in TypeScript, a block at a time. */
function expected(curve: Curve, z: Float64Array): Mapped {
  const [m, h] = [new Float64Array(z.length), new Float64Array(z.length)];
  const map = curveMap(curve);
  for (let i = 0; i < z.length; i += 256) {
    const [from, to] = [i, Math.min(i + 256, z.length)];
    map(z.subarray(from, to), m.subarray(from, to), h.subarray(from, to), to - from);
  }
  return { m, h };
}

const grid = (from: number, to: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** The largest |a − b|/|b|; where b is below the normal numbers, in units of the smallest of them. */
function farthest(a: Float64Array, b: Float64Array): { readonly off: number; readonly i: number } {
  let [off, worst] = [0, 0];
  a.forEach((value, i) => {
    if (Object.is(value, b[i]) || (Number.isNaN(value) && Number.isNaN(b[i]))) return;
    const relative = Math.abs(value - b[i]) / Math.max(Math.abs(b[i]), 2.3e-308);
    if (!(relative <= off)) [off, worst] = [relative, i];
  });
  return { off, i: worst };
}

/** The first place where a and b differ by more than the tolerance, in words; nothing where none does. */
function complaint(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  tolerance: (i: number) => number,
  at: ArrayLike<number>,
): string {
  for (let i = 0; i < b.length; i++) {
    const isNear = Math.abs(a[i] - b[i]) <= tolerance(i) || tolerance(i) === Number.POSITIVE_INFINITY;
    if (isNear || Object.is(a[i], b[i])) continue;
    return `at ${at[i]}: ${a[i]} instead of ${b[i]}, off by ${a[i] - b[i]}, not ${tolerance(i)}`;
  }
  return "";
}

const HOSTILE = [0, -0, 5e-324, -5e-324, 1e-300, 1e300, -1e300, Infinity, -Infinity, Number.NaN];

describe("elementary functions are those of src/math", () => {
  // Two implementations, each within 1 or 2 units in the last place (2.2e-16) of the function.
  const cases: [string, (m: formula.Formula) => formula.Formula, (m: number) => number, number, number[][]][] = [
    [
      "exp",
      formula.exponential,
      exp,
      4.5e-16,
      [
        [-1e-6, 1e-6],
        [-1, 1],
        [-20, 20],
        [-746, 710],
      ],
    ],
    [
      "log1p",
      formula.logOnePlus,
      log1p,
      6e-16,
      [
        [-1, -0.9],
        [-0.5, 0.5],
        [-1e-9, 1e-9],
        [0, 100],
        [0, 1e18],
      ],
    ],
    [
      "tanh",
      formula.hyperbolicTangent,
      tanh,
      6e-16,
      [
        [-1e-9, 1e-9],
        [-0.7, 0.7],
        [-2, 2],
        [-50, 50],
      ],
    ],
    [
      "Φ",
      formula.cdf,
      normalDistribution,
      1.6e-15,
      [
        [-1e-9, 1e-9],
        [-1, 1],
        [-6, 6],
        [-38.4, -6],
        [6, 40],
      ],
    ],
    ["step", formula.step, (x) => (x >= 0 ? 1 : 0), 0, [[-1, 1]]],
    ["√", formula.squareRoot, Math.sqrt, 0, [[0, 10]]],
    ["| |", formula.absolute, Math.abs, 0, [[-10, 10]]],
  ];
  test.each(cases)("%s on dense grids", (_, of, at, tolerance, ranges) => {
    for (const [from, to] of ranges) {
      const z = grid(from, to, 20_001);
      const { off, i } = farthest(runFormulas(of(formula.m), formula.m, z, 0).m, z.map(at));
      expect(off, `at ${z[i]}`).toBeLessThanOrEqual(tolerance);
    }
  });

  test.each(cases)("%s of numbers that are none, infinite, huge or tiny", (_, of, at, tolerance) => {
    const { m } = runFormulas(of(formula.m), formula.m, HOSTILE, 0);
    HOSTILE.forEach((z, i) => {
      const value = at(z);
      if (!Number.isFinite(value)) expect(m[i], `at ${z}`).toBe(value);
      else expect(Math.abs(m[i] - value), `at ${z}`).toBeLessThanOrEqual(tolerance * Math.abs(value));
    });
  });

  test("φ, where rounding x²/2, here as the square of x/√2, costs up to 2x² half units in the last place", () => {
    const z = grid(-38, 38, 40_001);
    const value = z.map(normalDensity);
    const { m } = runFormulas(formula.density(formula.m), formula.m, z, 0);
    expect(complaint(m, value, (i) => (6e-16 + 2.3e-16 * z[i] * z[i]) * value[i] + 5e-324, z)).toBe("");
  });

  // In the left tail mΦ and τφ cancel, and rounding (m/τ)²/2 has cost each a few times (m/τ)² units.
  test.each([0.01, 0.3, 1, 7])("the smoothed ramp and decay at τ = %d", (tau) => {
    const z = grid(-45 * tau, 45 * tau, 20_001);
    const { m, h } = runFormulas(formula.ramp(formula.m, formula.tau), formula.decay(formula.m, formula.tau), z, tau);
    const ramp = z.map((mean) => smoothedRamp(mean, tau));
    const square = z.map((mean) => (mean / tau) * (mean / tau));
    const cancelled = z.map((mean, i) => tau * normalDensity(mean / tau) * (1 + square[i]));
    expect(complaint(m, ramp, (i) => 4e-16 * ramp[i] + 8e-16 * cancelled[i] + (1 + tau) * 1e-320, z)).toBe("");
    const decay = z.map((mean) => smoothedDecay(mean, tau));
    expect(complaint(h, decay, (i) => (3e-15 + 4e-16 * square[i]) * decay[i] + 5e-324, z)).toBe("");
  });

  test("the smoothed ramp has the limits 0 and ∞", () => {
    const { m } = runFormulas(
      formula.ramp(formula.m, formula.tau),
      formula.m,
      [-Infinity, -1e300, 1e300, Infinity],
      0.5,
    );
    expect([...m]).toEqual([0, 0, 1e300, Infinity]);
  });
});

describe("formulas", () => {
  /** Formulas whose values stay tame for |m| ≤ 3, of all operations, with constants in every place. */
  const { formula: trees } = fc.letrec<{ formula: formula.Formula }>((tie) => ({
    formula: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(formula.m, formula.tau),
      fc.double({ min: -3, max: 3, noNaN: true }).map((value) => formula.number(value, "c")),
      fc
        .tuple(fc.constantFrom("add", "multiply", "maximum", "divide"), tie("formula"), tie("formula"))
        .map(([op, a, b]): formula.Formula => {
          if (op === "add") return formula.add(a, b);
          if (op === "multiply") return formula.multiply(formula.hyperbolicTangent(a), b);
          if (op === "maximum") return formula.maximum(a, b);
          return formula.divide(a, formula.add(1, formula.square(b)));
        }),
      fc
        .tuple(fc.constantFrom("abs", "tanh", "cdf", "density", "log1p", "exp", "sqrt"), tie("formula"))
        .map(([op, a]) => {
          if (op === "log1p") return formula.logOnePlus(formula.absolute(a));
          // Not near 0, where a root makes much of little.
          if (op === "sqrt") return formula.squareRoot(formula.add(1, formula.absolute(a)));
          if (op === "exp") return formula.exponential(formula.negate(formula.absolute(a)));
          return { op, a } satisfies formula.Formula;
        }),
      fc.tuple(fc.constantFrom("ramp", "decay"), tie("formula")).map(([op, a]) => ({ op, a, b: formula.tau }) as const),
    ),
  }));

  test("are what the compiled formula is, shared parts or not, at any even length", () => {
    fc.assert(
      fc.property(
        trees,
        trees,
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        (m, h, half, tau) => {
          const z = normals(half, 2 * half);
          const mapped = runFormulas(m, h, z, tau);
          for (const [f, out] of [
            [m, mapped.m],
            [h, mapped.h],
          ] as const) {
            const block = new Float64Array(z.length);
            formula.compile(f, z.length)(z, tau, block, z.length);
            // Sums of values of size 1 to 100, a few roundings each; a jump is not among the operations.
            const off = complaint(out, block, (i) => 1e-12 * (1 + Math.abs(block[i])), z);
            expect(off, `${formula.text(f)}`).toBe("");
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("of which many parts wait run in shorter stretches: every term waits for the sum of all", () => {
    const terms = Array.from({ length: 80 }, (_, k) =>
      formula.squareRoot(formula.add(formula.square(formula.m), k + 1)),
    );
    const sum = formula.add(...terms);
    const f = formula.add(...terms.map((term) => formula.divide(term, sum)));
    const z = normals(3, 600).map(Math.abs);
    const block = new Float64Array(z.length);
    formula.compile(f, z.length)(z, 0, block, z.length);
    expect(farthest(runFormulas(f, f, z, 0).h, block).off).toBeLessThanOrEqual(1e-14);
  });

  test("the maximum is Math.max, −0 and NaN included", () => {
    const z = [0, -0, 1, -1, Number.NaN, Infinity, -Infinity, 0.5];
    const { m, h } = runFormulas(
      formula.maximum(formula.m, 0),
      formula.maximum(formula.m, formula.negate(formula.m)),
      z,
      0,
    );
    expect([...m]).toEqual(z.map((value) => Math.max(value, 0)));
    expect([...h]).toEqual(z.map((value) => Math.max(value, -value)));
  });
});

/** Links away from their defaults. */
const OTHER: Record<string, object> = {
  relu: { bias: -0.7 },
  leakyRelu: { slope: 0.3 },
  step: { threshold: 0.4 },
  sign: { threshold: -0.9 },
  staircase: { at: [-2, 0.3, 0.4, 1.5], height: [0.5, 2, 1, 4], base: -0.25 },
  probit: { slope: 2.5, bias: 0.4 },
  erf: { slope: 0.4 },
  clip: { low: -0.3, high: 2.2 },
  exponential: { rate: 0.6 },
  elu: { alpha: 2.3 },
  hermite: { degree: 5 },
};

interface RampCurve {
  readonly link: { readonly parameters: Readonly<Record<string, number | readonly number[]>> };
  readonly scale: number;
  readonly shift: number;
}

/**
 * A ramp is the difference of two lines from its ends, its slope that of two steps: terms as large as the ramp is steep,
 * times how far away the ends are for its value. They are large also where the sum is small, and its rounding goes by them.
 */
function largestTerms({ link, scale, shift }: RampCurve, z: Float64Array): readonly [value: number, slope: number] {
  const { from, to, height } = link.parameters;
  if (!(Array.isArray(from) && Array.isArray(to) && Array.isArray(height))) return [1, 1];
  const reach = z.reduce((most, value) => Math.max(most, Math.abs(scale * value)), 0) + Math.abs(shift);
  const steep = height.map((rise, k) => rise / (to[k] - from[k]));
  const far = from.map((start, k) => reach + Math.max(Math.abs(start), Math.abs(to[k])));
  return [Math.max(1, ...steep.map((slope, k) => slope * far[k])), Math.max(1, ...steep) * Math.max(1, scale)];
}

describe.each(Object.keys(links))("%s", (name) => {
  const made = [links[name]().parameters, links[name]((OTHER[name] ?? {}) as never).parameters];
  const forms = links[name]().monotone
    ? (["matching", "slope", "rootSlope"] as const)
    : (["matching", "slope"] as const);
  const curves = fc.record({
    link: fc.constantFrom(...made).map((parameters) => ({ name, parameters })),
    scale: fc.oneof(fc.constant(1), fc.double({ min: 0.1, max: 4, noNaN: true })),
    shift: fc.oneof(fc.constant(0), fc.double({ min: -2, max: 2, noNaN: true })),
    smoothing: fc.oneof(fc.constant(1), fc.double({ min: 0.05, max: 1, noNaN: true })),
    form: fc.constantFrom(...forms),
  });

  /**
   * 4·10⁻¹⁵ of the largest value in the block, or of 1, or of the largest term of a ramp: a link adds up a few terms of that size
   * at most, each off by a few units in the last place; 10⁻¹⁴ for mixtures of many normal laws, whose series has values of size 10. Of a root the square is compared, since a root takes rounding near 0 to its root.
   */
  test("is mapped as TypeScript has it", () => {
    const z = normals(7, 512).map((value) => 2 * value);
    fc.assert(
      fc.property(curves, (curve) => {
        const there = expected(curve, z);
        const here = run(encodeCurve(curve), z);
        const squared = (h: Float64Array) => (curve.form === "rootSlope" ? h.map((value) => value * value) : h);
        const [value, slope] = largestTerms(curve, z);
        for (const [a, b, term] of [
          [here.m, there.m, value],
          [squared(here.h), squared(there.h), slope],
        ] as const) {
          const size = b.reduce((most, at) => Math.max(most, Math.abs(at)), term);
          // A slope that rounding has brought below 0 has the root 0 here and none in TypeScript.
          const allowed = links[name]().error > 0 ? 1e-14 : 4e-15;
          const isRooted = curve.form === "rootSlope";
          const tolerance = (i: number) => (isRooted && Number.isNaN(b[i]) ? Number.POSITIVE_INFINITY : allowed * size);
          expect(complaint(a, b, tolerance, z), `${JSON.stringify(curve)}`).toBe("");
        }
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  /** A mixture of many laws is a series over the whole line: exact to rounding of its largest values only. */
  test("has for hostile z what TypeScript has, where that is a number", () => {
    const z = Float64Array.from([...HOSTILE, 40, -40, 1e5, -1e5]);
    const isMixture = links[name]().error > 0;
    for (const smoothing of [1, 0.6])
      for (const form of forms) {
        const curve: Curve = { link: { name, parameters: made[0] }, scale: 1.5, shift: 0.25, smoothing, form };
        const [there, here] = [expected(curve, z), run(encodeCurve(curve), z)];
        const squared = (h: number) => (form === "rootSlope" ? h * h : h);
        z.forEach((at, i) => {
          const size = isMixture && smoothing < 1 ? 1 + (Math.abs(at) < 100 ? Math.abs(at) : 100) : 1e-2;
          for (const [a, b] of [
            [here.m[i], there.m[i]],
            [squared(here.h[i]), squared(there.h[i])],
          ]) {
            const where = `${JSON.stringify(curve)} at ${at}`;
            if (Number.isFinite(b))
              expect(Math.abs(a - b), `${where}`).toBeLessThanOrEqual(1e-14 * Math.max(Math.abs(b), size));
            else if (!Number.isNaN(b)) expect(a, `${where}`).toBe(b);
            // The limit of a ramp is known where ∞·0 is not.
            else if (Number.isNaN(at)) expect(a, `${where}`).toBeNaN();
          }
        });
      }
  });
});

describe("mixtures of many normal laws as series", () => {
  const formulas = (weights: number[], spreads: number[]): Record<string, [formula.Formula, formula.Formula]> => {
    const sum = (of: (spread: formula.Formula) => formula.Formula) =>
      formula.add(
        ...weights.map((w, j) =>
          formula.multiply(
            w,
            of(formula.squareRoot(formula.add(formula.square(formula.tau), spreads[j] * spreads[j]))),
          ),
        ),
      );
    const distribution = sum((q) => formula.cdf(formula.divide(formula.m, q)));
    const ramp = sum((q) => formula.ramp(formula.m, q));
    return {
      "Φ, and φ, its slope": [distribution, formula.derivative(distribution)],
      "the ramp, and Φ, its slope": [ramp, formula.derivative(ramp)],
    };
  };

  test("have rounding errors only, for spreads a factor of 6 apart as in the logistic law, at any τ", () => {
    const names = Object.keys(formulas([1], [1]));
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.array(
          fc.tuple(fc.double({ min: 0.1, max: 1, noNaN: true }), fc.double({ min: 0.4, max: 2.4, noNaN: true })),
          {
            minLength: 4,
            maxLength: 12,
          },
        ),
        fc.double({ min: 0.001, max: 20, noNaN: true }),
        (name, components, tau) => {
          const weights = components.map(([w]) => w);
          const spreads = components.map(([, spread]) => spread);
          const z = Float64Array.from([...grid(-30, 30, 301), ...grid(-200, 200, 100)]);
          const [value, slope] = formulas(weights, spreads)[name];
          const { m, h } = runFormulas(value, slope, z, tau);
          // A term of spread q is a number of about |z| + q, and is rounded as such; of 4000 mixtures the worst was 2.7e-15 of that.
          const sizeAt = (at: number): number =>
            weights.reduce((sum, w, j) => sum + w * (1 + Math.hypot(tau, spreads[j]) + Math.abs(at)), 0);
          for (const [f, out] of [
            [value, m],
            [slope, h],
          ] as const) {
            const plain = z.map((at) => formula.evaluate(f, { m: at, tau }));
            const tolerance = (i: number) => 3e-15 * sizeAt(z[i]);
            expect(complaint(out, plain, tolerance, z)).toBe("");
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("bins", () => {
  const knots = fc.oneof(
    fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 60 }),
    fc.array(fc.double({ noNaN: true }), { maxLength: 30 }),
    fc.array(fc.constantFrom(-1, 0, 0.5, 2, Infinity, -Infinity), { maxLength: 40 }),
    fc.integer({ min: 1, max: 400 }).map((n) => Array.from({ length: n }, (_, i) => i / 100 - 2)),
    fc.integer({ min: 1, max: 400 }).map((n) => Array.from({ length: n }, (_, i) => ((i - n / 2) / 50) ** 5)),
  );
  test("are those of binOf, for z at the knots, beside them, anywhere, and no number at all", () => {
    fc.assert(
      fc.property(knots, fc.array(fc.double()), (edges, others) => {
        const sorted = Float64Array.from(edges).sort();
        const z = Float64Array.from([
          ...sorted,
          ...[...sorted].flatMap((edge) => [edge * (1 + 2 ** -52), edge * (1 - 2 ** -53), edge + 1e-9]),
          ...others,
          ...HOSTILE,
        ]);
        const values = normals(5, 2 * sorted.length + 2);
        const [m, h] = [values.subarray(0, sorted.length + 1), values.subarray(sorted.length + 1)];
        const mapped = run(encodeCurve({ knots: sorted, m, h }), z);
        const bins = z.map((at) => binOf(sorted, at));
        expect(mapped.m).toEqual(bins.map((bin) => m[bin]));
        expect(mapped.h).toEqual(bins.map((bin) => h[bin]));
      }),
      { numRuns: 300 },
    );
  });
});

test("Hermite degrees have the bits of TypeScript", () => {
  const z = normals(9, 301).map((value) => 3 * value);
  for (const degree of [1, 2, 3, 7, 12]) {
    const curve: Curve = { degree, coefficient: -0.4 };
    expect(run(encodeCurve(curve), z)).toEqual(expected(curve, z));
  }
});

test("a row has the same bits wherever it is and however many there are", () => {
  const z = normals(11, 700);
  const curves: Curve[] = [
    { link: { name: "softplus", parameters: {} }, scale: 1.1, shift: 0.2, smoothing: 0.8, form: "slope" },
    { link: { name: "elu", parameters: { alpha: 1 } }, scale: 1, shift: 0, smoothing: 0.8, form: "rootSlope" },
    { knots: Float64Array.of(-1, 0, 0.5), m: normals(1, 4), h: normals(2, 4) },
    { degree: 4, coefficient: 1 },
  ];
  for (const curve of curves) {
    const encoded = encodeCurve(curve);
    const { m, h } = run(encoded, z);
    for (const [from, to] of [
      [0, 2],
      [1, 257],
      [3, 17],
      [511, 700],
    ]) {
      expect(run(encoded, z.subarray(from, to))).toEqual({ m: m.subarray(from, to), h: h.subarray(from, to) });
    }
  }
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  absolute,
  add,
  cdf,
  compile,
  decay,
  density,
  derivative,
  divide,
  evaluate,
  exponential,
  type Formula,
  hyperbolicTangent,
  logOnePlus,
  m,
  maximum,
  minimum,
  multiply,
  number,
  ramp,
  square,
  squareRoot,
  step,
  subtract,
  tau,
  text,
} from "../../src/math/formula.ts";

/** Formulas of bounded size, slope and curvature, so that finite differences can be trusted: no kinks, no poles. */
const smooth: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula; bounded: Formula }>((tie) => ({
  // Most leaves are m, so that most formulas depend on it.
  formula: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(m, m, m, tau, number(0.7, "a"), number(-1.3)),
    fc.tuple(tie("formula"), tie("formula")).map(([a, b]) => add(a, b)),
    fc.tuple(tie("formula"), tie("bounded")).map(([a, b]) => multiply(a, b)),
    fc.tuple(tie("formula"), tie("bounded")).map(([a, b]) => divide(a, add(1, square(b)))),
    tie("formula").map((a) => ramp(a, tau)),
    tie("bounded").map((a) => square(a)),
    tie("bounded"),
  ),
  bounded: fc.oneof(
    tie("formula").map(hyperbolicTangent),
    tie("formula").map(cdf),
    tie("formula").map(density),
    tie("formula").map((a) => decay(a, tau)),
    tie("formula").map((a) => exponential(hyperbolicTangent(a))),
    tie("formula").map((a) => logOnePlus(square(hyperbolicTangent(a)))),
    tie("formula").map((a) => squareRoot(add(1, square(hyperbolicTangent(a))))),
  ),
})).formula;

/** Formulas of any kind, kinks and jumps among them. */
const any: fc.Arbitrary<Formula> = fc
  .tuple(smooth, smooth)
  .chain(([a, b]) =>
    fc.constantFrom(maximum(a, b), minimum(a, b), add(absolute(a), b), multiply(step(a), b), divide(a, tau), a),
  );

const point = fc.record({
  m: fc.double({ min: -3, max: 3, noNaN: true }),
  tau: fc.double({ min: 0.2, max: 2, noNaN: true }),
});

describe("formula", () => {
  it("compiled over a block has the bits of the value at each point", () => {
    fc.assert(
      fc.property(any, fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 7 }), point, (f, ms, at) => {
        const out = new Float64Array(8).fill(-7);
        compile(f, 8)(Float64Array.from(ms), at.tau, out, ms.length);
        ms.forEach((mean, i) => expect(out[i]).toBe(evaluate(f, { m: mean, tau: at.tau })));
        expect(Array.from(out.subarray(ms.length))).toEqual(Array.from(out.subarray(ms.length), () => -7));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("compiled twice is used side by side", () => {
    const f = add(multiply(cdf(m), tau), multiply(m, add(m, density(m))));
    const [one, other] = [compile(f, 4), compile(f, 2)];
    const [a, b] = [new Float64Array(4), new Float64Array(2)];
    one(Float64Array.of(1, 2, 3, 4), 1, a, 4);
    other(Float64Array.of(-1, -2), 2, b, 2);
    expect(Array.from(a)).toEqual([1, 2, 3, 4].map((mean) => evaluate(f, { m: mean, tau: 1 })));
    expect(Array.from(b)).toEqual([-1, -2].map((mean) => evaluate(f, { m: mean, tau: 2 })));
  });

  it("has the derivative that finite differences find", () => {
    const h = 1e-4;
    fc.assert(
      fc.property(smooth, point, (f, { m: at, tau: spread }) => {
        const value = (mean: number): number => evaluate(f, { m: mean, tau: spread });
        const wide = (value(at + 2 * h) - value(at - 2 * h)) / (4 * h);
        const narrow = (value(at + h) - value(at - h)) / (2 * h);
        // Richardson leaves an error of order h⁴; how far the two differ tells how curved f is here.
        const found = narrow + (narrow - wide) / 3;
        const allowed = 1e-8 * (1 + Math.abs(value(at)) + Math.abs(found)) + 0.1 * Math.abs(narrow - wide);
        expect(Math.abs(evaluate(derivative(f), { m: at, tau: spread }) - found)).toBeLessThan(allowed);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("takes the right derivative at kinks written with the right branch first, and 0 at jumps", () => {
    const slope = (f: Formula): number => evaluate(derivative(f), { m: 0, tau: 1 });
    expect(slope(maximum(m, 0))).toBe(1);
    expect(slope(minimum(0, m))).toBe(0);
    expect(slope(absolute(m))).toBe(1);
    expect(slope(step(m))).toBe(0);
  });

  it("folds plain numbers, keeps parameters", () => {
    expect(add(1, m, 2, -3)).toBe(m);
    expect(multiply(2, m, 0.5)).toBe(m);
    expect(multiply(m, 0, tau)).toEqual(number(0));
    expect(text(multiply(-1, multiply(3, m)))).toBe("−3·m");
    expect(text(multiply(number(1, "a"), m))).toBe("a·m");
    expect(derivative(divide(m, tau))).toEqual(divide(1, tau));
    expect(derivative(square(m))).toEqual(multiply(2, m));
    expect(derivative(number(3, "c"))).toEqual(number(0));
  });

  it("reads as one would write it", () => {
    const t = number(1.5, "t");
    expect(text(cdf(divide(subtract(m, t), tau)))).toBe("Φ((m − t)/τ)");
    expect(text(subtract(multiply(2, ramp(m, tau)), 1))).toBe("2·E(m + τ·u)₊ − 1");
    expect(text(squareRoot(add(1, square(multiply(number(2, "c"), tau)))))).toBe("√((c·τ)² + 1)");
    expect(text(divide(m, multiply(2, tau)))).toBe("m/(2·τ)");
  });
});

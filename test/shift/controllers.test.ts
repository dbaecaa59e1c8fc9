/** Mixture controllers: as the papers' own code, and never off the simplex. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Controller, type MixtureState, mixtureStep, startMixture } from "../../src/shift/controller.ts";
import { controllers } from "../../src/shift/controllers/index.ts";
import { apart, frozen } from "./frozen.ts";

const names = Object.keys(controllers) as (keyof typeof controllers)[];
const { start, tokens, targets, weights } = frozen.mixtures;
const references = targets;

const expectShares = (shares: readonly number[], k: number): void => {
  expect(shares.length).toBe(k);
  for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
  // Rounding of sums of thousands.
  expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-10);
};

test.each(Object.keys(weights))("%s: 30 updates as in NumPy", (name) => {
  const controller: Controller = controllers[name as keyof typeof controllers]();
  let state = startMixture(controller, start);
  const sums = new Float64Array(5);
  tokens.forEach((losses, t) => {
    state = mixtureStep(controller, state, { losses, references });
    expect(apart(state.weights, weights[name][t])).toBeLessThan(1e-12);
    state.weights.forEach((weight, i) => (sums[i] += weight));
  });
  expect(state.updates).toBe(30);
  expect(
    apart(
      state.average,
      sums.map((sum) => sum / 30),
    ),
  ).toBeLessThan(1e-12);
});

describe.each(names)("%s", (name) => {
  const controller: Controller = controllers[name]();

  test("says its name", () => expect(controller.name).toBe(name));

  test("keeps weights, samples and averages on the simplex, whatever the losses", () => {
    const loss = fc.oneof(
      fc.double({ min: -1e300, max: 1e300, noNaN: true }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.constantFrom(0, -0, 5e-324),
    );
    const updates = fc.integer({ min: 1, max: 8 }).chain((k) =>
      fc.record({
        start: fc.array(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), { minLength: k, maxLength: k }),
        losses: fc.array(fc.array(loss, { minLength: k, maxLength: k }), { maxLength: 6 }),
        references: fc.array(loss, { minLength: k, maxLength: k }),
      }),
    );
    fc.assert(
      fc.property(updates, ({ start, losses, references }) => {
        let state = startMixture(controller, start);
        for (const each of losses) state = mixtureStep(controller, state, { losses: each, references });
        for (const shares of [state.weights, state.sampling, state.average, state.dual])
          expectShares(shares, start.length);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test("one domain has it all; thousands share", () => {
    let one = startMixture(controller, [7]);
    one = mixtureStep(controller, one, { losses: [3], references: [1] });
    expectShares(one.sampling, 1);
    const sizes = Array.from({ length: 4000 }, (_, i) => 1 + (i % 97));
    let many = startMixture(controller, sizes);
    const losses = sizes.map((size) => size / 50);
    many = mixtureStep(controller, many, { losses, references: sizes.map(() => 1) });
    expectShares(many.sampling, 4000);
  });

  test("a state that went through JSON goes on as it would have", () => {
    const go = (state: MixtureState): MixtureState => mixtureStep(controller, state, { losses: tokens[0], references });
    const state = go(startMixture(controller, start));
    expect(go(JSON.parse(JSON.stringify(state)))).toEqual(go(state));
  });

  test.runIf(controller.needs !== "nothing")("refuses what is no loss, naming the domain", () => {
    const state = startMixture(controller, [1, 1]);
    const step = (losses: (number | null)[], references?: number[]) => () =>
      mixtureStep(controller, state, { losses, ...(references && { references }) });
    expect(step([1, Number.NaN], [1, 1])).toThrow(/loss of domain 2: not a loss, got NaN/);
    expect(step([Number.POSITIVE_INFINITY, 1], [1, 1])).toThrow(/loss of domain 1: not a loss, got Infinity/);
    expect(step([1], [1, 1])).toThrow(/losses: not as many as domains, got 1; give 2/);
    if (controller.needs === "references") {
      expect(step([1, 2])).toThrow(/references: \w+ needs them/);
      expect(step([1, 2], [1, Number.NaN])).toThrow(/reference of domain 2: not a loss, got NaN/);
    }
    if (controller.allowsAbsent) expectShares(step([1, null], [1, 1])().weights, 2);
    else expect(step([1, null], [1, 1])).toThrow(/loss of domain 2: \w+ needs it/);
  });
});

test("DoReMi: a domain that a batch lacks keeps its excess, which is ln V at first", () => {
  const controller = controllers.doremi({ vocabulary: 100, smoothing: 0 });
  const state = mixtureStep(controller, startMixture(controller, [1, 3]), { losses: [2, null], references: [1.5, 1] });
  expect(state.scores).toEqual([0.5, Math.log(100)]);
  expect(state.sampling).toEqual([0.5, 0.5]);
  expect(state.weights[1] / state.weights[0]).toBeCloseTo(100 / Math.exp(0.5), 9);
});

test("DoReMi cuts token by token, where means would hide the excess", () => {
  const controller = controllers.doremi({ smoothing: 0 });
  const step = (losses: (number | number[])[]) =>
    mixtureStep(controller, startMixture(controller, [1, 1]), { losses, references: [2, 2] }).weights;
  // Tokens at 1 and 3 beside 2: mean excess 0, of tokens 1/2.
  expect(step([2, 2])).toEqual([0.5, 0.5]);
  const [first, second] = step([[1, 3], 2]);
  expect(first / second).toBeCloseTo(Math.exp(0.5), 12);
});

test("extrapolation that overshoots is cut off, and what it leaves sums to 1", () => {
  const controller = controllers.pdKl({ smoothing: 0 });
  let state = startMixture(controller, [1, 1]);
  state = mixtureStep(controller, state, { losses: [5, 0], references: [0, 0] });
  expect(state.sampling).toEqual([1, 0]);
  expect(state.dual[1]).toBeGreaterThan(0);
});

test("proportional: to a power of the sizes", () => {
  const even = startMixture(controllers.proportional({ power: 0 }), [1, 9]).weights;
  const root = startMixture(controllers.proportional({ power: 0.5 }), [1, 9]).weights;
  expect(apart(even, [0.5, 0.5])).toBeLessThan(1e-15);
  expect(apart(root, [0.25, 0.75])).toBeLessThan(1e-15);
});

test("refuses a start that is no share", () => {
  expect(() => startMixture(controllers.pdKl(), [])).toThrow(/start: no domains/);
  expect(() => startMixture(controllers.pdKl(), [1, 0])).toThrow(/start of domain 2: not a positive number, got 0/);
});

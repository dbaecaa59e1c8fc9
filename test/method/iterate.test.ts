/** The loop: each reason to stop provoked, and what the iterates say on the way. */
import { describe, expect, test } from "vitest";
import { norm, scaled } from "../../src/math/vectors.ts";
import type { Field } from "../../src/method/field.ts";
import { euclidean } from "../../src/method/geometries/euclidean.ts";
import { sphere } from "../../src/method/geometries/sphere.ts";
import { iterate, type Journey, journey } from "../../src/method/iterate.ts";
import { STOP_SENTENCES } from "../../src/method/result.ts";
import { constant } from "../../src/method/schedules/constant.ts";
import { geometric } from "../../src/method/schedules/geometric.ts";
import { unwhitened } from "../../src/method/whiten.ts";
import { designOf, passOver } from "../fixtures/rows.ts";

const fieldOf = (at: (w: Float64Array, phi: number) => Float64Array | Promise<Float64Array>): Field => ({
  name: "test",
  at: async (w, phi) => at(w, phi),
});
const plain = {
  geometry: euclidean(),
  schedule: constant({ size: 1, steps: 50 }),
  whitening: unwhitened(2),
  pass: passOver(designOf(new Float64Array(2), new Float64Array(1), 2)),
  start: Float64Array.of(1, 2),
};
/** The field (1 − factor)·w, so that a step of size 1 multiplies w by the factor. */
const times = (factor: number) => fieldOf((w) => scaled(w, 1 - factor));

const PROVOKED: Record<string, Partial<Journey> & Pick<Journey, "field">> = {
  stepLimit: { field: fieldOf(() => Float64Array.of(0.1, 0)) },
  converged: { field: fieldOf((w) => Float64Array.of((w[0] - 3) / 2, 0)) },
  diverged: { field: times(10) },
  stalled: { field: fieldOf(() => new Float64Array(2)) },
  notFinite: { field: fieldOf(() => Float64Array.of(Number.NaN, 1)) },
  aborted: { field: times(0.9), signal: AbortSignal.abort() },
};

test("every reason is provoked below", () => {
  expect(Object.keys(PROVOKED).sort()).toEqual(Object.keys(STOP_SENTENCES).sort());
});

test.each(Object.entries(PROVOKED))("%s", async (reason, parts) => {
  const iterates = await journey({ ...plain, ...parts });
  const stops = iterates.map(({ stop }) => stop);
  expect(stops.pop()).toBe(reason);
  expect(stops.every((stop) => stop === undefined)).toBe(true);
  expect(iterates[0].w).toEqual(plain.start);
  for (const { w } of iterates) expect(w.every(Number.isFinite)).toBe(true);
  // One iterate a step, and the last once more only where nothing was left to do.
  expect(iterates.every(({ t }, k) => t === k || t === k - 1)).toBe(true);
});

describe("stopping", () => {
  test("the step limit counts steps: T steps, T + 1 points", async () => {
    const iterates = await journey({ ...plain, ...PROVOKED.stepLimit });
    expect(iterates.length).toBe(51);
    expect(iterates[50].w[0]).toBeCloseTo(1 - 50 * 0.1, 12);
  });

  test("convergence is to the place, at the rate of the field", async () => {
    const iterates = await journey({ ...plain, ...PROVOKED.converged });
    const end = iterates[iterates.length - 1];
    expect(end.w[0]).toBeCloseTo(3, 8);
    expect(iterates.length).toBeLessThan(40);
  });

  test("a step to the solution and none after is convergence; a field that vanishes on the way is a stall", async () => {
    const newton = fieldOf((w) => Float64Array.of(Math.abs(w[0] - 3) < 1e-8 ? 0 : (w[0] - 3) * (1 - 1e-7), 0));
    expect((await journey({ ...plain, field: newton })).pop()?.stop).toBe("converged");
    const dead = fieldOf((w) => Float64Array.of(w[0] > 2.5 ? 0 : -1, 0));
    const end = (await journey({ ...plain, field: dead })).pop();
    expect([end?.stop, end?.w[0]]).toEqual(["stalled", 3]);
  });

  test("no outcome depends on the unit of the labels", async () => {
    for (const [reason, { field, ...parts }] of Object.entries(PROVOKED)) {
      for (const unit of [2 ** -70, 2 ** 70]) {
        // Labels, and with them weights and field, in units of a power of two: the same digits throughout.
        const inUnits = fieldOf(async (w, phi) =>
          scaled(await field.at(scaled(w, 1 / unit), phi, { pass: plain.pass, whitening: plain.whitening }), unit),
        );
        const same = await journey({ ...plain, ...parts, field: inUnits, start: scaled(plain.start, unit) });
        const one = await journey({ ...plain, ...parts, field });
        expect([same.length, same[same.length - 1].stop]).toEqual([one.length, reason]);
      }
    }
  });

  test("a path of fixed step lengths ends with its schedule, on the sphere", async () => {
    const field = fieldOf((w) => Float64Array.of(0, -1e-3 * w[1] - 1e-3));
    const iterates = await journey({ ...plain, field, geometry: sphere(), schedule: geometric() });
    expect(iterates[iterates.length - 1].stop).toBe("stepLimit");
    for (const { w } of iterates) expect(norm(w)).toBeCloseTo(1, 14);
    const chord = (t: number) =>
      norm(Float64Array.of(iterates[t + 1].w[0] - iterates[t].w[0], iterates[t + 1].w[1] - iterates[t].w[1]));
    // A tangent step of length c φ is retracted to a chord shorter by O((cφ)³).
    expect(chord(0)).toBeCloseTo(0.25 * iterates[0].phi, 2);
    expect(chord(0)).toBeLessThan(0.25 * iterates[0].phi);
  });

  test("φ of an iterate is the one its field is seen with", async () => {
    const seen: number[] = [];
    const field = fieldOf((w, phi) => {
      seen.push(phi);
      return Float64Array.of(-w[1], w[0]);
    });
    const iterates = await journey({ ...plain, field, geometry: sphere(), schedule: geometric() });
    expect(iterates.slice(0, -1).map(({ phi }) => phi)).toEqual(seen);
  });

  test("a start away from where weights live is brought back first", async () => {
    const [first] = await journey({ ...plain, field: times(0.5), geometry: sphere() });
    expect(norm(first.w)).toBeCloseTo(1, 14);
  });
});

test("an iterate at a time: whoever stops asking stops the work", async () => {
  let evaluations = 0;
  const field = fieldOf((w) => {
    evaluations += 1;
    return scaled(w, 0.1);
  });
  for await (const { t } of iterate({ ...plain, field })) if (t === 4) break;
  expect(evaluations).toBe(5);
});

test("aborting half way keeps what was reached", async () => {
  const controller = new AbortController();
  const reached: number[] = [];
  let last: string | undefined;
  for await (const { t, stop } of iterate({ ...plain, field: times(0.9), signal: controller.signal })) {
    reached.push(t);
    if (t === 3) controller.abort();
    last = stop;
  }
  expect(reached).toEqual([0, 1, 2, 3, 4]);
  expect(last).toBe("aborted");
});

import { describe, expect, test } from "vitest";
import { angle, degrees, dot, norm, unit } from "../../src/math/vectors.ts";
import { brief, explore, type Plan, refine } from "../../src/method/explore.ts";
import { NO_LINK } from "../../src/method/field.ts";
import { plugIn } from "../../src/method/fields/plugIn.ts";
import { smoothed } from "../../src/method/fields/smoothed.ts";
import { chow } from "../../src/method/initializers/chow.ts";
import { random } from "../../src/method/initializers/random.ts";
import { zero } from "../../src/method/initializers/zero.ts";
import type { Knowledge } from "../../src/method/judge.ts";
import { polish } from "../../src/method/polish.ts";
import { bitsOf, designOf, normals, row } from "../fixtures/rows.ts";
import { trialOver } from "../fixtures/trial.ts";

const [N, D] = [4000, 4];
const X = normals(1, N * D);
const NOISE = normals(2, N);
const TARGET = unit(Float64Array.of(2, -1, 1, 0));
const INDEX = Float64Array.from({ length: N }, (_, i) => dot(row(X, D, i), TARGET));
const DESIGN = designOf(
  X,
  INDEX.map((z, i) => Math.max(1.5 * z - 0.6, 0) + 0.2 * NOISE[i]),
  D,
);
const RELU = { name: "relu", parameters: { bias: 0 } };

const SEARCHED: Knowledge = { link: RELU, intercept: true, fixed: false };
const UNKNOWN: Knowledge = { intercept: true, fixed: false };

const PLAN: Plan = {
  initializers: [chow()],
  fieldOf: smoothed(),
  angles: [1, 0.5],
  shortlist: 1,
  refinements: [0.4],
  floor: 0.02,
};
const PLUG_IN: Plan = { ...PLAN, fieldOf: plugIn(), floor: 0.03 };
const off = (w: Float64Array) => degrees(angle(w, TARGET));

// Labels of noise .2 under a slope of 1.5 on 40 % of 3000 rows: √3 × .2/(1.5·√1200) = .0067, .4° and the paths' floor.
describe.each([
  ["known up to scale and shift", SEARCHED, PLAN],
  ["unknown", UNKNOWN, PLUG_IN],
] as const)("explore, link %s", (_, knowledge, plan) => {
  const trial = trialOver(DESIGN, knowledge);

  test("finds the direction; what it says of its path is so", async () => {
    const done: number[] = [];
    const found = await explore({ ...trial, progress: (share) => done.push(share) }, plan);
    expect(norm(found.w)).toBeCloseTo(1, 14);
    expect(off(found.w)).toBeLessThan(2);
    expect(found.loss).toBe(Math.min(...found.losses));
    expect(found.loss).toBeCloseTo(0.04, 2);
    expect(found.stop).toBe("stepLimit");
    expect(done).toEqual(done.slice().sort());
    expect(done[done.length - 1]).toBe(1);
    if (knowledge.link === undefined) expect(found.known).toBeUndefined();
    else expect([found.known?.scale.toFixed(1), found.known?.shift.toFixed(1)]).toEqual(["1.5", "-0.6"]);
  });

  test("is the same twice, to the bit, and no worse than its brief paths", async () => {
    const [a, b] = [await explore(trial, plan), await explore(trial, plan)];
    expect(bitsOf(a.w)).toBe(bitsOf(b.w));
    expect(a.loss).toBeLessThanOrEqual(await brief(trial, plan));
  });

  test("refine goes on from it over all rows", async () => {
    const found = await explore(trial, plan);
    const refined = await refine(found, trial, plan);
    expect(norm(refined.w)).toBeCloseTo(1, 14);
    expect(off(refined.w)).toBeLessThan(2);
    expect(degrees(angle(refined.w, found.w))).toBeLessThan(3);
  });
});

test("starts that are the same direction are tried once, and the origin not at all", async () => {
  const evaluations = async (initializers: Plan["initializers"]) => {
    let count = 0;
    const field = plugIn()(NO_LINK);
    const counted = {
      name: field.name,
      at: (...seen: Parameters<typeof field.at>) => {
        count += 1;
        return field.at(...seen);
      },
    };
    await explore(trialOver(DESIGN, UNKNOWN), { ...PLUG_IN, initializers, fieldOf: () => counted });
    return count;
  };
  expect(await evaluations([chow(), chow(), zero()])).toBe(await evaluations([chow()]));
});

test("where no start is left, any direction is: labels that are constant", async () => {
  const trial = trialOver(designOf(X, new Float64Array(N), D), UNKNOWN);
  const found = await explore(trial, PLUG_IN);
  expect(norm(found.w)).toBeCloseTo(1, 14);
  expect(found.loss).toBe(0);
});

test("among many random starts the held-out rows find a good one", async () => {
  const plan = { ...PLUG_IN, initializers: [random({ count: 6 })], shortlist: 2 };
  expect(off((await explore(trialOver(DESIGN, UNKNOWN), plan)).w)).toBeLessThan(2);
});

test("aborting ends every path where it is", async () => {
  const found = await explore({ ...trialOver(DESIGN, UNKNOWN), signal: AbortSignal.abort() }, PLUG_IN);
  expect([found.stop, found.losses.length]).toEqual(["aborted", 1]);
});

describe("polish", () => {
  const start = unit(Float64Array.of(2, -0.8, 0.8, 0.2)); // 7.6° off
  const known = { link: RELU, scale: 1.4, shift: -0.5 };
  const trial = trialOver(DESIGN, SEARCHED);
  const polished = async (...seen: Parameters<typeof polish>) => {
    const end = await polish(...seen);
    if (end === undefined) throw new Error("not polished");
    return end;
  };

  test("a known link: to the least squares of weights, scale and shift", async () => {
    const end = await polished({ w: start, phi: 0.1, known }, trial);
    expect(off(start)).toBeGreaterThan(7);
    expect(off(end.w)).toBeLessThan(1);
    expect(norm(end.w)).toBeCloseTo(1, 14);
    const again = await polished(end, trial);
    expect(degrees(angle(again.w, end.w))).toBeLessThan(1e-3);
    expect(again.known?.shift).toBeCloseTo(end.known?.shift ?? Number.NaN, 5);
    const without = { ...trial, knowledge: { ...SEARCHED, intercept: false } };
    expect((await polished({ w: start, phi: 0.1, known: { ...known, shift: 0 } }, without)).known?.shift).toBe(0);
  });

  test("labels without any noise: to the last digits", async () => {
    const clean = trialOver(
      designOf(
        X,
        INDEX.map((z) => Math.max(1.5 * z - 0.6, 0)),
        D,
      ),
      SEARCHED,
    );
    const end = await polished({ w: start, phi: 0.1, known }, clean);
    expect(angle(end.w, TARGET)).toBeLessThan(1e-7);
    expect(end.known?.scale).toBeCloseTo(1.5, 7);
  });

  test("an unknown link: the direction alone", async () => {
    const end = await polished({ w: start, phi: 0.1 }, trialOver(DESIGN, UNKNOWN));
    expect(off(end.w)).toBeLessThan(1);
    expect(end.known).toBeUndefined();
  });

  test("leaves what it cannot better: a link taken as it comes, a link that jumps, very many features", async () => {
    const candidate = { w: start, phi: 0.1, known };
    expect(await polish(candidate, trialOver(DESIGN, { ...SEARCHED, fixed: true }))).toBeUndefined();
    const step = { ...candidate, known: { ...known, link: { name: "step", parameters: { threshold: 0 } } } };
    expect(await polish(step, trial)).toBeUndefined();
    expect(await polish(candidate, { ...trial, train: { ...trial.train, features: 1001 } })).toBeUndefined();
  });
});

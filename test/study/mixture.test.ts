/** The mixture study on three tiny domains: training, methods, sums, verdicts, and going on after an interruption. */
import { beforeAll, describe, expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { controllers } from "../../src/shift/controllers/index.ts";
import { type Texts, textsIn } from "../../src/study/mixture/domains.ts";
import { METHODS, type Method } from "../../src/study/mixture/methods.ts";
import { ahead, claimsOf, type Results, summaryTable, tokensTo } from "../../src/study/mixture/results.ts";
import { type Budget, trainedOn } from "../../src/study/mixture/training.ts";
import { type MixtureSettings, mixture, mixtureStudy } from "../../src/study/mixture.ts";
import { domainFiles } from "../fixtures/domains.ts";

const budget: Budget = {
  model: { context: 4, vector: 4, hidden: 8 },
  tokens: 1600,
  batch: 16,
  step: 0.1,
  momentum: 0.9,
  every: 20,
  validation: 50,
  heldOut: 100,
  checks: [0.5, 1],
};
const alike = [1, 1, 1];
const read = async (file: string): Promise<Uint8Array> => {
  if (!Object.hasOwn(domainFiles, file)) throw new UsageError({ where: file, what: "not there" });
  return domainFiles[file];
};

let texts: Texts;
beforeAll(async () => {
  texts = await textsIn(read);
});

describe("training", () => {
  const constant = controllers.constant();

  test("the same seed trains the same model, another another, and text that repeats is learned best", async () => {
    const runs = [];
    for (const seed of [1, 1, 2])
      runs.push(await trainedOn(texts.domains, budget, { controller: constant, start: alike }, seed));
    expect(runs[0].w).toEqual(runs[1].w);
    expect(runs[0].w).not.toEqual(runs[2].w);
    const [words, numbers, letters] = runs[0].checks[1].losses;
    expect(words).toBeLessThan(letters);
    expect(numbers).toBeLessThan(letters);
    // Letters by chance have ln 26 = 3.26 to learn, and nothing below.
    expect(letters).toBeGreaterThan(3.2);
    expect(runs[0].checks.map(({ tokens }) => tokens)).toEqual([800, 1600]);
  });

  test("domains have the tokens that the mixture says", async () => {
    const { shares } = await trainedOn(texts.domains, budget, { controller: constant, start: [8, 1, 1] }, 1);
    // 1600 draws: a share's deviation is 0.01; four of them.
    expect(Math.abs(shares[0] - 0.8)).toBeLessThan(0.04);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("controllers are told of validation texts every so often, or of every batch", async () => {
    const updates = async (controller: Parameters<typeof trainedOn>[2]["controller"], reference?: Float64Array) =>
      (
        await trainedOn(
          texts.domains,
          budget,
          { controller, start: alike, targets: [2, 2, 3], ...(reference && { reference }) },
          1,
        )
      ).state.updates;
    const { w } = await trainedOn(texts.domains, budget, { controller: constant, start: alike }, 1);
    expect(await updates(constant)).toBe(0);
    expect(await updates(controllers.pdKl())).toBe(4);
    expect(await updates(controllers.groupDro())).toBe(100);
    expect(await updates(controllers.doremi(), w)).toBe(100);
  });

  test("PD-KL gives more to the domain that is farthest from its target", async () => {
    const { shares } = await trainedOn(
      texts.domains,
      budget,
      { controller: controllers.pdKl(), start: alike, targets: [3, 3, 1] },
      1,
    );
    expect(shares[2]).toBeGreaterThan(0.5);
  });
});

test("texts that are not there are asked for", async () => {
  const nowhere = (file: string) => Promise.reject(new UsageError({ where: file, what: "not there" }));
  await expect(textsIn(nowhere)).rejects.toThrow("node scripts/domains.mjs");
});

test("tokens to a level lie on straight lines between checks", () => {
  const checks = [
    { tokens: 100, losses: [3, 5], errors: [1, 1] },
    { tokens: 200, losses: [2, 4], errors: [1, 1] },
  ];
  expect(tokensTo({ checks }, 4.5)).toBe(100);
  expect(tokensTo({ checks }, 3.25)).toBe(175);
  expect(tokensTo({ checks }, 2.9)).toBeUndefined();
});

describe("verdicts", () => {
  test("ahead is what chance does not do, the right way round", () => {
    const [low, high] = [
      [1, 2, 3],
      [2, 3.1, 4],
    ];
    expect(ahead("x", "larger", high, low, 2)).toMatchObject({ holds: true, found: expect.stringContaining("ahead") });
    expect(ahead("x", "smaller", low, high, 2).holds).toBe(true);
    const reversed = ahead("x", "larger", low, high, 2);
    expect(reversed.holds).toBe(false);
    expect(reversed.found).toBe(
      "2.00 against 3.03, difference -1.03 ± 0.07 over 3 seeds: the order is the other way round",
    );
    const close = ahead("x", "larger", [1, 2, 3.2], [1.1, 1.9, 3], 2);
    expect(close).toMatchObject({ holds: false, found: expect.stringContaining("chance does as much") });
    expect(ahead("x", "larger", low, low, 2).holds).toBe(false);
    expect(ahead("x", "larger", [2], [1], 2).holds).toBe(false);
  });

  /** Runs whose share of right symbols is as told, a little different on every seed. */
  const results = (right: Partial<Record<Method, number>>): Results => ({
    domains: ["a", "b"],
    targets: { validation: [1, 1], heldOut: [1, 1] },
    runs: (Object.keys(METHODS) as Method[]).flatMap((method) =>
      [1, 2, 3].map((seed) => {
        const error = 1 - (right[method] ?? 0.3) + 0.001 * seed * seed;
        return {
          method,
          seed,
          before: 0,
          shares: [0.5, 0.5],
          checks: [{ tokens: 10, losses: [2, 3], errors: [error, error] }],
        };
      }),
    ),
  });

  test("the talk's order is said to hold where it does, and not to hold where it does not", () => {
    const forms = (right: number) => ({ doremi: right, doremiSmall: right, doremiOnline: right });
    const [first] = claimsOf(results({ pdKl: 0.4987, ...forms(0.4891) }));
    expect(first).toMatchObject({ holds: true, says: expect.stringContaining("49.87 against 48.91") });
    const [one, ...others] = claimsOf(results({ pdKl: 0.4987, ...forms(0.4891), doremiSmall: 0.51 }));
    expect(one).toMatchObject({ holds: false, found: "it has than 2 of 3" });
    expect(others[1]).toMatchObject({ holds: false, found: expect.stringContaining("the other way round") });
    expect(claimsOf(results({ pdKl: 0.4891, ...forms(0.4987) }))[0].found).toBe("it has than 0 of 3");
    expect(claimsOf(results({}))[0].holds).toBe(false);
  });

  test("the table has a line a method", () => {
    const { rows } = summaryTable(results({ pdKl: 0.5 }));
    expect(rows.map(([name]) => name)).toEqual(Object.values(METHODS));
    // 49.9, 49.6 and 49.1: mean 49.53, deviation 0.404, two standard errors 0.47.
    expect(rows[7].slice(0, 5)).toEqual(["PD-KL", "0k", "49.53 ± 0.47", "2.5000 ± 0.0000", "2.0000 ± 0.0000"]);
  });
});

test("an interrupted study goes on where it was, and comes to the same", async () => {
  const settings: MixtureSettings = { budget: { ...budget, tokens: 320, heldOut: 30 }, seeds: [1, 2], targetSeed: 9 };
  let text: string | undefined;
  const kept = () => ({ read: async () => text, write: async (it: string) => void (text = it) });
  const whole = await mixtureStudy(settings, { quick: false, read });
  const stages: string[] = [];
  const stop = new AbortController();
  const interrupted = mixtureStudy(settings, {
    quick: false,
    read,
    kept,
    signal: stop.signal,
    progress: ({ stage }) => {
      if (stage.startsWith("seed 2, 1")) stop.abort(new Error("enough"));
    },
  });
  await expect(interrupted).rejects.toThrow("enough");
  const resumed = await mixtureStudy(settings, {
    quick: false,
    read,
    kept,
    progress: ({ stage }) => stages.push(stage),
  });
  expect(resumed.csv).toBe(whole.csv);
  expect(stages.some((stage) => stage.startsWith("seed 1,"))).toBe(false);
  // 9 methods on 2 seeds, judged twice on 3 domains.
  expect(whole.csv.trimEnd().split("\n").length).toBe(1 + 9 * 2 * 2 * 3);
  expect(mixture.endings).toEqual([".json", "-worst.svg"]);
});

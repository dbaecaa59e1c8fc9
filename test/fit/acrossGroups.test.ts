/** Fits across groups: whom they serve, what they say, and what they refuse. */
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import type { SvgDocument } from "../../src/figures/index.ts";
import type { FitOptions } from "../../src/fit/options.ts";
import { load, save } from "../../src/fit/save.ts";
import { RandomStream } from "../../src/math/random.ts";
import { html } from "../../src/report/html.ts";
import { terminal } from "../../src/report/terminal.ts";
import { fit } from "../../src/trust/fit.ts";
import { predict } from "../../src/trust/predict.ts";

const SITES = ["north", "south", "east", "west"];
const D = 3;

/**
 * Four sites, y = ReLU(1 + w·x) + noise. Where `shifted`, the last one is small and has other weights; where `wrong`, it has
 * a fifth of its labels far off.
 */
function sites({ shifted = false, wrong = false, seed = 3 }) {
  const random = new RandomStream(seed);
  const columns: Record<string, number[]> = { a: [], b: [], c: [] };
  const site: string[] = [];
  const [clean, y]: number[][] = [[], []];
  SITES.forEach((name, j) => {
    const isLast = j === SITES.length - 1;
    const size = shifted && isLast ? 80 : 220;
    const weights = [1, 0.6, -0.5].map((w) => w + (isLast && shifted ? 0.9 : 0.15) * random.normal());
    for (let i = 0; i < size; i++) {
      const x = Array.from({ length: D }, () => random.normal());
      const label = Math.max(1 + x.reduce((z, value, k) => z + value * weights[k], 0), 0) + 0.1 * random.normal();
      Object.values(columns).forEach((column, k) => column.push(x[k]));
      site.push(name);
      clean.push(label);
      y.push(wrong && isLast && i % 5 === 0 ? 9 : label);
    }
  });
  return { x: { ...columns, site }, y, clean, site };
}

const told: FitOptions = { group: "site", seed: 1, link: "relu" };

/** The worst site's mean square of prediction − clean label, over all rows. */
async function worstClean(rows: ReturnType<typeof sites>, options: FitOptions): Promise<number> {
  const { prediction } = predict(await fit({ x: rows.x, y: rows.y }, options), { x: rows.x });
  return Math.max(
    ...SITES.map((name) => {
      const of = rows.clean.flatMap((label, i) => (rows.site[i] === name ? [(prediction[i] - label) ** 2] : []));
      return of.reduce((sum, square) => sum + square, 0) / of.length;
    }),
  );
}

/** Fast: nothing is looked for, and what is asked of groups is told. */
const quick: FitOptions = { contamination: 0, reference: "own" };

test("link told: a small site that is unlike the others is better served", async () => {
  const rows = sites({ shifted: true });
  const alike = await worstClean(rows, { ...told, ...quick, shift: "none" });
  expect(await worstClean(rows, { ...told, ...quick })).toBeLessThan(0.8 * alike);
});

test("link found: with a fifth of a site's labels wrong, by default nobody is chased", async () => {
  const rows = sites({ wrong: true });
  const found: FitOptions = { group: "site", seed: 1 };
  const alike = await worstClean(rows, { ...found, ...quick, shift: "none" });
  const raw = await worstClean(rows, { ...found, contamination: 0, nu: 0.1 });
  const byDefault = await worstClean(rows, found);
  expect(byDefault).toBeLessThan(alike);
  expect(byDefault).toBeLessThan(0.5 * raw);
});

test("the model says what each group has and pays, survives a file, and is shown", async () => {
  const rows = sites({ shifted: true });
  const model = await fit({ x: rows.x, y: rows.y }, { ...told, ...quick, shift: "kl", nu: 0.2 });
  expect(load(save(model))).toEqual(model);
  expect(model).toMatchObject({ learner: "groupNeuron", features: ["a", "b", "c"] });
  expect(model.trust).toBeUndefined();
  const { groups, path, ...settings } = model.shift!;
  expect(settings).toMatchObject({ column: "site", shift: "kl", nu: 0.2, reference: "own" });
  expect(settings.penalty).toBeGreaterThan(0);
  expect(groups.map(({ name, rows }) => [name, rows])).toEqual([
    ["north", 220],
    ["south", 220],
    ["east", 220],
    ["west", 80],
  ]);
  expect(groups.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
  expect(groups[3].weight).toBeGreaterThan(0.25);
  expect(groups[3].robust!).toBeLessThan(groups[3].alike!);
  expect(path.groups[0]).toBe(3);
  expect(path.weights.map(({ length }) => length)).toEqual([0, 1, 2, 3].map(() => path.steps.length));
  const text = terminal(model);
  expect(text).toMatch(/^site +rows +all alike +this fit +pays +own +trusted +weight\neast +220 /m);
  const page = html(model, parseHTML("<html></html>").document as unknown as SvgDocument);
  expect(page).toContain("<h2>Each <bdi>site</bdi></h2>");
  expect(page).toContain("Whom the fit listens to");
  expect(text).toMatch(/groups +4 of site, shift kl, nu 0.200 mean losses/);
});

test("--shift none compares only: the fit is the learner's, with its intervals", async () => {
  const rows = sites({ shifted: true });
  const model = await fit({ x: rows.x, y: rows.y }, { ...told, contamination: 0, shift: "none" });
  expect(model.learner).not.toBe("groupNeuron");
  expect(model.trust?.intervals).toBeDefined();
  for (const { alike, robust } of model.shift!.groups) expect(robust).toBe(alike);
});

test("groups of numbers, one of them a single row: it learns, and has no loss", async () => {
  const rows = sites({});
  const year = rows.site.map((name, i) => (i === 7 ? 1999 : 2000 + SITES.indexOf(name)));
  const { site: _, ...x } = rows.x;
  const model = await fit({ x: { ...x, year }, y: rows.y }, { ...told, ...quick, group: "year" });
  const single = model.shift!.groups.find(({ name }) => name === "1999");
  expect(single).toMatchObject({ rows: 1, alike: null, robust: null });
});

test("refuses what makes no sense, by name", async () => {
  const { x, y } = sites({});
  const refuses = async (options: FitOptions, words: RegExp): Promise<void> =>
    expect(fit({ x, y }, options)).rejects.toThrow(words);
  await refuses({ nu: 1 }, /nu: there are no groups, got 1; name their column with group/);
  await refuses({ ...told, nu: -1 }, /nu: not a penalty, got -1; give 0/);
  await refuses({ ...told, bootstrap: 50 }, /bootstrap: not worked out for a fit across groups/);
  await refuses({ ...told, link: "exponential" }, /link: has no bounded slope/);
  await refuses({ ...told, group: "sight" }, /group: no such column, got "sight"/);
  await refuses({ ...told, group: "a" }, /group a: every row is a group of its own/);
  const one = { x: { ...x, site: x.site.map(() => "north") }, y };
  await expect(fit(one, told)).rejects.toThrow(/group site: all rows are of one group/);
});

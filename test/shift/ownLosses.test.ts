/** What groups could have by themselves, and what neurons do with it when a group's labels are corrupted. */
import { expect, test } from "vitest";
import type { Design } from "../../src/data/design.ts";
import { divergences } from "../../src/shift/divergences/index.ts";
import { groupedRows } from "../../src/shift/groupedRows.ts";
import { groupNeuron } from "../../src/shift/groupNeuron.ts";
import { ownLosses } from "../../src/shift/ownLosses.ts";
import { normals } from "../fixtures/rows.ts";
import { relu } from "./frozen.ts";

const D = 5;
const NOISE = 0.1;

/** Three groups, y = ReLU(w·x) + noise, w a little different in each; in the last a fifth of the labels are `wrong`. */
function sample(sizes: readonly number[], wrong?: number) {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const group = Int32Array.from(sizes.flatMap((size, j) => Array.from({ length: size }, () => j)));
  const [x, noise, shifts] = [normals(21, n * D), normals(22, n), normals(23, sizes.length * D)];
  const clean = Float64Array.from(group, (j, i) => {
    let z = 0;
    for (let k = 0; k < D; k++) z += x[i * D + k] * (0.5 + 0.15 * shifts[j * D + k]);
    return Math.max(z, 0) + NOISE * noise[i];
  });
  const isWrong = (i: number): boolean => wrong !== undefined && group[i] === sizes.length - 1 && i % 5 === 0;
  const y = clean.map((label, i) => (isWrong(i) ? (wrong ?? 0) : label));
  const names = Array.from({ length: D }, (_, k) => `x${k}`);
  const design: Design = { n, d: D, x, y, names, weightsKind: "frequency", binary: false };
  return { design, clean, group };
}

test.each([
  ["told", 60, relu],
  ["found", 120, undefined],
])("the link %s: a group's loss is about its noise, however few its rows", async (_, few, link) => {
  const { design, group } = sample([600, few, 400]);
  const { losses, own } = await ownLosses(await groupedRows(design, group), link);
  expect(own).toEqual([true, true, true]);
  // Mean squares of 60 and more normal residuals: within 45 % beyond two standard errors; curves cost some more.
  for (const loss of losses) expect(Math.abs(loss / NOISE ** 2 - 1)).toBeLessThan(link ? 0.45 : 0.75);
});

test("labels that are far off are not trusted and leave the group's loss alone", async () => {
  const { design, group } = sample([400, 400, 400], 6);
  const { losses, rows } = await ownLosses(await groupedRows(design, group), relu);
  const wrong = rows.shares.filter((_, i) => group[i] === 2 && i % 5 === 0);
  // A fifth of the labels; one or two of them are near enough to count a little.
  expect(wrong.length).toBe(80);
  expect(wrong.reduce((sum, share) => sum + share, 0)).toBeLessThan(0.01);
  // Of 320 labels, and less those a little far off, which count less.
  expect(Math.abs(losses[2] / NOISE ** 2 - 1)).toBeLessThan(0.25);
});

test("a group too small for a neuron of its own is told what all rows' neuron does to it", async () => {
  const { design, group } = sample([400, 400, 6]);
  const { losses, own } = await ownLosses(await groupedRows(design, group), relu);
  expect(own).toEqual([true, true, false]);
  expect(losses[2]).toBeGreaterThan(NOISE ** 2 / 4);
});

test("with a fifth of a group's labels wrong, excess leaves the others alone where raw losses chase them", async () => {
  const { design, clean, group } = sample([400, 400, 400], 6);
  const rows = await groupedRows(design, group);
  const cleanRows = await groupedRows({ ...design, y: clean }, group);
  const problem = { rows, link: relu, divergence: divergences.kl(), penalty: 0.2 };
  const worst = async (w: Float64Array): Promise<number> =>
    Math.max(...(await groupNeuron({ ...problem, rows: cleanRows, penalty: 1e9 }, { start: w, steps: 0 })).losses);
  const own = await ownLosses(rows, relu);
  const [alike, raw, excess] = [
    await groupNeuron({ ...problem, penalty: 1e9 }),
    await groupNeuron(problem),
    await groupNeuron({ ...problem, rows: own.rows, references: own.losses }),
  ];
  expect(await worst(excess.w)).toBeLessThan(await worst(alike.w));
  expect(await worst(excess.w)).toBeLessThan(0.5 * (await worst(raw.w)));
});

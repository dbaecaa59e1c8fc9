/** A short list of columns: those that matter, at a cost that is told. */
import { expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import type { Progress } from "../../src/fit/options.ts";
import { load, save } from "../../src/fit/save.ts";
import { RandomStream } from "../../src/math/random.ts";
import { fit } from "../../src/trust/fit.ts";
import { predict } from "../../src/trust/predict.ts";

/** Three columns of twelve matter, and one of those has a copy with noise of a tenth. Noise .2 of a deviation 1. */
function rows(seed: number) {
  const [n, d] = [600, 12];
  const stream = new RandomStream(seed);
  const x: Record<string, Float64Array> = Object.fromEntries(
    Array.from({ length: d }, (_, j) => [`c${j}`, stream.normals(n)]),
  );
  x.twin = x.c1.map((value) => value + 0.1 * stream.normal());
  const y = x.c0.map((value, i) => Math.max(value - x.c1[i] + 0.7 * x.c2[i], 0) + 0.2 * stream.normal());
  return { x, y };
}

test.each([1, 2, 3])("keeps the columns that matter and one of two twins, seed %i", async (seed) => {
  const told: Progress[] = [];
  const model = await fit(rows(seed), { sparse: true, contamination: 0, progress: (at) => told.push(at) });
  const { columns = [], path = [], cost } = model.shortList ?? {};
  expect(columns.map((name) => (name === "twin" ? "c1" : name)).sort()).toEqual(["c0", "c1", "c2"]);
  expect(cost).toBe(0.01);
  expect(path.map((step) => step.columns)).toEqual([13, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  // Without one of the three, at least .49 of the index's 2.49 units of variance are gone.
  expect(path[7].r2 - path[8].r2).toBeGreaterThan(0.05);
  expect([...model.encoding.columns].map(({ name }) => name).sort()).toEqual([...columns].sort());
  expect(model.notices.join()).toContain("chose the list");
  expect(told.every(({ done }, k) => k === 0 || done >= told[k - 1].done)).toBe(true);
  expect(told.at(-1)).toEqual({ stage: "done", done: 1 });
  // The other columns are not asked for, and files remember.
  const { x } = rows(seed);
  const some = { x: Object.fromEntries(columns.map((name) => [name, x[name]])) };
  expect(predict(load(save(model)), some).prediction.length).toBe(600);
});

test("a larger cost leaves fewer, none leaves the best", async () => {
  const few = await fit(rows(4), { sparse: 0.4, contamination: 0 });
  const best = await fit(rows(4), { sparse: 0, contamination: 0 });
  expect(few.shortList?.columns.length).toBeLessThan(3);
  const { path = [], columns = [] } = best.shortList ?? {};
  expect(path.find((step) => step.columns === columns.length)?.r2).toBe(Math.max(...path.map(({ r2 }) => r2)));
});

test.each([-1, 1, Number.NaN])("a cost of %s is refused", async (sparse) => {
  await expect(fit(rows(1), { sparse })).rejects.toThrow(UsageError);
});

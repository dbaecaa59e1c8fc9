import { expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { cosine, dot, unit } from "../../src/math/vectors.ts";
import { unwhitened } from "../../src/method/whiten.ts";
import { freeDirection } from "../../src/robust/freeCurve.ts";
import { packedRows, type Rows } from "../../src/robust/rows.ts";
import { distinct, starts } from "../../src/robust/starts.ts";
import { asTheyAre, bitsOf, designOf, normals, row } from "../fixtures/rows.ts";

const [N, D] = [1500, 5];
const x = normals(51, N * D);
const target = unit(Float64Array.of(1, -1, 0.5, 0, 0.3));
const index = Float64Array.from({ length: N }, (_, i) => dot(row(x, D, i), target));
const labeled = (label: (z: number, i: number) => number): Promise<Rows> =>
  packedRows(designOf(x, index.map(label), D), asTheyAre(D), unwhitened(D));
const nearest = (directions: readonly Float64Array[]): number => Math.max(...directions.map((w) => cosine(w, target)));

test("the same stream, the same starts, of length one and apart", async () => {
  const rows = await labeled((z) => Math.max(z, 0));
  const [one, two] = [await starts(rows, new RandomStream(4)), await starts(rows, new RandomStream(4))];
  expect(one.map(bitsOf)).toEqual(two.map(bitsOf));
  expect(one.length).toBeGreaterThan(1);
  one.forEach((w, i) => {
    expect(dot(w, w)).toBeCloseTo(1, 12);
    for (const other of one.slice(0, i)) expect(dot(w, other)).toBeLessThan(0.95);
  });
});

test("constant labels give the directions that labels have no say in, and no NaN", async () => {
  const found = await starts(await labeled(() => 3), new RandomStream(4));
  for (const w of found) expect(w.every(Number.isFinite)).toBe(true);
});

test("one of them is near the target where a tenth of the labels is 50 times as large as any", async () => {
  const rows = await labeled((z, i) => (i % 10 === 0 ? 150 * Math.sin(i) : Math.max(z, 0)));
  expect(nearest(await starts(rows, new RandomStream(4)))).toBeGreaterThan(0.95);
});

test("an even link, which the labels' Chow vector does not see, is seen by second moments", async () => {
  const found = await starts(await labeled((z) => z * z), new RandomStream(4));
  expect(Math.max(...found.map((w) => Math.abs(cosine(w, target))))).toBeGreaterThan(0.95);
});

test("distinct keeps the first of those that are alike, and no zero", () => {
  const [a, b, near] = [Float64Array.of(1, 0), Float64Array.of(0, 1), unit(Float64Array.of(1, 0.1))];
  expect(distinct([a, new Float64Array(2), near, b, a], 0.95)).toEqual([a, b]);
});

test("a free curve finds a direction whose labels fall off at the top, from 45° away, the right way up", async () => {
  const rows = await labeled((z) => (z > 0.8 ? 0 : z));
  const away = unit(Float64Array.from(target, (v, j) => v + [0.6, 0.6, 0, 0.3, 0.4][j]));
  const found = await freeDirection(rows, rows.y, away, { steps: 8 });
  // Without noise, by a curve in 40 bins: a few degrees.
  expect(Math.abs(cosine(found, target))).toBeGreaterThan(0.99);
  const z = await rows.index(found);
  expect(dot(z, rows.y)).toBeGreaterThan(0);
});

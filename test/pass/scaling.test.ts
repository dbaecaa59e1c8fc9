import { expect, test } from "vitest";
import type { Design } from "../../src/data/design.ts";
import { rowsOf } from "../../src/data/split.ts";
import { RandomStream } from "../../src/math/random.ts";
import { packed, scalingOf } from "../../src/pass/scaling.ts";
import { designOf, normals } from "../fixtures/rows.ts";

const n = 301;
const d = 3;
const design = designOf(normals(1, n * d), normals(2, n), d, normals(3, n).map(Math.abs));

/** The same rows with an x of their own. */
function copied({ rows = new Int32Array(), ...rest }: Design): Design {
  const x = new Float64Array(rest.n * rest.d);
  rows.forEach((row, i) => x.set(rest.x.subarray(row * rest.d, (row + 1) * rest.d), i * rest.d));
  return { ...rest, x };
}

test.each([true, false])("some rows of x scale and pack as if they were all (centered: %s)", (centered) => {
  const some = rowsOf(design, new RandomStream(4).permutation(n).slice(0, 100));
  const scaling = scalingOf(some, centered);
  expect(scaling).toEqual(scalingOf(copied(some), centered));
  expect(packed(some, scaling)).toEqual(packed(copied(some), scaling));
});

test.each([1e200, 1e-200, 1e-310])("columns in units of %g are scaled like others", (unit) => {
  const plain = scalingOf(design);
  const far = scalingOf({ ...design, x: design.x.map((value) => value * unit) });
  // Denormal numbers of 1e-310 have 13 digits.
  for (let j = 0; j < d; j++) expect(far.scale[j] / unit / plain.scale[j]).toBeCloseTo(1, 11);
});

test("an uncentered scaling is about 0", () => {
  const { center, scale } = scalingOf(designOf(Float64Array.of(5, 6, 5, 8), new Float64Array(2), 2), false);
  expect(center).toEqual(new Float64Array(2));
  expect([...scale]).toEqual([5, Math.sqrt(50)]);
});

test("a first row far out and columns that are constant on these rows cost no digits", () => {
  const x = design.x.slice();
  x.fill(1e9, 0, d);
  for (let i = 0; i < n; i++) x[i * d + 1] = 1e6 + 0.1;
  const first = scalingOf(designOf(x, design.y, d));
  // The same rows, the first of them last.
  const last = scalingOf(designOf(Float64Array.from([...x.subarray(d), ...x.subarray(0, d)]), design.y, d));
  for (const j of [0, 2]) {
    expect(first.center[j] / last.center[j]).toBeCloseTo(1, 12);
    expect(first.scale[j] / last.scale[j]).toBeCloseTo(1, 12);
  }
  expect([first.center[1], first.scale[1]]).toEqual([1e6 + 0.1, 1]);
});

test.each([0, 1, 2, 3, 5])("deviations are those of the definition, %d rows beyond a multiple of four", (beyond) => {
  const size = 40 + beyond;
  const some = rowsOf(design, new RandomStream(5).permutation(n).slice(0, size));
  const weights = some.weights as Float64Array;
  const { center, scale } = scalingOf(some);
  const { x } = copied(some);
  const mass = weights.reduce((sum, omega) => sum + omega, 0);
  const mean = (of: (row: number) => number): number => weights.reduce((sum, w, i) => sum + w * of(i), 0) / mass;
  for (let j = 0; j < d; j++) {
    expect(center[j]).toBeCloseTo(
      mean((i) => x[i * d + j]),
      13,
    );
    expect(scale[j]).toBeCloseTo(Math.sqrt(mean((i) => (x[i * d + j] - center[j]) ** 2)), 13);
  }
});

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

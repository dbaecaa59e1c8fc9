/** Rows in whitened coordinates: each row's index, and that sums over rows are of the same coordinates. */
import { expect, test } from "vitest";
import { whiten } from "../../src/method/whiten.ts";
import { openStore } from "../../src/pass/openStore.ts";
import { ask } from "../../src/pass/pass.ts";
import { packed, scalingOf } from "../../src/pass/scaling.ts";
import { packedRows } from "../../src/robust/rows.ts";
import { designOf, normals } from "../fixtures/rows.ts";

const [N, D] = [5000, 4];
const free = normals(1, N * D);
const design = designOf(
  free.map((value, k) => 100 + value + (k % D > 0 ? free[k - 1] : 0)),
  normals(2, N),
  D,
);
const scaling = scalingOf(design);
const whitening = whiten(await ask((await openStore(design, scaling)).pass(), { kind: "moments" }), D, 1e-6);
const w = normals(3, D);

test("z is the line's, of all rows and of some of them in any order", async () => {
  const x = packed(design, scaling);
  const line = whitening.line(w);
  const expected = Float64Array.from({ length: N }, (_, i) => {
    let z = line.offset;
    for (let j = 0; j < D; j++) z += line.w[j] * x[i * D + j];
    return z;
  });
  const rows = await packedRows(design, scaling, whitening);
  // z has variance |w|², and the line's w is a few times as large, of columns that lie close together.
  const worst = (z: Float64Array, of: Float64Array) =>
    z.reduce((most, value, i) => Math.max(most, Math.abs(value - of[i])), 0);
  expect(worst(await rows.index(w), expected)).toBeLessThan(1e-13 * 100);
  const which = Int32Array.from({ length: 300 }, (_, i) => (i * 7919) % N);
  const some = await rows.some(which);
  expect(
    worst(
      await some.index(w),
      Float64Array.from(which, (i) => expected[i]),
    ),
  ).toBeLessThan(1e-13 * 100);
});

test("Σ b z is w·Σ b x̃", async () => {
  const rows = await packedRows(design, scaling, whitening);
  const b = normals(4, N);
  const [z, sum] = [await rows.index(w), await rows.sum(b)];
  const [direct, across] = [
    b.reduce((total, value, i) => total + value * z[i], 0),
    w.reduce((total, value, j) => total + value * sum[j], 0),
  ];
  expect(Math.abs(direct - across)).toBeLessThan(1e-12 * N);
});

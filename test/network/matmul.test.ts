import fc from "fast-check";
import { expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { addProduct, type Matrix, matrix, transposed } from "../../src/network/matmul.ts";

const entry = ({ at, from = 0, rows, columns }: Matrix, i: number, j: number): number =>
  at[from + i * rows + j * columns];

/** Sizes on either side of a strip (4) and of every tile. */
const size = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(63, 64, 67, 127, 128, 131, 257));

test("agrees to the last bit with sums in the order of k, whatever is transposed and wherever it stands", () => {
  fc.assert(
    fc.property(size, size, size, fc.boolean(), fc.boolean(), fc.nat(1000), (m, k, n, flipA, flipB, seed) => {
      const stream = new RandomStream(seed);
      const a = flipA ? transposed(matrix(stream.normals(5 + m * k), m, 5)) : matrix(stream.normals(m * k), k);
      const b = flipB ? transposed(matrix(stream.normals(3 + n * k), k, 3)) : matrix(stream.normals(k * n), n);
      const c = stream.normals(7 + m * n);
      const before = c.slice();
      addProduct(c, a, b, { m, k, n, to: 7 });
      for (let i = 0; i < 7; i++) expect(c[i]).toBe(before[i]);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let sum = before[7 + i * n + j];
          for (let l = 0; l < k; l++) sum += entry(a, i, l) * entry(b, l, j);
          if (c[7 + i * n + j] !== sum) throw new Error(`${i} ${j}: ${c[7 + i * n + j]} is not ${sum}`);
        }
      }
    }),
    { numRuns: 25 },
  );
});

/** The bins that the kernel finds by its guide are those of `binOf`, whatever the edges are. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kernelStore } from "../../src/pass/kernel.ts";
import { binOf } from "../../src/pass/maps.ts";
import { asTheyAre, designOf, normals } from "../fixtures/rows.ts";

/** How many z fall in each bin: x is z, w is 1. */
async function counted(z: Float64Array, edges: Float64Array, offset = 0): Promise<number[]> {
  const store = kernelStore(designOf(z, new Float64Array(z.length), 1), asTheyAre(1));
  const request = { kind: "profile" as const, w: Float64Array.of(1), offset, edges, columns: false };
  const [{ mass }] = await store.pass().sweep([request]);
  store.close();
  return [...mass];
}

function expected(z: Float64Array, edges: Float64Array): number[] {
  const counts = Array.from<number>({ length: edges.length + 1 }).fill(0);
  for (const value of z) counts[binOf(edges, value)] += 1;
  return counts;
}

/** The doubles right beside a number. */
function besides(value: number): number[] {
  const bits = new BigInt64Array(1);
  const number = new Float64Array(bits.buffer);
  return [-1n, 1n].map((step) => {
    number[0] = value;
    bits[0] += step;
    return number[0];
  });
}

/** Ascending edges of all sizes, often equal, often in clusters far from each other; and z on them and beside them. */
const hostile = fc
  .record({
    centers: fc.array(fc.constantFrom(-1e300, -1e9, -1, -1e-310, 0, 1e-310, 0.1, 1, 1e9, 1e300), {
      minLength: 1,
      maxLength: 6,
    }),
    count: fc.constantFrom(0, 1, 2, 3, 7, 8, 9, 100, 400, 1100),
    spread: fc.constantFrom(0, 1e-12, 1, 1e3),
    infinite: fc.boolean(),
    seed: fc.integer({ min: 0, max: 1e6 }),
  })
  .map(({ centers, count, spread, infinite, seed }) => {
    const edges = normals(seed, count).map((value, i) => centers[i % centers.length] + spread * value);
    if (infinite && count > 1) edges.set([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    edges.sort();
    const finite = [...edges].filter(Number.isFinite);
    const near = finite.flatMap((edge) => [edge, ...besides(edge)]).filter(Number.isFinite);
    const z = Float64Array.from([...near, ...centers, 0, 1e308, -1e308, ...normals(seed + 1, 300)]);
    return { edges, z };
  });

describe("bins", () => {
  test("are those of binOf, for edges and z of every kind", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async ({ edges, z }) => {
        expect(await counted(z, edges)).toEqual(expected(z, edges));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("of z that are no numbers are the first", async () => {
    const edges = Float64Array.of(-1, 0, 2);
    expect(await counted(normals(1, 21), edges, Number.NaN)).toEqual([21, 0, 0, 0]);
  });

  test("of infinite z are the first and the last", async () => {
    const edges = Float64Array.of(-1, 0, 2);
    expect(await counted(normals(1, 5), edges, Number.NEGATIVE_INFINITY)).toEqual([5, 0, 0, 0]);
    expect(await counted(normals(1, 5), edges, Number.POSITIVE_INFINITY)).toEqual([0, 0, 0, 5]);
  });
});

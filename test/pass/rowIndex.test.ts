/** z row by row: to the bit the z that fields and profiles see, of the pass's rows in their order. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowsOf } from "../../src/data/split.ts";
import { kernelStore } from "../../src/pass/kernel.ts";
import { memoryStore } from "../../src/pass/memory.ts";
import { ask, type Curve, type Pass } from "../../src/pass/pass.ts";
import { scalingOf } from "../../src/pass/scaling.ts";
import { CHUNK } from "../../src/pass/tree.ts";
import { workerStore } from "../../src/pass/workers.ts";
import { ownLink } from "../../src/problem/links/own.ts";
import { bitsOf, designOf, normals } from "../fixtures/rows.ts";
import { problems } from "./requests.ts";

const backends = [
  ["memory", memoryStore, {}] as const,
  ["kernel", kernelStore, {}] as const,
  ["kernel, f32", kernelStore, { storage: "f32" }] as const,
];

/** A curve that writes down each z that it is asked for. */
function listening(): { curve: Curve; heard: number[] } {
  const heard: number[] = [];
  const value = (z: number) => {
    heard.push(z);
    return z;
  };
  const curve = { link: { own: ownLink({ name: "own", value }) }, scale: 1, shift: 0, smoothing: 1 } as const;
  // `ownLink` has looked at the function already.
  heard.length = 0;
  return { curve: { ...curve, form: "matching" }, heard };
}

/** Whether a profile that has an edge at each z puts every row right there, as it does of the same bits alone. */
async function expectProfiled(pass: Pass, line: { w: Float64Array; offset: number }, z: Float64Array): Promise<void> {
  const edges = z.slice().sort();
  const profile = await ask(pass, { kind: "profile", ...line, edges, columns: false });
  const firsts = edges.filter((edge, k) => k === 0 || edge !== edges[k - 1]);
  expect(profile.z.filter((_, bin) => profile.mass[bin] === 1)).toEqual(firsts);
}

describe.each(backends)("%s", (_name, open, options) => {
  test("is what a field sees, alone and beside other lines, in any order, over the first so many", async () => {
    const sizes = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(problems(70), sizes, async ({ design, w, offset }, { seed, share }) => {
        const draws = normals(seed, design.n);
        const order = Int32Array.from(draws.keys()).sort((i, j) => draws[i] - draws[j]);
        const rows = 1 + Math.floor(share * (design.n - 1));
        const scaling = scalingOf(design);
        const pass = open(design, scaling, { ...options, order }).pass(rows);
        const { curve, heard } = listening();
        const other = w.map((value) => -value);
        const [first, , , second, again] = await pass.sweep([
          { kind: "index", w, offset },
          { kind: "moments", diagonal: true },
          { kind: "field", w, offset, curve },
          { kind: "index", w: other, offset: 1 },
          { kind: "index", w, offset },
        ]);
        const alone = await ask(pass, { kind: "index", w, offset });
        const inOrder = open(rowsOf(design, order), scaling, options).pass();
        const all = await ask(inOrder, { kind: "index", w, offset });
        const seen = bitsOf(Float64Array.from(heard));
        expect([first, again, alone, all.slice(0, rows)].map(bitsOf)).toEqual([seen, seen, seen, seen]);
        expect(bitsOf(second)).toBe(bitsOf(await ask(pass, { kind: "index", w: other, offset: 1 })));
        // Each answer is the asker's own.
        expect(again).not.toBe(first);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test("is what a profile sees", async () => {
    for (const [n, d] of [
      [700, 3],
      [4100, 40],
    ]) {
      const design = designOf(normals(1, n * d), normals(2, n), d);
      const line = { w: normals(3, d), offset: 0.25 };
      const pass = open(design, scalingOf(design), options).pass();
      await expectProfiled(pass, line, await ask(pass, { kind: "index", ...line }));
    }
  });
});

const [N, D] = [10 * CHUNK + 77, 5];
const design = designOf(normals(1, N * D), normals(2, N), D);
const scaling = scalingOf(design);
const line = { w: normals(3, D), offset: 0.25 };

test.each([1, 2, 4])(
  "%i workers, more than a mailbox holds, all rows and the first: one thread's bits",
  async (threads) => {
    const requests = Array.from({ length: 20 }, (_, k) => ({ kind: "index" as const, w: normals(k, D), offset: k }));
    for (const storage of ["f64", "f32"] as const) {
      const there = await workerStore(design, scaling, { threads, storage });
      const here = kernelStore(design, scaling, { storage });
      for (const rows of [N, 9 * CHUNK, 8 * CHUNK + 1, 1]) {
        const expected = await here.pass(rows).sweep(requests);
        expect((await there.pass(rows).sweep(requests)).map(bitsOf)).toEqual(expected.map(bitsOf));
      }
      there.close();
      here.close();
    }
  },
);

test("from several memories as from one", async () => {
  const whole = await ask(kernelStore(design, scaling).pass(), { kind: "index", ...line });
  for (const chunks of [1, 3]) {
    const parts = kernelStore(design, scaling, {}, chunks * CHUNK * 8 * (D + 2)).pass();
    expect(bitsOf(await ask(parts, { kind: "index", ...line }))).toBe(bitsOf(whole));
  }
});

test("does not outlive a sweep that keeps it: the next ones see their own", async () => {
  const pass = kernelStore(design, scaling).pass();
  const field = { kind: "profile" as const, ...line, edges: Float64Array.of(0), columns: true };
  const before = bitsOf(await ask(pass, field));
  const z = await ask(pass, { kind: "index", ...line });
  const kept = bitsOf(z);
  expect(bitsOf(await ask(pass, field))).toBe(before);
  await ask(pass, { kind: "index", w: normals(9, D), offset: 0 });
  expect(bitsOf(z)).toBe(kept);
});

/** Labels and weights that a request brings: the answer is that over rows that have them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowsOf } from "../../src/data/split.ts";
import { UsageError } from "../../src/errors.ts";
import { kernelStore } from "../../src/pass/kernel.ts";
import { memoryStore } from "../../src/pass/memory.ts";
import { ask, type Request, type Working } from "../../src/pass/pass.ts";
import { CHUNK } from "../../src/pass/tree.ts";
import { workerStore } from "../../src/pass/workers.ts";
import { asTheyAre, bitsOf, designOf, normals } from "../fixtures/rows.ts";
import { broughtTo, curves, problems } from "./requests.ts";

const EDGES = Float64Array.of(-1, 0, 0.5);

const backends = [
  ["memory", memoryStore, {}] as const,
  ["kernel", kernelStore, {}] as const,
  ["kernel, f32", kernelStore, { storage: "f32" }] as const,
];

describe.each(backends)("%s", (_name, open, options) => {
  test("sums to the bit as over rows that have them, in any order, over the first so many", async () => {
    const sizes = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(problems(9), curves, sizes, async ({ design, w, offset, working }, curve, { seed, share }) => {
        const draws = normals(seed, design.n);
        const order = Int32Array.from(draws.keys()).sort((i, j) => draws[i] - draws[j]);
        const rows = 1 + Math.floor(share * (design.n - 1));
        const requests: Request[] = [
          { kind: "field", w, offset, curve },
          { kind: "field", w, offset, curve, threshold: { sign: -1, above: 0.1, orEqual: false } },
          { kind: "profile", w, offset, edges: EDGES, columns: true },
          { kind: "moments" },
          { kind: "moments", weighing: { w, offset, curve }, diagonal: true },
        ];
        const first: Working = {
          ...(working.y && { y: working.y.subarray(0, rows) }),
          ...(working.weights && { weights: working.weights.subarray(0, rows) }),
        };
        const brought = requests.map((request) => ({ ...request, working: first }));
        const scaling = asTheyAre(design.d);
        const pass = open(design, scaling, { ...options, order }).pass(rows);
        const having = open(broughtTo(rowsOf(design, order), working), scaling, options).pass(rows);
        const plain = await pass.sweep(requests);
        const mixed = await pass.sweep([...brought, ...requests]);
        expect(mixed.map(bitsOf)).toEqual([...(await having.sweep(requests)), ...plain].map(bitsOf));
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});

const design = designOf(normals(1, 2 * 9000), normals(2, 9000), 2);

test("from one memory as from several", async () => {
  const weights = normals(3, 9000);
  const request: Request = { kind: "profile", w: Float64Array.of(1, -1), offset: 0, edges: EDGES, columns: true };
  const parts = kernelStore(design, asTheyAre(2), {}, CHUNK * 8 * (2 + 2)).pass();
  const whole = kernelStore(broughtTo(design, { weights }), asTheyAre(2)).pass();
  expect(bitsOf(await ask(parts, { ...request, working: { weights } }))).toBe(bitsOf(await ask(whole, request)));
});

test.each([
  ["memory", memoryStore],
  ["kernel", kernelStore],
  ["workers", (...[rows, scaling]: Parameters<typeof memoryStore>) => workerStore(rows, scaling, { threads: 2 })],
] as const)("%s: as many as the rows of the pass, or the sweep is refused", async (_name, open) => {
  const store = await open(design, asTheyAre(2));
  for (const [rows, working, message] of [
    [9000, { y: new Float64Array(8999) }, "working labels: there are not as many as rows, got 8999; bring 9000"],
    [100, { weights: new Float64Array(9000) }, "working weights: there are not as many as rows, got 9000; bring 100"],
  ] as const) {
    const sweep = store.pass(rows).sweep([{ kind: "moments" }, { kind: "moments", working }]);
    await expect(sweep).rejects.toThrow(UsageError);
    await expect(sweep).rejects.toThrow(message);
  }
  store.close();
});

/** The kernel against double loops, over shapes that end within its blocks, tiles and panels, and numbers of all sizes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../../src/data/design.ts";
import { kernelStore } from "../../src/pass/kernel.ts";
import { memoryStore } from "../../src/pass/memory.ts";
import type { Request } from "../../src/pass/pass.ts";
import { CHUNK } from "../../src/pass/tree.ts";
import { ownLink } from "../../src/problem/links/own.ts";
import { asTheyAre, bitsOf, designOf, normals } from "../fixtures/rows.ts";
import { fieldBy, indexSums, momentsBy, profileBy, type Sum } from "./requests.ts";

/** 1e-12 of the sum of absolute terms. */
function expectSums(answer: object, sums: Record<string, Sum[]>): void {
  for (const [key, terms] of Object.entries(sums)) {
    const values = answer[key as keyof typeof answer] as number | Float64Array;
    const got = typeof values === "number" ? [values] : values;
    expect(got.length).toBe(terms.length);
    const worst = terms.findIndex(({ value, size }, k) => !(Math.abs(got[k] - value) <= 1e-12 * size));
    expect(worst).toBe(-1);
  }
}

const EDGES = Float64Array.of(-1, -0.2, 0, 0.7);
const steps = {
  knots: EDGES,
  m: Float64Array.of(-2, -0.5, 0, 1, 1.5),
  h: Float64Array.of(0.5, 1, 2, 0, 1),
};

interface Shape {
  readonly design: Design;
  readonly lines: readonly Float64Array[];
  readonly labels: number;
}

/** Few rows of up to 2000 columns, or rows around a tile or a chunk of few columns. */
const shapes: fc.Arbitrary<Shape> = fc
  .record({
    shape: fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2000 })),
      fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40 })),
      fc.tuple(fc.integer({ min: 4080, max: 4115 }), fc.integer({ min: 1, max: 9 })),
    ),
    candidates: fc.integer({ min: 1, max: 5 }),
    column: fc.constantFrom(1, 1e100, 1e-100),
    labels: fc.constantFrom(1, 1e45, 1e-45),
    weighted: fc.boolean(),
    seed: fc.integer({ min: 0, max: 1e6 }),
  })
  .map(({ shape: [n, d], candidates, column, labels, weighted, seed }) => {
    const x = normals(seed, n * d).map((value, k) => (k % d === d >> 1 ? column : 1) * value);
    const y = normals(seed + 1, n).map((value) => labels * value);
    const weights = normals(seed + 2, n).map((value) => (value > 1 ? 0 : Math.abs(value)));
    const lines = Array.from({ length: candidates }, (_, k) =>
      normals(seed + 3 + k, d).map((value, j) => value / (Math.sqrt(d) * (j === d >> 1 ? column : 1))),
    );
    return { design: designOf(x, y, d, weighted ? weights : undefined), lines, labels };
  });

describe("the kernel", () => {
  test("sums what a double loop does, for any number of rows, columns and candidates", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ design, lines, labels }) => {
        const threshold = { sign: -1 as const, above: 0.3 * labels, orEqual: true };
        const fields = lines.map((w, k) => ({
          kind: "field" as const,
          w,
          offset: 0.1 * k,
          curve: k % 2 === 0 ? steps : { degree: 2, coefficient: 0.5 },
          ...(k === 1 && { threshold }),
        }));
        const profiles = [true, false].map((columns) => ({
          kind: "profile" as const,
          w: lines[0],
          offset: 0,
          edges: EDGES,
          columns: columns && design.d < 300,
        }));
        const isWide = design.d > 30;
        const moments = [undefined, { w: lines[0], offset: 0, curve: steps }].map((weighing) => ({
          kind: "moments" as const,
          ...(weighing && { weighing }),
          diagonal: isWide,
        }));
        const indexes = lines.map((w, k) => ({ kind: "index" as const, w, offset: -0.1 * k }));
        const answers = await kernelStore(design, asTheyAre(design.d))
          .pass()
          .sweep([...fields, ...profiles, ...moments, ...indexes]);
        const problem = { design, w: lines[0], offset: 0 };
        indexes.forEach(({ w, offset }, k) =>
          expectSums({ z: answers[fields.length + 4 + k] }, { z: indexSums({ design, w, offset }) }),
        );
        fields.forEach((request, k) =>
          expectSums(answers[k], fieldBy({ design, w: request.w, offset: request.offset }, request)),
        );
        profiles.forEach((request, k) => expectSums(answers[fields.length + k], profileBy(problem, request)));
        // Σxx of a column of 1e100 times one of 1e-100 is a number; of wide designs the double loop takes too long.
        if (!isWide)
          moments.forEach((request, k) => expectSums(answers[fields.length + 2 + k], momentsBy(problem, request)));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("answers alone what it answers together, to the bit, whatever tile that takes", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ design, lines }) => {
        const curve = { link: { name: "relu", parameters: { bias: -0.3 } }, scale: 1, shift: 0, smoothing: 1 };
        const requests: Request[] = lines.flatMap((w) => [
          { kind: "field" as const, w, offset: 0, curve: { ...curve, form: "matching" as const } },
          { kind: "field" as const, w, offset: 0.5, curve: steps },
          { kind: "profile" as const, w, offset: 0, edges: EDGES, columns: false },
          { kind: "index" as const, w, offset: 0.5 },
        ]);
        const pass = kernelStore(design, asTheyAre(design.d)).pass();
        const together = await pass.sweep(requests);
        for (const [k, request] of requests.entries())
          expect(bitsOf(together[k])).toBe(bitsOf((await pass.sweep([request]))[0]));
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  test("gives the same bits from one memory and from several", async () => {
    const [n, d] = [5 * CHUNK + 100, 3];
    const design = designOf(normals(1, n * d), normals(2, n), d);
    const w = Float64Array.of(0.5, -1, 0.2);
    const requests: Request[] = [
      { kind: "field", w, offset: 0, curve: steps },
      { kind: "profile", w, offset: 0, edges: EDGES, columns: true },
      { kind: "moments" },
      { kind: "index", w, offset: 0.3 },
    ];
    const whole = kernelStore(design, asTheyAre(d));
    for (const chunks of [1, 2, 3, 5]) {
      const parts = kernelStore(design, asTheyAre(d), {}, chunks * CHUNK * 8 * (d + 2));
      for (const rows of [n, 100, 2 * CHUNK, 3 * CHUNK + 1])
        expect(bitsOf(await parts.pass(rows).sweep(requests))).toBe(bitsOf(await whole.pass(rows).sweep(requests)));
      parts.close();
    }
  });

  test("asks a user's own link for every row that is seen, and for no other", async () => {
    const [n, d, rows] = [700, 2, 333];
    const design = designOf(normals(1, n * d), normals(2, n), d);
    const seen: number[] = [];
    const own = ownLink({
      name: "own",
      value: (z) => {
        seen.push(z);
        return z * Math.abs(z);
      },
    });
    const request = {
      kind: "field" as const,
      w: Float64Array.of(1, -0.5),
      offset: 0.25,
      curve: { link: { own }, scale: 1, shift: 0, smoothing: 1, form: "matching" as const },
    };
    // `ownLink` has looked at the function already.
    seen.length = 0;
    const [answer] = await kernelStore(design, asTheyAre(d)).pass(rows).sweep([request]);
    expect(seen.length).toBe(rows);
    seen.forEach((value, i) => expect(value).toBeCloseTo(0.25 + design.x[2 * i] - 0.5 * design.x[2 * i + 1], 12));
    const [{ loss }] = await memoryStore(design, asTheyAre(d)).pass(rows).sweep([request]);
    expect(Math.abs(answer.loss - loss)).toBeLessThan(1e-12 * loss);
  });
});

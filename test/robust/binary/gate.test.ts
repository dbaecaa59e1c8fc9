import { describe, expect, test } from "vitest";
import { RandomStream } from "../../../src/math/random.ts";
import { cosine } from "../../../src/math/vectors.ts";
import { wrongIn } from "../../../src/robust/binary/classLaw.ts";
import { type Gate, gated, gateFrom, gateOn, takesOver, veilOf } from "../../../src/robust/binary/gate.ts";
import { labeled, plainRows, sigmoid } from "./labeled.ts";

const d = 6;
/** Labels follow the first column; where |second column| > 1.28, a fifth of the rows, they follow the second. */
const decoy = (row: Float64Array): number => sigmoid(3 * (Math.abs(row[1]) > 1.28 ? row[1] : row[0]));
const axis = (j: number): Float64Array => Float64Array.from({ length: d }, (_, k) => (k === j ? 1 : 0));
const halfway = Float64Array.from({ length: d }, (_, k) => (k < 2 ? 1.5 : 0));

describe("a gate", () => {
  test("finds the index and the region's direction, from between the two", async () => {
    // Seed 1, n = 3000: the standard error of either direction is about 4°; cos 12° = .978.
    const rows = await plainRows(labeled(1, 3000, d, decoy));
    const gate = await gateOn(rows, halfway, 0, new RandomStream(1));
    expect(cosine(gate.w, axis(0))).toBeGreaterThan(0.978);
    expect(Math.abs(cosine(gate.v, axis(1)))).toBeGreaterThan(0.978);
    const posterior = await wrongIn(rows, takesOver(gate));
    const inside = (await rows.index(axis(1))).map((q) => (Math.abs(q) > 1.28 ? 1 : 0));
    const mean = (at: number): number => {
      const some = posterior.filter((_, i) => inside[i] === at);
      return some.reduce((sum, value) => sum + value, 0) / some.length;
    };
    expect(mean(1)).toBeGreaterThan(0.75);
    expect(mean(0)).toBeLessThan(0.1);
  });

  test("steps never lower what they maximize", async () => {
    const rows = await plainRows(labeled(2, 500, d, decoy));
    const random = new RandomStream(2);
    const penalized = ({ w, scalars, logLikelihood }: Gate): number =>
      logLikelihood - 1e-4 * rows.n * [...w, ...scalars].reduce((sum, value) => sum + value * value, 0);
    for (let k = 0; k < 5; k++) {
      const start = { w: halfway, v: random.normals(d), scalars: Float64Array.of(0, -2.5, 0, 1, 0, 0) };
      let now = await gateFrom(rows, start, 0);
      for (let step = 0; step < 12; step++) {
        const next = await gateFrom(rows, now, 1);
        expect(penalized(next)).toBeGreaterThanOrEqual(penalized(now) - 1e-9 * rows.n);
        now = next;
      }
      expect(penalized(now)).toBeGreaterThan(penalized(await gateFrom(rows, start, 0)));
    }
  });

  test("what is taken over and what is left make up the probability", async () => {
    const rows = await plainRows(labeled(3, 200, d, decoy));
    const gate = await gateFrom(rows, { w: halfway, v: axis(1), scalars: Float64Array.of(0.3, -2, 0.5, 1, 0.2, 1) }, 3);
    const { taken, left } = await veilOf(rows, gate);
    const p = await gated(rows, gate);
    const z = await rows.index(gate.w);
    for (let i = 0; i < rows.n; i++) expect(taken[i] + left[i] * sigmoid(z[i] + gate.scalars[0])).toBeCloseTo(p[i], 12);
    for (const posterior of await wrongIn(rows, takesOver(gate))) expect(posterior >= 0 && posterior <= 1).toBe(true);
  });
});

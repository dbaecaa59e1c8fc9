/** Text as symbols, contexts as rows, and the gradient of the whole model by its Taylor slope. */
import { expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { dot } from "../../src/math/vectors.ts";
import { contextInto, languageModel } from "../../src/network/languageModel.ts";
import { network } from "../../src/network/network.ts";
import { SYMBOLS, symbolsOf } from "../../src/network/symbols.ts";

test("what prints, a new line and a tab have symbols of their own, all else shares one", () => {
  const all = symbolsOf(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  expect(new Set(all).size).toBe(SYMBOLS);
  expect(Math.max(...all)).toBe(SYMBOLS - 1);
  expect([...symbolsOf(new TextEncoder().encode("\n\t ~é\0"))]).toEqual([1, 2, 3, 97, 0, 0, 0]);
});

test("a row is the symbols before a place, its label the one there", () => {
  const x = new Float64Array(6).fill(-1);
  expect(contextInto(x, 1, Uint8Array.of(5, 6, 7, 8), 3, 3)).toBe(8);
  expect([...x]).toEqual([-1, -1, -1, 5, 6, 7]);
});

test("the gradient of the model with rows weighed: a first-order expansion leaves a remainder of slope 2", () => {
  const net = network(languageModel({ context: 4, vector: 3, hidden: 7 }));
  const rows = 5;
  const run = net.open(rows);
  const stream = new RandomStream(2);
  const text = symbolsOf(new TextEncoder().encode("const f = (x) => x * x;"));
  const x = new Float64Array(rows * 4);
  const labels = Int32Array.from({ length: rows }, (_, i) => contextInto(x, i, text, 4 + 3 * i, 4));
  const weights = Float64Array.of(0.5, 0, 2, 0.1, 1);
  const w = net.draw(stream);
  const g = new Float64Array(w.length);
  const loss = (at: Float64Array, into = new Float64Array(w.length)): number =>
    dot(run.gradient(at, { x, labels }, into, weights).losses, weights);
  const here = loss(w, g);
  const v = stream.normals(w.length);
  const left = [1e-3, 5e-4, 2.5e-4].map((h) =>
    Math.abs(loss(w.map((value, i) => value + h * v[i])) - here - h * dot(g, v)),
  );
  // A wrong gradient has slope 1; the third order adds about h.
  for (const k of [1, 2]) expect(Math.log2(left[k - 1] / left[k])).toBeCloseTo(2, 1);
});

/** How much smoothing a slope wants follows the link and the noise. */
import { expect, test } from "vitest";
import { indexBins } from "../../src/robust/indexBins.ts";
import { labelsOf } from "../../src/robust/labels.ts";
import { medianStart } from "../../src/robust/medianStart.ts";
import { mixture, monotone } from "../../src/robust/mixture.ts";
import { normalLaw } from "../../src/robust/noiseLaw.ts";
import { slopeWidth } from "../../src/robust/slopeWidth.ts";
import { normals } from "../fixtures/rows.ts";

const N = 2000;

function widthOf(link: (z: number) => number, noise: number, seed: number): number {
  const [z, e] = [normals(seed, N), normals(seed + 100, N)];
  const y = z.map((at, i) => link(at) + noise * e[i]);
  const bins = indexBins(z);
  const options = { law: normalLaw, curve: monotone, rounds: 6, share: 0 };
  return slopeWidth(mixture(bins, labelsOf(y), medianStart(bins, y), options), y, monotone, {});
}

test.each([1, 2, 3, 4, 5])("seed %i: a jump wants the least, a line in noise the most", (seed) => {
  expect(widthOf((z) => Number(z > 0.3), 0.1, seed)).toBe(0.05);
  expect(widthOf((z) => z, 1, seed)).toBe(0.25);
});

test("one bin has no slope", () => {
  const z = new Float64Array(50);
  const y = normals(1, 50);
  const bins = indexBins(z);
  const options = { law: normalLaw, curve: monotone, rounds: 2, share: 0 };
  expect(slopeWidth(mixture(bins, labelsOf(y), medianStart(bins, y), options), y, monotone, {})).toBe(0.25);
});

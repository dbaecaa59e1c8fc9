import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { indexBins } from "../../src/robust/indexBins.ts";
import { labelsOf } from "../../src/robust/labels.ts";
import { medianStart } from "../../src/robust/medianStart.ts";
import { mixture, monotone } from "../../src/robust/mixture.ts";
import { normalLaw } from "../../src/robust/noiseLaw.ts";
import { shareInterval } from "../../src/robust/shareInterval.ts";

/** y = z + noise but for a share of labels that are drawn by `off`. */
function interval(seed: number, n: number, share: number, off: (stream: RandomStream) => number) {
  const stream = new RandomStream(seed);
  const z = Float64Array.from({ length: n }, () => stream.normal());
  let corrupted = 0;
  const y = z.map((at) => {
    const isOff = stream.uniform() < share;
    corrupted += Number(isOff);
    return isOff ? off(stream) : at + 0.1 * stream.normal();
  });
  const bins = indexBins(z);
  const labels = labelsOf(y);
  const at = mixture(bins, labels, medianStart(bins, y), { law: normalLaw, curve: monotone, rounds: 20 });
  return { ...shareInterval(at, labels), found: at.share, truth: corrupted / n };
}

const far = (stream: RandomStream): number => (stream.bernoulli(0.5) ? 1 : -1) * (10 + 10 * stream.uniform());
const anywhere = (stream: RandomStream): number => 4 * stream.normal();

describe.each([
  ["far out", far],
  ["anywhere", anywhere],
])("labels that are %s", (_, off) => {
  test.each([0.02, 0.1, 0.3])("a share of %d is held", (share) => {
    let held = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { low, high, truth, found } = interval(seed, 600, share, off);
      expect(low).toBeLessThanOrEqual(found);
      expect(found).toBeLessThanOrEqual(high);
      if (low <= truth && truth <= high) held++;
    }
    // Of 60 intervals that hold with 90 %, fewer than 48 do with a chance of 1 %.
    expect(held).toBeGreaterThanOrEqual(48);
  });
});

test("more rows tell it better", () => {
  const [few, many] = [interval(1, 400, 0.1, far), interval(1, 12_000, 0.1, far)];
  expect(many.high - many.low).toBeLessThan((few.high - few.low) / 2);
});

test("of clean labels next to none", () => {
  const { low, high } = interval(3, 2000, 0, far);
  expect(low).toBe(0);
  expect(high).toBeLessThan(0.03);
});

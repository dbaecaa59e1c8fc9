import { describe, expect, test } from "vitest";
import type { Design } from "../../src/data/design.ts";
import { chiSquareTail } from "../../src/math/chiSquare.ts";
import { RandomStream } from "../../src/math/random.ts";
import { unit } from "../../src/math/vectors.ts";
import { whiten, whiteningMoments } from "../../src/method/whiten.ts";
import { openStore } from "../../src/pass/openStore.ts";
import { scalingOf } from "../../src/pass/scaling.ts";
import { indexBins } from "../../src/robust/indexBins.ts";
import { labelsOf } from "../../src/robust/labels.ts";
import { medianStart } from "../../src/robust/medianStart.ts";
import { mixture, monotone } from "../../src/robust/mixture.ts";
import { normalLaw } from "../../src/robust/noiseLaw.ts";
import { rowsOver } from "../../src/robust/rows.ts";
import { rowTrust } from "../../src/robust/rowTrust.ts";
import { slopeAt } from "../../src/robust/slope.ts";
import { type SignalLeft, signalLeft } from "../../src/trust/signalLeft.ts";

/** y = (x1)₊ + noise, a tenth of the labels far off where asked for. */
function drawn(n: number, d: number, seed: number, outliers: boolean): Design {
  const stream = new RandomStream(seed);
  const x = Float64Array.from({ length: n * d }, () => stream.normal());
  const y = Float64Array.from({ length: n }, (_, i) => {
    const label = Math.max(x[i * d], 0) + 0.3 * stream.normal();
    return outliers && stream.uniform() < 0.1 ? 8 * stream.normal() : label;
  });
  const names = Array.from({ length: d }, (_, j) => `x${j}`);
  return { n, d, x, y, names, weightsKind: "frequency", binary: false };
}

/** What is left `degrees` away from x1, its curve fitted there: by a mixture, or the square loss alone. */
async function leftAt(design: Design, degrees: number, robust: boolean): Promise<SignalLeft> {
  const scaling = scalingOf(design);
  const pass = (await openStore(design, scaling)).pass();
  const whitening = whiten(await whiteningMoments(pass), design.d, 0);
  const angle = (degrees * Math.PI) / 180;
  const target = Float64Array.from(scaling.scale, (scale, j) => scale * [Math.cos(angle), Math.sin(angle)][j] || 0);
  const w = unit(whitening.coordinates({ w: target, offset: 0 }));
  const rows = rowsOver(design, pass, scaling, whitening);
  const z = await rows.index(w);
  const bins = indexBins(z);
  const labels = labelsOf(design.y);
  const options = { law: normalLaw, curve: monotone, rounds: 12, ...(robust ? {} : { share: 0 }) };
  const at = mixture(bins, labels, medianStart(bins, design.y), options);
  const { counts } = rowTrust(at, at);
  const { residuals } = at;
  const slope = slopeAt(bins.centers, at.u, z, 0.1);
  return (await signalLeft(rows, w, z, { residuals, slope, counts })) as SignalLeft;
}

/** sup |F − p| over p-values, F their distribution. */
function distance(p: number[]): number {
  const sorted = [...p].sort((a, b) => a - b);
  return sorted.reduce((most, value, i) => Math.max(most, value - i / p.length, (i + 1) / p.length - value), 0);
}

describe.each([
  ["square loss, clean labels", false],
  ["mixture, a tenth of the labels far off", true],
])("%s", (_, robust) => {
  test("at the truth p is uniform", async () => {
    const p: number[] = [];
    for (let seed = 1; seed <= 500; seed++) p.push((await leftAt(drawn(800, 5, seed, robust), 0, robust)).p);
    // Of 500 uniform numbers the distance is above 1.63/√500 = .073 with a chance of 1 % (Kolmogorov).
    expect(distance(p)).toBeLessThan(0.073);
  });

  test("5° off it is seen in 20 000 rows, and by how much", async () => {
    let seen = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { p, angle, freedom } = await leftAt(drawn(20_000, 10, seed, robust), 5, robust);
      expect(freedom).toBe(9);
      if (p < 0.01) seen++;
      // One step tells the angle to second order, 5° squared, and with an error of about .3°.
      expect(Math.abs((angle * 180) / Math.PI - 5)).toBeLessThan(1.5);
    }
    expect(seen).toBeGreaterThanOrEqual(18);
  });
});

test("what chance adds in finding the direction is taken off", async () => {
  const design = drawn(800, 5, 3, false);
  const scaling = scalingOf(design);
  const pass = (await openStore(design, scaling)).pass();
  const rows = rowsOver(design, pass, scaling, whiten(await whiteningMoments(pass), 5, 0));
  const w = unit(Float64Array.of(1, 0.3, 0, 0, 0));
  const z = await rows.index(w);
  const seen = { residuals: design.y, slope: new Float64Array(800).fill(1), counts: new Float64Array(800).fill(1) };
  const given = (await signalLeft(rows, w, z, seen)) as SignalLeft;
  const found = (await signalLeft(rows, w, z, seen, 1600)) as SignalLeft;
  expect(found.statistic).toBeCloseTo(given.statistic / 1.5, 10);
  expect(found.p).toBeCloseTo(chiSquareTail(found.statistic, 4), 14);
});

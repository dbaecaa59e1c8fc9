import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relu } from "../../src/problem/links/relu.ts";
import { gaussian } from "../../src/problem/marginals/gaussian.ts";
import { synthetic } from "../../src/problem/sample.ts";
import { crossEnds } from "../../src/trust/crossEnds.ts";
import { fit } from "../../src/trust/fit.ts";
import { predict } from "../../src/trust/predict.ts";

const residuals = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 8, maxLength: 8 });

describe("CV+ ends", () => {
  it("are the quantiles of predictions and residuals of all folds together", () => {
    const center = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(center, residuals), { minLength: 2, maxLength: 4 }), (folds) => {
        const kept = folds.map(([, sizes]) => ({
          levels: [1, 2, 3, 4, 5, 6, 7, 8].map((k) => k / 9),
          radii: [...sizes].sort((a, b) => a - b),
        }));
        const ends = crossEnds(
          folds.map(([at]) => Float64Array.of(at)),
          kept,
          0.7,
        );
        // Of 9 rows a fold, one of them to come, the least value with a share of .7 at or below it.
        const above = folds.flatMap(([at], k) => kept[k].radii.map((r) => at + r)).sort((a, b) => a - b);
        const below = folds.flatMap(([at], k) => kept[k].radii.map((r) => r - at)).sort((a, b) => a - b);
        const needed = Math.ceil(0.7 * 9 * folds.length - 1e-9) - 1;
        expect(ends?.high[0]).toBeCloseTo(above[needed], 9);
        expect(ends?.low[0]).toBeCloseTo(-below[needed], 9);
      }),
    );
  });

  it("tell nothing beyond what the folds do", () => {
    const radii = { levels: [0.5], radii: [1] };
    expect(crossEnds([Float64Array.of(0)], [radii], 0.6)).toBeUndefined();
    expect(crossEnds([Float64Array.of(0, Number.NaN)], [radii], 0.4)?.low[1]).toBeNaN();
  });

  it("come from fits that each leave a fold out, and hold fresh labels", { timeout: 60_000 }, async () => {
    const [n, fresh, d] = [400, 2000, 4];
    const law = { link: relu(), marginal: gaussian(), features: d, noise: 0.3, seed: 21 };
    const { x, y } = synthetic({ ...law, rows: n + fresh });
    const input = { x: x.slice(0, n * d), y: y.slice(0, n), n, d };
    const model = await fit(input, { contamination: 0, folds: 5 });
    expect(model.trust?.prediction?.folds?.length).toBe(5);
    const { within } = predict(model, { x: x.slice(n * d), n: fresh, d }, { interval: 0.9 });
    const held = Array.from(y.slice(n), (label, i) =>
      within !== undefined && within.any.low[i] <= label && label <= within.any.high[i] ? 1 : 0,
    ).reduce<number>((sum, is) => sum + is, 0);
    // 400 residuals tell a level within a standard error of .015, 2000 labels within .007: ± 3 of both.
    expect(Math.abs(held / fresh - 0.9)).toBeLessThan(0.05);
    await expect(fit(input, { folds: 1 })).rejects.toThrow("folds: not a number of folds, got 1");
  });
});

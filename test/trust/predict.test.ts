import { describe, expect, it } from "vitest";
import { load, save } from "../../src/fit/save.ts";
import { fit } from "../../src/trust/fit.ts";
import { predict } from "../../src/trust/predict.ts";
import { binaryModel, realModel } from "../fixtures/model.ts";

const size = Array.from({ length: 100 }, (_, i) => (i * 37) % 101);
const y = size.map((s, i) => Math.max(s - 30, 0) + ((i * 7) % 11));

describe("predictions within intervals", () => {
  it("come with a radius that survives saving, wider for a larger share", async () => {
    const model = load(save(await fit({ x: { size }, y }, { contamination: 0 })));
    const rows = { x: { size: [10, 50] } };
    const { prediction, within } = predict(model, rows, { interval: 0.9 });
    const width = (interval: number): number => {
      const { low = [], high = [] } = predict(model, rows, { interval }).within?.any ?? {};
      return high[1] - low[1];
    };
    expect(prediction.length).toBe(2);
    expect(within?.clean).toBeUndefined();
    expect((within?.any.low[0] ?? 0) + (within?.any.high[0] ?? 0)).toBeCloseTo(2 * prediction[0], 9);
    expect(width(0.9)).toBeGreaterThan(width(0.5));
    expect(predict(model, rows).within).toBeUndefined();
    // 20 rows are set aside: the largest of their residuals holds 20 of 21.
    expect(() => predict(model, rows, { interval: 0.96 })).toThrow(
      "interval: the rows left out do not tell so much, got 0.96; ask for 0.9523 or less, or fit more rows",
    );
  });

  it("are refused where they mean nothing", () => {
    const x = new Float64Array(8);
    const input = { x, n: 1, d: 8 };
    expect(() => predict(realModel, input, { interval: 1.5 })).toThrow("interval: not a share of labels, got 1.5");
    expect(() => predict(binaryModel, input, { interval: 0.9 })).toThrow("labels are 0 or 1, near no prediction");
    expect(() => predict(realModel, input, { interval: 0.9 })).toThrow("the model keeps no residuals");
  });
});

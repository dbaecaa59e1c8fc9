/** What a fit owns up to: paths that ended before their time. */
import { describe, expect, test } from "vitest";
import { fit } from "../../src/fit/fit.ts";
import { stopNotices } from "../../src/fit/notices.ts";
import { load, save } from "../../src/fit/save.ts";
import { normals } from "../fixtures/rows.ts";

const [N, D] = [120, 3];
const X = normals(11, N * D);
const counts = (level: number): Float64Array =>
  Float64Array.from({ length: N }, (_, i) => Math.round(Math.exp(level + 0.6 * X[i * D] - 0.8 * X[i * D + 1])));

describe("stops", () => {
  test("a path that left the range of numbers is reported, and the model reads back", async () => {
    // At w = 0 the field is the mean count, some 600: one step of size 1 from there and e^z overflows.
    const model = await fit({ x: X, n: N, d: D, y: counts(6) }, { link: "exponential", learner: "glmtron" });
    expect(model.stop.reason).toBe("notFinite");
    expect(model.notices.join()).toContain(model.stop.sentence);
    expect(load(save(model))).toEqual(model);
  });

  test("a link without slopes stalls the square loss, and says so", async () => {
    const y = X.filter((_, k) => k % D === 0).map((x) => (x > 0.3 ? 1 : 0));
    const model = await fit({ x: X, n: N, d: D, y }, { link: "step", learner: "leastSquares" });
    expect(model.stop.reason).toBe("stalled");
    expect(model.notices.join()).toContain(model.stop.sentence);
  });

  test("paths that ended early beside the one that won are counted", () => {
    expect(stopNotices({ stop: "stepLimit", stops: ["stepLimit", "stalled", "diverged", "stalled"] })).toEqual([
      "Of 4 paths that were tried, 2 stalled, 1 diverged.",
    ]);
  });

  test("a fit that went well has nothing to tell", async () => {
    const y = X.filter((_, k) => k % D === 0).map((x) => Math.max(x, 0));
    expect((await fit({ x: X, n: N, d: D, y })).notices).toEqual([]);
  });
});

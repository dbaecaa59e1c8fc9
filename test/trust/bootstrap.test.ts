import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { randomOutliers } from "../../src/problem/adversaries/randomOutliers.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { gaussian } from "../../src/problem/marginals/gaussian.ts";
import { synthetic } from "../../src/problem/sample.ts";
import { drawn } from "../../src/trust/drawn.ts";
import { fit } from "../../src/trust/fit.ts";
import { reweighted } from "../../src/trust/reweighted.ts";
import { designOf, normals, passOver } from "../fixtures/rows.ts";

const [N, D] = [400, 4];

describe("drawing rows again", () => {
  it("draws as many as there are, and whole groups", () => {
    const plain = drawn({ n: 1000 }, new RandomStream(1));
    expect(plain.reduce((sum, times) => sum + times, 0)).toBe(1000);
    // A share 1/e of the rows is left out: ± 3 standard errors of at most .011.
    expect(Math.abs(plain.filter((times) => times === 0).length / 1000 - 0.368)).toBeLessThan(0.033);
    const groups = Int32Array.from({ length: 1000 }, (_, i) => 5 * (i % 7));
    const grouped = drawn({ n: 1000, groups }, new RandomStream(1));
    for (let i = 7; i < 1000; i++) expect(grouped[i]).toBe(grouped[i - 7]);
  });

  it("weighs sums as rows of those frequencies would", async () => {
    const [x, y] = [normals(1, 40 * 3), normals(2, 40)];
    const weights = drawn({ n: 40 }, new RandomStream(3));
    const asked = { w: Float64Array.of(1, 2, 3), offset: 0.5, edges: Float64Array.of(-1, 0, 1) };
    const requests = [
      { kind: "profile", ...asked, columns: true },
      { kind: "moments", working: { weights: y } },
      { kind: "index", ...asked },
    ] as const;
    const light = reweighted(passOver(designOf(x, y, 3)), weights);
    const [profile, moments, z] = await light.sweep(requests);
    const heavy = passOver(designOf(x, y, 3, weights));
    const [profileOf, , zOf] = await heavy.sweep(requests);
    expect(light.mass).toBe(heavy.mass);
    expect(profile).toEqual(profileOf);
    expect(z).toEqual(zOf);
    expect(moments.mass).toBeCloseTo(
      y.reduce((sum, label, i) => sum + label * weights[i], 0),
      12,
    );
  });
});

describe("the bootstrap", () => {
  it.each([
    ["a curve that is found", { contamination: 0 }, 0],
    ["a link that is told", { link: "relu" }, 0],
    ["labels a tenth of which are far off", {}, 0.1],
  ])("agrees with the asymptotic law: %s", { timeout: 60_000 }, async (_, options, budget) => {
    const law = { link: relu(), marginal: gaussian(), rows: N, features: D, noise: 0.3, seed: 11 };
    const { x, y } = synthetic({ ...law, ...(budget > 0 && { adversary: randomOutliers(), budget }) });
    const input = { x, y, n: N, d: D };
    const plain = (await fit(input, options)).trust?.intervals;
    const drawnAgain = (await fit(input, { ...options, bootstrap: 100 })).trust?.intervals;
    expect(drawnAgain?.method).toBe("bootstrap");
    for (const what of ["weight", "effect"] as const) {
      const widths = [plain, drawnAgain].map((intervals) =>
        (intervals?.columns ?? []).reduce((sum, { [what]: [low, high] }) => sum + high - low, 0),
      );
      // Quantiles of 100 draws have errors of 10 %, four of them together 5 %; the rest is what 400 rows leave of asymptotics.
      expect(Math.abs(widths[1] / widths[0] - 1)).toBeLessThan(0.25);
    }
    expect(Math.abs((drawnAgain?.angle ?? 0) / (plain?.angle ?? 1) - 1)).toBeLessThan(0.35);
  });

  it("shows how far it is, can be stopped, and refuses what tells no interval", async () => {
    const { x, y } = synthetic({ link: relu(), marginal: gaussian(), rows: 200, features: 3, noise: 0.3, seed: 2 });
    const input = { x, y, n: 200, d: 3 };
    await expect(fit(input, { bootstrap: 5 })).rejects.toThrow(
      "bootstrap: not a number of draws that tells an interval, got 5; give 20 or more, such as 200",
    );
    const stop = new AbortController();
    const stages = new Set<string>();
    const stopped = fit(input, {
      contamination: 0,
      bootstrap: 100,
      signal: stop.signal,
      progress({ stage }) {
        stages.add(stage);
        if (stage === "trust") stop.abort(new Error("enough"));
      },
    });
    await expect(stopped).rejects.toThrow("enough");
    expect(stages).toContain("trust");
  });
});

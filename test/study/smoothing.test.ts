import { describe, expect, it } from "vitest";
import { estimatesOf, findings, sharesOf, smoothing } from "../../src/study/smoothing.ts";

const shares = sharesOf("ReLU(z)");
/** Made up: the closed form, the same without its mean, and one, four and sixteen copies with less and less noise. */
const samples = Array.from({ length: 20 }, (_, k) => {
  const sign = k % 2 === 0 ? 1 : -1;
  return [1 + 0.1 * sign, 1 - 0.2 * sign, 1 + 0.9 * sign, 1 - 0.6 * sign, 1 + 0.4 * sign];
});
const verdicts = (from = shares, of = samples): boolean[] =>
  findings(from, estimatesOf(of)).claims.map(({ holds }) => holds);

describe("smoothing", () => {
  it("its claims hold, on few samples", async () => {
    const { claims, csv } = await smoothing.run({ quick: true });
    expect(claims.filter(({ holds }) => !holds)).toEqual([]);
    expect(csv.trim().split("\n")).toHaveLength(1 + 3 * 3 * 12 + 5);
  });

  it("of a ReLU the level at 60° under h of 30° is what arcsines say", () => {
    // E T_a σ′ T_b σ′ = ¼ + arcsin(cos a cos b)/2π.
    const product = (a: number, b: number): number => 0.25 + Math.asin(a * b) / (2 * Math.PI);
    const [best, h] = [0.5, Math.sqrt(3) / 2];
    const { share } = shares.find(({ angle, guess }) => angle === 60 && guess === 30)!;
    expect(share).toBeCloseTo(product(best, h) ** 2 / (product(best, best) * product(h, h)), 9);
  });

  it("each of them can fail", () => {
    const with1 = (guess: number, share: number) =>
      shares.map((each) => (each.angle === 30 && each.guess === guess ? { ...each, share } : each));
    expect(verdicts()).toEqual([true, true, true, true]);
    expect(verdicts(with1(20, 1.01))).toEqual([false, true, true, true]);
    expect(verdicts(with1(60, 0.49))).toEqual([true, false, true, true]);
    expect(
      verdicts(
        shares,
        samples.map((each) => each.with(4, each[4] + 1)),
      ),
    ).toEqual([true, true, false, true]);
    expect(
      verdicts(
        shares,
        samples.map((each) => each.with(3, each[4])),
      ),
    ).toEqual([true, true, true, false]);
    expect(
      verdicts(
        shares,
        samples.map((each) => each.with(0, 3 * each[2] - 2)),
      )[3],
    ).toBe(false);
  });
});

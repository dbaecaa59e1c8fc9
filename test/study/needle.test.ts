import { describe, expect, it } from "vitest";
import { findings, type Loss, lossesOf } from "../../src/study/needle.ts";

const LEARNERS = ["monotoneGlm", "monotoneSim", "glmtron", "isotron"];
/** As theory has it: nothing before a row responds, and all but a hundredth afterwards. */
const losses: Loss[] = LEARNERS.flatMap((learner) => [
  ...[0.003, 0.001].flatMap((share) =>
    [0.1, 1, 5, 30].map((responses) => ({
      link: `δ = ${share}`,
      learner,
      rows: Math.round(responses / share),
      responses,
      loss: responses > 1 ? 0.01 : 1,
    })),
  ),
  { link: "ReLU(z)", learner, rows: 100, responses: 0.1, loss: 0.01 },
]);
const verdicts = (from: readonly Loss[]): boolean[] => findings(from).claims.map(({ holds }) => holds);
const spoiled = (which: (loss: Loss) => boolean, loss: number): Loss[] =>
  losses.map((each) => (which(each) ? { ...each, loss } : each));

describe("needle", () => {
  it("its claims hold where theory does", () => expect(verdicts(losses)).toEqual([true, true, true]));

  it("each of them can fail, by one learner and one δ", () => {
    const found = (each: Loss) => each.link === "δ = 0.001" && each.learner === "isotron" && each.responses < 1;
    expect(verdicts(spoiled(found, 0.6))).toEqual([false, true, true]);
    const lost = (each: Loss) => each.link === "δ = 0.001" && each.learner === "monotoneSim" && each.responses > 5;
    expect(verdicts(spoiled(lost, 0.6))).toEqual([true, false, true]);
    const control = (each: Loss) => each.link === "ReLU(z)" && each.learner === "glmtron";
    expect(verdicts(spoiled(control, 0.11))).toEqual([true, true, false]);
  });

  it("losses are over that of 0, medians over seeds", () => {
    // OPT is a hundredth of E σ², and 0 costs both.
    const made = [50, 101, 300].map((lossOverOpt, seed) => ({
      ...{ recipe: "δ = 0.001", learner: "glmtron", rows: 1000, seed, lossOverOpt },
      ...{ angle: 1, rawAngle: 1, sweeps: 1, seconds: 1 },
    }));
    const [{ loss, responses }] = lossesOf(made);
    expect(loss).toBeCloseTo(1, 12);
    expect(responses).toBe(1);
  });
});

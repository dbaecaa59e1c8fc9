/** Records of the counterexample as they should be, made up; tests spoil one of them at a time. */
import type { StudyRecord } from "../../src/study/runStudy.ts";

const made = (recipe: string, rows: number, angles: Readonly<Record<string, readonly number[]>>): StudyRecord[] =>
  Object.entries(angles).flatMap(([learner, each]) =>
    each.map((angle, seed) => ({
      recipe,
      learner,
      rows,
      seed,
      angle,
      rawAngle: angle + 1,
      lossOverOpt: 1 + angle / 100,
      sweeps: 99.6,
      seconds: 1.25,
    })),
  );

export const records: readonly StudyRecord[] = [
  ...made("spread", 20, {
    monotoneGlm: [3, 2, 4],
    monotoneSim: [3, 3, 3],
    leastSquares: [2, 2, 2],
    glmtron: [30, 20, 31],
    isotron: [30, 30, 30],
  }),
  ...made("spread", 200, {
    monotoneGlm: [1, 1, 1],
    monotoneSim: [2, 2, 2],
    leastSquares: [2, 2, 2],
    glmtron: [28, 27, 29],
    isotron: [27, 27, 27],
  }),
  ...made("linear", 30, {
    monotoneGlm: [1, 2],
    monotoneSim: [3, 1],
    leastSquares: [46, 60],
    glmtron: [67, 68],
    isotron: [67, 68],
  }),
];

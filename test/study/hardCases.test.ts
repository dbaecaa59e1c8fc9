import { expect, it } from "vitest";
import { findingsOf } from "../../src/study/findings.ts";
import { hardCases } from "../../src/study/hardCases.ts";
import { page } from "../../src/study/page.ts";
import { runStudy, type StudyRecord } from "../../src/study/runStudy.ts";

/** Records as they should be: 1° on clean labels, `spoiled` degrees on others. */
const made = (spoiled: number): StudyRecord[] =>
  hardCases.recipes.flatMap(({ name, seeds, rows, learners }) =>
    seeds.flatMap((seed) =>
      learners.map((learner) => {
        const angle = name.endsWith("clean") ? 1 : spoiled;
        return {
          recipe: name,
          learner,
          seed,
          rows: rows[0],
          angle,
          rawAngle: angle,
          lossOverOpt: 1,
          sweeps: 1,
          seconds: 1,
        };
      }),
    ),
  );

const verdicts = (records: readonly StudyRecord[]): boolean[] => hardCases.claims(records).map(({ holds }) => holds);

it("claims hold by the angles of the fit alone, on real labels alone", () => {
  const records = made(1.4);
  expect(verdicts(records)).toEqual([true, true]);
  const worse = (wanted: (record: StudyRecord) => boolean) =>
    records.map((record) => (wanted(record) ? { ...record, angle: 80 } : record));
  expect(verdicts(worse(({ learner }) => learner !== "fit"))).toEqual([true, true]);
  expect(verdicts(worse(({ recipe }) => recipe.startsWith("step")))).toEqual([true, true]);
  expect(
    verdicts(worse(({ recipe, learner, seed }) => recipe === "relu, decoy" && learner === "fit" && seed === 4)),
  ).toEqual([false, true]);
});

it("claims fail by a little too much", () => {
  expect(verdicts(made(1.6))).toEqual([true, false]);
  const [reaches] = hardCases.claims(made(11)); // within 20° on 2000 rows, beyond 10° on 20000: 2 samples × 4 × 3 seeds
  expect(reaches).toMatchObject({ holds: false, found: "51 of 75 do" });
});

it("has one table, a line a recipe", () => {
  const lines = page(findingsOf(hardCases, made(2)), "markdown").split("\n");
  expect(lines[0]).toBe("**Angles to w*, seeds 2, 3, 4**");
  expect(lines[2].split("|").map((cell) => cell.trim())).toEqual([
    "",
    "sample",
    "n × d",
    "fit",
    "ols",
    "isotron",
    "glmtron",
    "logistic",
    "",
  ]);
  expect(lines.filter((line) => line.includes(" 2.0° |"))).toHaveLength(28);
  expect(lines.filter((line) => line.includes(" 1.0° |"))).toHaveLength(7);
});

it("every recipe can be drawn and learned from", async () => {
  const small = hardCases.recipes.map((recipe) => ({
    ...recipe,
    features: 3,
    rows: [200],
    seeds: [2],
    learners: recipe.name.startsWith("relu, clean") || recipe.name.startsWith("step, clean") ? ["fit"] : ["glmtron"],
  }));
  const records = await runStudy(small);
  expect(records.map(({ recipe }) => recipe)).toEqual(hardCases.recipes.map(({ name }) => name));
  for (const { angle, lossOverOpt } of records) {
    expect(angle).toBeGreaterThanOrEqual(0);
    expect(angle).toBeLessThanOrEqual(180);
    expect(lossOverOpt).toBeGreaterThan(0);
  }
  // 200 clean rows of 3 features: 30° would be a fit that learned nothing.
  for (const { learner, angle } of records) if (learner === "fit") expect(angle).toBeLessThan(30);
});

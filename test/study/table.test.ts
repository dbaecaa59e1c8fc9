import { expect, it } from "vitest";
import { counterexample } from "../../src/study/counterexample.ts";
import { findingsOf } from "../../src/study/findings.ts";
import { page } from "../../src/study/page.ts";
import { rangeOf, summarize } from "../../src/study/summary.ts";
import { csv, markdown, tableOf } from "../../src/study/table.ts";
import { records } from "./records.ts";

it("the median of an even number is the mean of the two in the middle", () => {
  expect(rangeOf([4, 1, 2, 9])).toEqual({ median: 3, least: 1, largest: 9 });
  expect(rangeOf([5])).toEqual({ median: 5, least: 5, largest: 5 });
});

it("a summary is over seeds alone", () => {
  const summaries = summarize(records);
  expect(summaries).toHaveLength(15);
  expect(summaries[0]).toMatchObject({ recipe: "spread", learner: "monotoneGlm", rows: 20, seeds: 3 });
  expect(summaries[0].angle).toEqual({ median: 3, least: 2, largest: 4 });
  expect(summaries[0].rawAngle).toEqual({ median: 4, least: 3, largest: 5 });
});

it("a table has medians, ranges where there is one, and losses and work of the largest size", () => {
  const { heads, rows } = tableOf(counterexample.recipes[0], summarize(records));
  expect(heads).toEqual(["learner", "link", "angle, n = 20", "angle, n = 200", "loss / OPT", "sweeps", "seconds"]);
  expect(rows[0]).toEqual(["monotoneGlm", "told", "3.00° (2.00–4.00)", "1.00°", "1.01", "100", "1.3"]);
  expect(rows[1][1]).toBe("found");
});

it("Markdown is aligned", () => {
  const text = markdown({ heads: ["learner", "link", "angle"], rows: [["ols", "told", "12.00°"]] });
  expect(text).toBe(
    ["| learner | link |  angle |", "| ------- | ---- | -----: |", "| ols     | told | 12.00° |"].join("\n"),
  );
});

it("CSV keeps every bit", () => {
  const [head, first, ...rest] = csv([{ ...records[0], angle: 0.1 + 0.2 }]).split("\n");
  expect(head).toBe("recipe,learner,rows,seed,angle,rawAngle,lossOverOpt,sweeps,seconds");
  expect(first).toBe("spread,monotoneGlm,20,0,0.30000000000000004,4,1.03,99.6,1.25");
  expect(rest).toEqual([""]);
  expect(csv([{ ...records[0], learner: "a:b=1,c=2" }])).toContain('spread,"a:b=1,c=2",20,');
});

it("a page says which claims hold and which do not", () => {
  const spoiled = records.map((record) => (record.learner === "monotoneGlm" ? { ...record, angle: 9 } : record));
  const text = page(findingsOf(counterexample, spoiled), "text");
  expect(text).toMatch(/\nDOES NOT HOLD: linear decoy, monotoneGlm ends within 2°.*; monotoneGlm 9.00° to 9.00°, /);
  expect(text).toMatch(/\nholds: linear decoy, leastSquares, glmtron and isotron stay beyond 45°/);
  expect(page(findingsOf(counterexample, records), "markdown")).not.toContain("NOT HOLD");
});

/** What is made of corrupted labels: suspects, clean, --contamination. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Table } from "../../src/data/table.ts";
import { randomOutliers } from "../../src/problem/adversaries/randomOutliers.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { sample } from "../fit/samples.ts";
import { wavyTable } from "../fixtures/table.ts";
import { type Machine, runOn } from "./fakeHost.ts";

const rows = sample(relu(), { rows: 400, features: 3, adversary: randomOutliers(), budget: 0.05, seed: 4 });
const column = (name: string, values: Float64Array) => ({ name, kind: "number", written: "number", values }) as const;
const table: Table = {
  rows: rows.n,
  columns: [
    ...[0, 1, 2].map((j) =>
      column(
        `x${j}`,
        Float64Array.from({ length: rows.n }, (_, i) => rows.x[i * 3 + j]),
      ),
    ),
    column("y", rows.y),
  ],
  missingMarkers: {},
  missingTokens: ["", "NA"],
};
const corrupted = [...rows.corrupted.keys()].filter((i) => rows.corrupted[i] === 1);
const truth = JSON.stringify({ corrupted });

let machine: Machine = { tables: { "a.csv": table, "w.csv": wavyTable } };
beforeAll(async () => {
  const { files } = await runOn(machine, "fit", "a.csv", "--target", "y", "--out", "m.json");
  const plain = await runOn(machine, "fit", "w.csv", "--target", "y", "--contamination", "0", "--out", "p.json");
  machine = { ...machine, files: { ...files, ...plain.files, "t.json": truth, "no.json": "{}" } };
});

describe("suspects", () => {
  it("lists the likeliest, counted from 1, and says how many there are", async () => {
    const { code, stdout, stderr } = await runOn(machine, "suspects", "m.json", "a.csv", "--top", "5");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [head, ...lines] = stdout.split("\n");
    expect(head.trim().split(/\s+/)).toEqual(["row", "probability", "y", "predicted", "difference"]);
    const listed = lines.slice(0, lines.indexOf("")).map((line) => Number(line.trim().split(" ")[0]) - 1);
    expect(listed).toHaveLength(5);
    expect(listed.every((row) => corrupted.includes(row))).toBe(true);
    expect(stdout).toMatch(/^Of 400 rows, \d+ are more likely corrupted than not; \d+ are expected to be.$/m);
  });

  it("prints JSON, writes all rows, and says how well they are told apart", async () => {
    const { stdout, tables, checked } = await runOn(machine, "suspects", "m.json", "a.csv", "--json", "--out", "s.csv");
    const listed = JSON.parse(stdout);
    expect(listed).toHaveLength(50);
    expect(Object.keys(listed[0])).toEqual(["row", "probability", "label", "prediction", "residual"]);
    expect(checked).toEqual(["--out s.csv as a table"]);
    expect(tables["s.csv"].map(({ name }) => name)).toEqual(Object.keys(listed[0]));
    expect(tables["s.csv"][0].values).toHaveLength(rows.n);
    expect(tables["s.csv"][0].values[0]).toBe(listed[0].row);
    const judged = await runOn(machine, "suspects", "m.json", "a.csv", "--truth", "t.json");
    expect(judged.stdout).toContain("(AUC 1.00)");
  });

  it("has nothing to say where no label is taken as corrupted, or no rival is left", async () => {
    const { code, stdout } = await runOn(machine, "suspects", "p.json", "w.csv");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "The fit saw no sign of corrupted labels: no row is suspect.\n",
    });
    expect((await runOn(machine, "suspects", "p.json", "w.csv", "--rivals")).stdout).toBe("The model has no rivals.\n");
  });

  it.each([
    [["--truth", "no.json"], "no.json: not the truth about a table"],
    [["--truth", "t.json", "--rivals"], "--truth: not of rivals"],
    [["--top", "0"], "--top"],
  ])("refuses %j in one line", async (options, words) => {
    const { code, stdout, stderr } = await runOn(machine, "suspects", "m.json", "a.csv", ...options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^plumbline: [^\n]+\n$/);
    expect(stderr).toContain(words);
  });
});

describe("clean", () => {
  const dropped = (kept: Uint8Array): number[] => [...kept.keys()].filter((i) => kept[i] === 0);

  it("copies the rows that are not suspect, by a model or by a fit of its own, and names the others", async () => {
    const byModel = await runOn(machine, "clean", "a.csv", "--drop-suspects", "--model", "m.json", "--out", "c.csv");
    expect(byModel).toMatchObject({ code: 0, stderr: "", checked: ["--out c.csv as a table"] });
    expect(byModel.copies["c.csv"].from).toBe("a.csv");
    expect(dropped(byModel.copies["c.csv"].kept)).toEqual(corrupted);
    expect(byModel.stdout).toBe(
      `c.csv: 380 of 400 rows; left out 20 rows: ${corrupted.map((row) => row + 1).join(", ")}\n`,
    );
    const byFit = await runOn(machine, "clean", "a.csv", "--drop-suspects", "--target", "y", "--out", "c.csv");
    expect(byFit.copies).toEqual(byModel.copies);
  });

  it("drops fewer above a higher probability", async () => {
    const words = ["clean", "a.csv", "--drop-suspects", "--model", "m.json", "--out", "c.csv", "--above"];
    const [low, high] = [await runOn(machine, ...words, "0.0001"), await runOn(machine, ...words, "0.99")];
    expect(dropped(low.copies["c.csv"].kept).length).toBeGreaterThan(dropped(high.copies["c.csv"].kept).length);
  });

  it.each([
    [["--out", "c.csv", "--target", "y"], "clean: nothing to clean is named"],
    [["--drop-suspects", "--target", "y"], "--out: not given"],
    [["--drop-suspects", "--out", "c.csv"], "--target: not given"],
    [["--drop-suspects", "--out", "c.csv", "--model", "m.json", "--target", "y"], "--target: the model has one"],
    [["--drop-suspects", "--out", "c.csv", "--model", "m.json", "--above", "1"], "--above"],
  ])("refuses %j in one line", async (options, words) => {
    const { code, stderr, copies } = await runOn(machine, "clean", "a.csv", ...options);
    expect({ code, copies }).toEqual({ code: 2, copies: {} });
    expect(stderr).toMatch(/^plumbline: [^\n]+\n$/);
    expect(stderr).toContain(words);
  });
});

describe("--contamination", () => {
  it("is kept in the recipe and in the model", async () => {
    const { stdout } = await runOn(machine, "fit", "a.csv", "--target", "y", "--contamination", "0.2", "--json");
    const model = JSON.parse(stdout);
    expect(model.contamination.share).toBe(0.2);
    expect(model.recipe).toBe("plumbline fit a.csv --target y --seed 1 --contamination 0.2");
  });

  it.each([
    ["some", "--contamination: not a number it can take"],
    ["0.7", "--contamination: not a number it can take"],
    ["0.495", "contamination: not a share of the labels"],
  ])("refuses %s", async (share, words) => {
    const { code, stderr } = await runOn(machine, "fit", "a.csv", "--target", "y", "--contamination", share);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

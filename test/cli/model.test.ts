/** What is done with a model: show, predict, report. */
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, it } from "vitest";
import type { Table } from "../../src/data/table.ts";
import { wavyTable } from "../fixtures/table.ts";
import { type Machine, runOn } from "./fakeHost.ts";

let machine: Machine = {};
let printed = "";
const without = (...names: string[]): Table => ({
  ...wavyTable,
  columns: wavyTable.columns.filter(({ name }) => !names.includes(name)),
});
const otherColor: Table = {
  ...wavyTable,
  columns: wavyTable.columns.map((column) =>
    column.kind === "text" && column.name === "color" ? { ...column, levels: ["red", "green", "grey"] } : column,
  ),
};

beforeAll(async () => {
  const tables = {
    "a.csv": wavyTable,
    "short.csv": without("y", "late"),
    "lacking.csv": without("wave"),
    "grey.csv": otherColor,
  };
  const { files, stdout } = await runOn(
    { tables },
    "fit",
    "a.csv",
    "--target",
    "y",
    "--out",
    "m.json",
    "--drop",
    "late",
  );
  machine = {
    tables,
    files: { ...files, "list.json": "[]", "text.json": "hello", "new.json": newer(files["m.json"]) },
  };
  printed = stdout;
});

const newer = (text: string): string => JSON.stringify({ ...JSON.parse(text), version: 2 });

describe("show", () => {
  it("prints what fit printed", async () => {
    expect(await runOn(machine, "show", "m.json")).toMatchObject({ code: 0, stdout: printed, stderr: "" });
  });

  it("prints the file with --json", async () => {
    expect((await runOn(machine, "show", "m.json", "--json")).stdout).toBe(machine.files!["m.json"]);
  });

  it.each(["list.json", "text.json", "new.json"])("refuses %s in one line", async (path) => {
    const { code, stdout, stderr } = await runOn(machine, "show", path);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^plumbline: ${path}[^\n]+\n$`));
  });
});

describe("predict", () => {
  it("prints a column with a line for each row, without the target", async () => {
    const { code, stdout, stderr, read } = await runOn(machine, "predict", "m.json", "short.csv");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [head, ...lines] = stdout.trimEnd().split("\n");
    expect(head).toBe("prediction");
    expect(lines).toHaveLength(wavyTable.rows);
    // The table is read as in the fit: the same text columns, the same markers.
    expect(read[0].options).toEqual({ text: ["color"], na: ["", "NA"] });

    const { tables } = await runOn(machine, "predict", "m.json", "short.csv", "--out", "p.parquet");
    expect(tables["p.parquet"].map(({ name }) => name)).toEqual(["prediction"]);
    expect(lines.map(Number)).toEqual([...tables["p.parquet"][0].values]);
  });

  it("predicts well where the fit does", async () => {
    const { tables } = await runOn(machine, "predict", "m.json", "a.csv", "--out", "p.csv");
    const [{ values }] = tables["p.csv"];
    const y = wavyTable.columns.find(({ name }) => name === "y") as { values: Float64Array };
    const mean = y.values.reduce((a, b) => a + b) / y.values.length;
    const loss = y.values.reduce((sum, label, i) => sum + (label - values[i]) ** 2, 0);
    const base = y.values.reduce((sum, label) => sum + (label - mean) ** 2, 0);
    expect(1 - loss / base).toBeGreaterThan(0.8);
  });

  it("refuses a missing column by name and an unseen level unless told", async () => {
    const lacking = await runOn(machine, "predict", "m.json", "lacking.csv");
    expect(lacking).toMatchObject({ code: 2, stdout: "" });
    expect(lacking.stderr).toMatch(/^plumbline: table: no column wave[^\n]*\n$/);
    const grey = await runOn(machine, "predict", "m.json", "grey.csv");
    expect(grey).toMatchObject({ code: 2, stdout: "" });
    expect(grey.stderr).toContain("grey");
    expect(await runOn(machine, "predict", "m.json", "grey.csv", "--unseen", "baseline")).toMatchObject({ code: 0 });
  });
});

describe("report", () => {
  it("is named after the model and shows bins", async () => {
    const { code, stdout, files, checked } = await runOn(machine, "report", "m.json");
    expect({ code, stdout, checked }).toEqual({ code: 0, stdout: "m.html\n", checked: ["--out m.html"] });
    expect(parseHTML(files["m.html"]).document.querySelectorAll("figure svg")).toHaveLength(4);
  });

  it("shows the rows of a table", async () => {
    const bare = (await runOn(machine, "report", "m.json")).files["m.html"];
    const full = (await runOn(machine, "report", "m.json", "a.csv", "--out", "r.html")).files["r.html"];
    const circles = (page: string): number => page.match(/<circle/g)!.length;
    expect(circles(full) - circles(bare)).toBe(2 * wavyTable.rows);
  });

  it("refuses a table without the target", async () => {
    const { code, stderr, files } = await runOn(machine, "report", "m.json", "short.csv");
    expect({ code, files }).toEqual({ code: 2, files: {} });
    expect(stderr).toContain("no column y, the target");
  });
});

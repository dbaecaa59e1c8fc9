import { describe, expect, it } from "vitest";
import { runOn } from "./fakeHost.ts";

const command = ["generate", "--adversary", "linearDecoy", "--budget", "0.2", "--rows", "50", "--features", "3"];

describe("generate", () => {
  it("writes a table, and beside it what is true", async () => {
    const { code, tables, files, checked, stdout } = await runOn({}, ...command, "--seed", "7", "--out", "a.csv");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(checked).toEqual(["--out a.csv as a table", "--out a.csv.truth.json"]);
    expect(tables["a.csv"].map(({ name }) => name)).toEqual(["x1", "x2", "x3", "y"]);
    const truth = JSON.parse(files["a.csv.truth.json"]);
    expect(truth).toMatchObject({ link: "relu", adversary: "linearDecoy", budget: 0.2, budgetOf: "energy", seed: 7 });
    expect(truth.recipe).toBe(
      "plumbline generate --link relu --marginal gaussian --rows 50 --features 3 --seed 7 --adversary linearDecoy --budget 0.2 --out a.csv",
    );

    // The truth is of this table: corrupted are exactly the rows whose label is not the link of the target's index.
    const [x1, x2, x3, y] = tables["a.csv"].map(({ values }) => values);
    const [a, b, c] = truth.target;
    const differs = [...y.keys()].filter((i) => {
      const clean = Math.max(a * x1[i] + b * x2[i] + c * x3[i], 0);
      return Math.abs(clean - y[i]) > 1e-12;
    });
    expect(truth.corrupted).toEqual(differs);
    expect(differs.length).toBeGreaterThan(0);
  });

  it("writes the same for the same seed, and something else for another", async () => {
    const [one, same, other] = [
      await runOn({}, ...command, "--out", "a.csv"),
      await runOn({}, ...command, "--out", "a.csv"),
      await runOn({}, ...command, "--seed", "2", "--out", "a.csv"),
    ];
    expect(same.tables).toEqual(one.tables);
    expect(other.tables).not.toEqual(one.tables);
  });
});

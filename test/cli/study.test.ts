import { describe, expect, it, vi } from "vitest";
import { gap } from "../../src/figures/index.ts";
import type { Experiment } from "../../src/study/experiment.ts";
import type { Study } from "../../src/study/study.ts";
import { runOn } from "./fakeHost.ts";

/** The real study takes minutes; this one has its name and a split second. */
vi.mock("../../src/study/index.ts", () => {
  const small: Study = {
    name: "counterexample",
    about: "A small one.",
    recipes: [
      {
        name: "small",
        title: "a small one",
        link: "relu:bias=-1",
        marginal: "gaussian",
        adversary: "spreadDecoy",
        budget: 0.1,
        features: 2,
        rows: [60, 80, 100],
        seeds: [5, 6],
        learners: ["glmtron", "isotron"],
      },
    ],
    claims: (records) => [{ says: "there are records", holds: records.length > 99, found: `${records.length}` }],
  };
  const experiment: Experiment = {
    name: "experiment",
    about: "Runs itself.",
    async run({ quick, progress }) {
      progress?.({ stage: "done", done: 1 });
      return {
        tables: [{ head: "What came of it", table: { heads: ["what", "number"], rows: [["quick", `${quick}`]] } }],
        claims: [{ says: "it ran", holds: true, found: "once" }],
        csv: "what,number\nquick,1\n",
        figure: (document) => gap(document, { panels: [{ title: "one", ...flat }] }),
      };
    },
  };
  const reading: Experiment = {
    name: "reading",
    about: "Reads data.",
    data: "there",
    endings: [".json"],
    async run({ read, kept }) {
      const bytes = await read?.("a.bin");
      await kept?.("part")?.write("half");
      return {
        tables: [{ head: "Bytes", table: { heads: ["what", "number"], rows: [["bytes", `${bytes?.length}`]] } }],
        claims: [],
        csv: "",
        files: () => ({ ".json": "{}" }),
      };
    },
  };
  const flat = { steps: [1, 2], gap: [1, 0.1], potential: [1, 0.1], bound: [2, 1] };
  return { studies: { counterexample: small, experiment, reading } };
});

describe("study", () => {
  it("without a name lists the studies", async () => {
    expect(await runOn({}, "study")).toMatchObject({
      code: 0,
      stdout: "counterexample\n    A small one.\nexperiment\n    Runs itself.\nreading\n    Reads data.\n",
      stderr: "",
    });
  });

  it("prints tables and verdicts, and writes files where it is told to", async () => {
    const { code, stdout, files, checked, progress } = await runOn({}, "study", "counterexample", "--out", "there/");
    expect(code).toBe(0); // a claim that does not hold is a result, not a failure
    expect(stdout).toContain("a small one, d = 2, seeds 5, 6");
    expect(stdout).toContain("DOES NOT HOLD: there are records; 12.");
    const names = ["csv", "md", "svg", "json"].map((ending) => `there/counterexample.${ending}`);
    expect(Object.keys(files)).toEqual(names);
    expect(checked).toEqual(names.map((name) => `--out ${name}`));
    const [csv, md, svg, json] = names.map((name) => files[name]);
    expect(csv.trimEnd().split("\n")).toHaveLength(13);
    expect(md).toContain("| glmtron | told  |");
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(JSON.parse(json).recipes[0]).toMatchObject({ link: "relu:bias=-1", seeds: [5, 6], rows: [60, 80, 100] });
    expect(progress?.at(-1)).toEqual({ stage: "done", done: 1 });
  });

  it("--quick takes one seed and the ends of the sizes, and writes nothing unasked", async () => {
    const { stdout, files } = await runOn({}, "study", "counterexample", "--quick");
    expect(stdout).toContain("a small one, d = 2, seed 5\n");
    expect(stdout).toContain("records; 4.");
    expect(stdout).not.toContain("n = 80");
    expect(files).toEqual({});
  });

  it("runs an experiment, prints what it found, and writes files where it is told to", async () => {
    const { code, stdout, files, progress } = await runOn({}, "study", "experiment", "--quick", "--out", "there");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^What came of it\n\nwhat +number\nquick +true\n\nholds: it ran; once\.\n$/);
    expect(Object.keys(files)).toEqual(["csv", "md", "svg"].map((ending) => `there/experiment.${ending}`));
    expect(files["there/experiment.md"]).toContain("- holds: it ran; once.");
    expect(progress?.at(-1)).toEqual({ stage: "done", done: 1 });
  });

  it("refuses a name that is none, with the nearest", async () => {
    const { code, stderr } = await runOn({}, "study", "counterexampel");
    expect(code).toBe(2);
    expect(stderr).toBe('plumbline: study: no such study, got "counterexampel"; did you mean "counterexample"?\n');
  });

  it("stops on Ctrl-C and leaves nothing behind", async () => {
    const interruption = new AbortController();
    const machine = { signal: interruption.signal, onProgress: () => interruption.abort() };
    const { code, stdout, stderr, files } = await runOn(machine, "study", "counterexample", "--out", ".");
    expect({ code, stdout, stderr, files }).toEqual({ code: 130, stdout: "", stderr: "", files: {} });
  });

  it("reads the data of its folder, or of another, and leaves no parts of its work behind", async () => {
    const binaries = { "there/a.bin": new Uint8Array(3), "else/a.bin": new Uint8Array(5) };
    const { code, stdout, files, checked } = await runOn({ binaries }, "study", "reading", "--out", "to");
    expect(code).toBe(0);
    expect(stdout).toContain("bytes       3");
    expect(Object.keys(files)).toEqual(["to/reading.csv", "to/reading.md", "to/reading.json"]);
    expect(checked).toContain("--out to/reading.json");
    expect((await runOn({ binaries }, "study", "reading", "--data", "else")).stdout).toContain("bytes       5");
    for (const name of ["counterexample", "experiment"]) {
      const wrong = await runOn({ binaries }, "study", name, "--data", "else");
      expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("reads no data") });
    }
  });

  it("--png writes every figure as a picture, too", async () => {
    const { binaries } = await runOn({}, "study", "experiment", "--out", "to", "--png");
    expect(Object.keys(binaries)).toEqual(["to/experiment.png"]);
    const { code, stderr } = await runOn({}, "study", "experiment", "--png");
    expect(code).toBe(2);
    expect(stderr).toContain("--png: no folder to write into; name one with --out");
  });
});

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
        csv: "bytes\n3\n",
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
    const outcome = await runOn({}, "study", "counterexample", "--out", "there/");
    const { code, stdout, files, tables, checked, progress } = outcome;
    expect(code).toBe(0); // a claim that does not hold is a result, not a failure
    expect(stdout).toContain("a small one, d = 2, seeds 5, 6");
    expect(stdout).toContain("DOES NOT HOLD: there are records; 12.");
    const names = ["csv", "json", "md", "html", "svg"].map((ending) => `there/counterexample.${ending}`);
    expect(Object.keys(files)).toEqual(names);
    expect(checked.toSorted()).toEqual(
      [...names, "there/counterexample.parquet"].map((name) => `--out ${name}`).toSorted(),
    );
    const [csv, json, md, html, svg] = names.map((name) => files[name]);
    expect(csv.trimEnd().split("\n")).toHaveLength(13);
    expect(md).toContain("| glmtron | told  |");
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(html).toContain('<th scope="row">glmtron</th><td>told</td>');
    expect(html).toContain('<span class="grade">does not hold</span> there are records');
    const { recipes, claims, records } = JSON.parse(json);
    expect(recipes[0]).toMatchObject({ link: "relu:bias=-1", seeds: [5, 6], rows: [60, 80, 100] });
    expect(claims[0]).toMatchObject({ holds: false, found: "12" });
    expect(records.map((record: object) => Object.values(record).join())).toEqual(csv.trimEnd().split("\n").slice(1));
    const parquet = tables["there/counterexample.parquet"];
    expect(parquet.map(({ name }) => name).join()).toBe(csv.split("\n")[0]);
    expect(parquet.map(({ values }) => values[11])).toEqual(Object.values(records[11]));
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
    expect(Object.keys(files)).toEqual(
      ["csv", "json", "md", "html", "svg"].map((ending) => `there/experiment.${ending}`),
    );
    expect(files["there/experiment.md"]).toContain("- holds: it ran; once.");
    expect(progress?.at(-1)).toEqual({ stage: "done", done: 1 });
  });

  it("refuses a name that is none, with the nearest", async () => {
    const { code, stderr } = await runOn({}, "study", "counterexampel");
    expect(code).toBe(2);
    expect(stderr).toBe('plumbline: study: no such study, got "counterexampel"; did you mean "counterexample"?\n');
  });

  it("stops on Ctrl-C, and goes on from the cells that were finished", async () => {
    const interruption = new AbortController();
    const onProgress = ({ stage }: { stage: string }): void => {
      if (stage.includes("100 rows")) interruption.abort();
    };
    const command = ["study", "counterexample", "--quick", "--out", "."];
    const stopped = await runOn({ signal: interruption.signal, onProgress }, ...command);
    expect(stopped).toMatchObject({ code: 130, stdout: "", stderr: "" });
    const parts = Object.keys(stopped.files);
    expect(parts).toEqual(["glmtron", "isotron"].map((end) => `./counterexample-small-60-5-${end}.part.json`));

    const marked = stopped.files[parts[0]].replace(/"seconds":[^}]*/, '"seconds":123');
    const { files } = await runOn({ files: { ...stopped.files, [parts[0]]: marked } }, ...command);
    expect(files["./counterexample.csv"].match(/,123$/gm)).toHaveLength(1); // read, not run again
    expect(Object.keys(files).filter((path) => path.includes(".part."))).toEqual([]);
    const steady = (csv: string): string => csv.replace(/[^,]*$/gm, "");
    const whole = await runOn({}, ...command);
    expect(steady(files["./counterexample.csv"])).toBe(steady(whole.files["./counterexample.csv"]));

    const foreign = marked.replace('"version":"1.2.3"', '"version":"1.2.2"');
    const again = await runOn({ files: { [parts[0]]: foreign } }, ...command);
    expect(again.files["./counterexample.csv"]).not.toMatch(/,123$/m); // of another program
  });

  it("reads the data of its folder, or of another, and leaves no parts of its work behind", async () => {
    const binaries = { "there/a.bin": new Uint8Array(3), "else/a.bin": new Uint8Array(5) };
    const { code, stdout, files, checked } = await runOn({ binaries }, "study", "reading", "--out", "to");
    expect(code).toBe(0);
    expect(stdout).toContain("bytes       3");
    expect(Object.keys(files)).toEqual(["csv", "json", "md", "html"].map((ending) => `to/reading.${ending}`));
    expect(files["to/reading.json"]).toBe("{}"); // its own
    expect(checked).toContain("--out to/reading.json");
    expect((await runOn({ binaries }, "study", "reading", "--data", "else")).stdout).toContain("bytes       5");
    for (const name of ["counterexample", "experiment"]) {
      const wrong = await runOn({ binaries }, "study", name, "--data", "else");
      expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("reads no data") });
    }
  });

  it("all runs one after another, but for those whose data are not there", async () => {
    const { code, stdout, files } = await runOn({}, "study", "all", "--quick", "--jobs", "2", "--out", "to");
    expect(code).toBe(0);
    expect(stdout.match(/^# .*/gm)).toEqual(["# counterexample", "# experiment", "# reading"]);
    expect(stdout).toContain("holds: it ran; once.\n\n# reading\n\nleft out: its data are not in there\n");
    expect(Object.keys(files).filter((path) => /part|reading/.test(path))).toEqual([]);
    expect(files["to/counterexample.csv"].split("\n")).toHaveLength(6);
    expect(files["to/experiment.csv"]).toBe("what,number\nquick,1\n");
  });

  it.each([
    ["counterexample", "0", "--jobs: not a number it can take"],
    ["experiment", "2", "--jobs: experiment is no cells, got 2; leave it out"],
    ["counterexample", "2 --queue redis://there", "--jobs: with --queue no cell runs here, got 2; leave one out"],
  ])("%s refuses --jobs %s", async (name, jobs, words) => {
    const { code, stderr } = await runOn({}, "study", name, "--jobs", ...jobs.split(" "));
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  it("--queue has cells run by the machines that work there, and only cells", async () => {
    const queue = ["--queue", "redis://there"];
    const { code, stdout, addresses } = await runOn({}, "study", "counterexample", "--quick", ...queue);
    expect({ code, addresses }).toEqual({ code: 0, addresses: ["redis://there 1.2.3"] });
    expect(stdout).toContain("records; 4.");
    const refused = await runOn({}, "study", "experiment", ...queue);
    expect(refused).toMatchObject({ code: 2, stderr: "plumbline: --queue: experiment is no cells; leave it out\n" });
  });

  it("--png writes every figure as a picture, too", async () => {
    const { binaries } = await runOn({}, "study", "experiment", "--out", "to", "--png");
    expect(Object.keys(binaries)).toEqual(["to/experiment.png"]);
    const { code, stderr } = await runOn({}, "study", "experiment", "--png");
    expect(code).toBe(2);
    expect(stderr).toContain("--png: no folder to write into; name one with --out");
  });
});

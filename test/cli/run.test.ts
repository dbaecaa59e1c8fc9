/** Use and misuse of the command line as such; what the commands do is tested command by command. */
import { describe, expect, it } from "vitest";
import { runOn } from "./fakeHost.ts";

describe("help", () => {
  it.each([[], ["fit"], ["predict"], ["show"], ["report"], ["generate"], ["study"], ["links"]])(
    "%s teaches",
    async (...command) => {
      const { code, stdout, stderr } = await runOn({}, ...command, "--help");
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: plumbline/);
      expect(stdout).not.toContain("undefined");
    },
  );

  it("of fit has examples, the meaning of numbers, missing cells, exit codes", async () => {
    const { stdout } = await runOn({}, "fit", "--help");
    for (const part of ["Examples:", "What the numbers mean:", "Missing cells", "Exit codes:", "--weights-kind"]) {
      expect(stdout).toContain(part);
    }
  });

  it("stands on standard error where nothing was asked", async () => {
    const { code, stdout, stderr } = await runOn({});
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^Usage: plumbline/);
  });

  it("tells the version", async () => {
    expect(await runOn({}, "--version")).toMatchObject({ code: 0, stdout: "1.2.3\n" });
  });
});

describe("wrong use is one line and exit code 2", () => {
  it.each([
    [["fitt"], "unknown command 'fitt'; did you mean fit?"],
    [["fit"], "missing required argument 'table'"],
    [["fit", "a.csv"], "--target: not given; name the column to explain"],
    [["fit", "a.csv", "--targt", "y"], "unknown option '--targt'; did you mean --target?"],
    [["fit", "a.csv", "b.csv", "--target", "y"], "too many arguments"],
    [["fit", "a.csv", "--target", "y", "--missing", "ignore"], "one of error, drop, mean would do"],
    [["fit", "a.csv", "--target", "y", "--seed", "1.5"], '--seed: not a number it can take, got "1.5"'],
    [["fit", "a.csv", "--target", "y", "--seed", ""], '--seed: not a number it can take, got ""'],
    [["fit", "a.csv", "--target", "y", "--confidence", "1"], "--confidence: not a number it can take"],
    [["fit", "a.csv", "--target", "y", "--quiet", "--json"], "option '--quiet' cannot be used with option '--json'"],
    [["fit", "a.csv", "--target", "y", "--weights-kind", "precision"], "--weights-kind: there are no weights"],
    [["generate", "--out", "a.csv", "--link", "rellu"], 'link: no such link, got "rellu"; did you mean "relu"'],
    [["generate", "--out", "a.csv", "--marginal", "gauss"], "marginal: no such marginal"],
    [["generate", "--out", "a.csv", "--adversary", "linearDecoi"], 'did you mean "linearDecoy"'],
    [["generate", "--out", "a.csv", "--budget", "0.5"], "--budget: not a number it can take"],
    [["generate", "--out", "a.csv", "--budget", "0.2"], "name the adversary"],
    [["generate", "--out", "a.csv", "--rows", "0"], "--rows: not a number it can take"],
    [["generate"], "--out: not given"],
  ])("%j", async (argv, words) => {
    const { code, stdout, stderr, files, tables } = await runOn({}, ...argv);
    expect({ code, stdout, files, tables }).toEqual({ code: 2, stdout: "", files: {}, tables: {} });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/^plumbline: [^\n]+\n$/);
  });
});

describe("what goes wrong otherwise", () => {
  it("is exit code 1, one line, no stack trace", async () => {
    const { code, stderr } = await runOn({}, "show", "no\nsuch.json");
    expect(code).toBe(1);
    expect(stderr).toBe("plumbline: the test gave no no\\u{a}such.json\n");
  });

  it("is exit code 130 and silence once interrupted", async () => {
    const signal = AbortSignal.abort();
    const { code, stdout, stderr } = await runOn({ signal }, "generate", "--out", "a.csv");
    expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: "", stderr: "" });
  });
});

describe("parts", () => {
  it("lists links with formula and parameters", async () => {
    const { code, stdout } = await runOn({}, "links");
    expect(code).toBe(0);
    expect(stdout).toContain("relu\n");
    expect(stdout).toContain("σ(z) = max(z + b, 0)\n    bias=0  b: added to the index before the kink\n");
  });

  it("lists learners, marginals and adversaries", async () => {
    expect((await runOn({}, "learners")).stdout).toMatch(/^monotoneSim\n {4}[^\n]+\n {4}unknown link\n/);
    expect((await runOn({}, "marginals")).stdout).toContain("gaussian\n");
    expect((await runOn({}, "adversaries")).stdout).toContain("budget of energy\n");
  });
});

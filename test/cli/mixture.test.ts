/** `plumbline mixture`: a filter of JSON lines. */
import { describe, expect, it } from "vitest";
import { mixtureStep, startMixture } from "../../src/shift/controller.ts";
import { controllers } from "../../src/shift/controllers/index.ts";
import { runOn } from "./fakeHost.ts";

const line = (losses: object, references?: object) => JSON.stringify({ losses, ...(references && { references }) });
const mixed = (lines: readonly string[], ...argv: string[]) => runOn({ lines }, "mixture", ...argv);
const read = (stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map((text) => JSON.parse(text));

describe("mixture", () => {
  it("answers every line as the library does, blank ones excepted", async () => {
    const lines = [line({ web: 2.6, code: 1.5 }, { web: 2, code: 1.25 }), "", line({ code: 1, web: 2.5 })];
    const { code, stdout, stderr } = await mixed(lines, "--controller", "pd-kl:step=0.5");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const controller = controllers.pdKl({ step: 0.5 });
    const references = [2, 1.25];
    const first = mixtureStep(controller, startMixture(controller, [1, 1]), { losses: [2.6, 1.5], references });
    const second = mixtureStep(controller, first, { losses: [2.5, 1], references });
    const said = read(stdout);
    expect(said.map(({ update }) => update)).toEqual([1, 2]);
    expect(Object.values(said[1].sampling)).toEqual(second.sampling);
    expect(Object.keys(said[1].sampling)).toEqual(["web", "code"]);
    expect(Object.values(said[1].average)).toEqual(second.average);
  });

  it("starts from shares or sizes, with references told beforehand", async () => {
    const argv = ["--controller", "constant", "--start", "web=30,code=10"];
    expect(read((await mixed([line({ code: 1 })], ...argv)).stdout)[0].weights).toEqual({ web: 0.75, code: 0.25 });
    const told = ["--controller", "shearedLlama", "--references", "a=1,b=1"];
    const { weights } = read((await mixed([line({ a: 2, b: 0.5 })], ...told)).stdout)[0];
    expect(weights.a / weights.b).toBeCloseTo(Math.E, 9);
  });

  it("takes tokens, and for DoReMi domains that a batch has none of", async () => {
    const lines = [line({ a: [1, 3], b: null }, { a: [2, 2], b: 1 })];
    const { stdout } = await mixed(lines, "--controller", "doremi:vocabulary=1");
    const [first] = read(stdout);
    expect(first.weights.a).toBeGreaterThan(0.6);
    expect(first.sampling).toEqual({ a: 0.5, b: 0.5 });
  });

  it("goes on from a state: one run a line gives what one run of all lines gives", async () => {
    const lines = [line({ a: 2, b: 1 }, { a: 1, b: 1 }), line({ a: 1.5, b: 1 }), line({ a: 1.2, b: 1.1 })];
    const whole = await mixed(lines, "--controller", "pdChi2", "--state", "s.json");
    let files: Readonly<Record<string, string>> = {};
    let stdout = "";
    for (const each of lines) {
      const part = await runOn({ lines: [each], files }, "mixture", "--controller", "pd-chi2", "--state", "s.json");
      files = part.files;
      stdout += part.stdout;
    }
    expect(stdout).toBe(whole.stdout);
    expect(files).toEqual(whole.files);
    const again = { lines, files };
    const refused = async (...argv: string[]) => (await runOn(again, "mixture", "--state", "s.json", ...argv)).stderr;
    expect(await refused("--controller", "pd-kl")).toContain("the state of another controller");
    expect(await refused("--controller", "pd-chi2", "--start", "a=1,b=1")).toContain("has started already");
    const wild = { lines, files: { "s.json": "{}" } };
    const { stderr, code } = await runOn(wild, "mixture", "--controller", "pd-kl", "--state", "s.json");
    expect(code).toBe(2);
    expect(stderr).toMatch(/--state s.json: not a state, got "{}"; name another file/);
  });

  it.each([
    [['{"losses": {"a": NaN}}'], /line 1: not JSON, got .*NaN and Infinity are no JSON/],
    [["[1]"], /line 1: not an object/],
    [['{"loss": {"a": 1}}'], /line 1: no losses, got "loss"; write \{"losses"/],
    [['{"losses": {}}'], /line 1: losses: no domains/],
    [['{"losses": {"a": "x"}}'], /line 1: losses.a: not a loss, got "\\"x\\""/],
    [["", '{"losses": {"a": 1e999}, "references": {"a": 1}}'], /line 2: loss of a: not a loss, got Infinity/],
    [['{"losses": {"a": 1, "b": 2}}'], /line 1: references: pdKl needs them/],
    [['{"losses": {"a": 1, "b": null}, "references": {"a": 1, "b": 1}}'], /line 1: loss of b: pdKl needs it, got null/],
    [[line({ a: 1, b: 1 }, { a: 1, b: 1 }), line({ a: 1 })], /line 2: losses: a domain is missing, got "b"/],
    [[line({ a: 1 }, { a: 1 }), line({ a: 1, c: 1 })], /line 2: losses: no such domain so far, got "c"; there is a/],
    [[line({ a: [1, 2] }, { a: [1, 2, 3] })], /line 1: reference of a: not as many tokens as losses, got 3; give 2/],
  ])("refuses %j by name", async (lines, words) => {
    const { code, stderr } = await mixed(lines, "--controller", "pd-kl");
    expect(stderr).toMatch(words);
    expect(code).toBe(2);
  });

  it("refuses options that make no sense", async () => {
    expect((await mixed([])).stderr).toMatch(/--controller: not given; name one/);
    expect((await mixed([], "--controller", "pd-kk")).stderr).toMatch(
      /no such controller, got "pdKk"; did you mean "pdKl"/,
    );
    expect((await mixed([], "--controller", "pd-kl", "--start", "web")).stderr).toMatch(
      /--start: no number of a domain/,
    );
    const argv = ["--controller", "pd-kl", "--start", "a=1,b=0"];
    expect((await mixed([], ...argv)).stderr).toMatch(/--start: start of b: not a positive number, got 0/);
  });

  it("controllers are listed with what they are told", async () => {
    const { stdout } = await runOn({}, "controllers");
    expect(stdout).toMatch(/^constant\n {4}[^\n]+\n {4}takes no notice of losses\n/);
    expect(stdout).toContain("pdChi2\n");
  });
});

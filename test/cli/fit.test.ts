import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { load } from "../../src/fit/save.ts";
import { wavyTable } from "../fixtures/table.ts";
import { runOn } from "./fakeHost.ts";

const machine = { tables: { "a.csv": wavyTable } };
const fit = (...options: string[]): ReturnType<typeof runOn> =>
  runOn(machine, "fit", "a.csv", "--target", "y", ...options);

describe("fit", () => {
  it("prints the result, with a bar on standard error, and writes what was asked for", async () => {
    const { code, stdout, stderr, files, progress, checked } = await fit("--out", "m.json", "--report", "m.html");
    expect({ code, stderr, checked }).toEqual({ code: 0, stderr: "", checked: ["--out m.json", "--report m.html"] });
    for (const part of ["held out (", "this fit", "OLS", "constant", "index z", "wave", "color=red", "seed      1"]) {
      expect(stdout).toContain(part);
    }
    const model = load(files["m.json"]);
    expect(model.recipe).toBe("plumbline fit a.csv --target y --seed 1");
    // A dot a row in two figures, beside those of bins and of the iterate that was kept.
    const circles = files["m.html"].match(/<circle/g)!.length;
    expect(circles).toBe(2 * (model.rows.used + model.picture.bins.length) + 1);
    expect(parseHTML(files["m.html"]).document.querySelector("pre")!.textContent).toBe(model.recipe);
    const done = progress!.map((each) => each.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
  });

  it("prints one JSON object with --json, the model that --out writes", async () => {
    const { code, stdout, stderr, files, progress } = await fit("--json", "--out", "m.json");
    expect({ code, stderr, progress }).toEqual({ code: 0, stderr: "", progress: undefined });
    expect(stdout).toBe(files["m.json"]);
    const keys = "weights standardized effects offset link heldOut rows seed learner ridge stop sweeps seconds".split(
      " ",
    );
    expect(Object.keys(JSON.parse(stdout))).toEqual(expect.arrayContaining(keys));
  });

  it("prints nothing with --quiet", async () => {
    const { code, stdout, stderr, files, progress } = await fit("--quiet", "--out", "m.json");
    expect({ code, stdout, stderr, progress }).toEqual({ code: 0, stdout: "", stderr: "", progress: undefined });
    expect(Object.keys(files)).toEqual(["m.json"]);
  });

  it("keeps in the recipe what makes the same model, and nothing else", async () => {
    const options = ["--link", "leakyRelu:slope=0.2", "--no-intercept", "--drop", "color,late", "--seed", "5"];
    const { stdout } = await fit(...options, "--json", "--na", "x");
    const { recipe } = JSON.parse(stdout);
    expect(recipe).toBe(
      "plumbline fit a.csv --target y --no-intercept --seed 5 --link leakyRelu:slope=0.2 --drop color,late --na x",
    );
    const again = await runOn(machine, ...recipe.split(" ").slice(1), "--json");
    const untimed = (text: string): object => ({ ...JSON.parse(text), seconds: 0 });
    expect(untimed(again.stdout)).toEqual(untimed(stdout));
  });

  it("serves groups, and says how in the recipe, the text and the report", async () => {
    const options = ["--group", "color", "--shift", "kl", "--nu", "0", "--reference", "none", "--contamination", "0"];
    const { code, stdout, stderr, files } = await fit(...options, "--out", "m.json", "--report", "m.html");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^color +rows +all alike +this fit +pays +weight$/m);
    expect(stdout).toContain("shift kl, nu 0 mean losses, losses as they are");
    const { recipe, shift, features } = load(files["m.json"]);
    expect(recipe).toContain("--group color --shift kl --nu 0 --reference none");
    expect(features.some((name) => name.startsWith("color"))).toBe(false);
    expect(shift!.groups.length).toBeGreaterThan(1);
    expect(files["m.html"]).toContain("Whom the fit listens to");
  });

  it("refuses words about groups that make no sense", async () => {
    expect((await fit("--nu", "1")).stderr).toMatch(/nu: there are no groups, got 1; name their column with group/);
    expect((await fit("--group", "color", "--nu", "-1")).stderr).toMatch(/--nu: not a number it can take, got "-1"/);
    expect((await fit("--group", "color", "--shift", "tv")).stderr).toMatch(/'tv' is invalid; one of chi2, kl, none/);
  });

  it("passes words on to reader and encoder", async () => {
    const { read, stdout } = await fit("--na", "x,-9", "--features", "wave,drift", "--json");
    expect(read).toEqual([{ path: "a.csv", options: { na: ["x", "-9"] } }]);
    expect(JSON.parse(stdout).features).toEqual(["wave", "drift"]);
  });

  it.each([
    [["--target", "z"], 'target: no such column, got "z"'],
    [["--target", "color"], "target color: text of more than two values"],
    [["--target", "one"], "target one: constant"],
    [["--target", "late", "--positive", "maybe"], 'got "maybe"'],
    [["--features", "wav"], 'did you mean "wave"'],
    [["--link", "rellu"], 'did you mean "relu"'],
    [["--learner", "glmtrom"], 'did you mean "glmtron"'],
  ])("refuses %j in one line and writes nothing", async (options, words) => {
    const { code, stdout, stderr, files } = await fit(...options, "--out", "m.json");
    expect({ code, stdout, files }).toEqual({ code: 2, stdout: "", files: {} });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/^plumbline: [^\n]+\n$/);
  });

  it("stops when interrupted and writes nothing", async () => {
    const interruption = new AbortController();
    const interrupted = { ...machine, signal: interruption.signal, onProgress: () => interruption.abort() };
    const outcome = await runOn(interrupted, "fit", "a.csv", "--target", "y", "--out", "m.json");
    expect(outcome).toMatchObject({ code: 130, stdout: "", stderr: "", files: {} });
  });
});

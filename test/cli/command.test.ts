/** The command as it is installed, in a process of its own: streams, signals, exit codes, files. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const command = resolve("dist/cli/main.node.js");
const concrete = resolve("examples/concrete.csv");

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-command-"));
});
afterEach(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it in the folder, which is its only place for temporary files too. */
function start(...argv: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, [command, ...argv], { cwd: folder, env });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => (said.stdout += data));
  child.stderr.on("data", (data) => (said.stderr += data));
  const ended = new Promise<Ended>((done) => child.on("close", (code) => done({ code, ...said })));
  return { child, ended };
}

async function plumbline(input: string, ...argv: string[]): Promise<Ended> {
  const { child, ended } = start(...argv);
  child.stdin?.on("error", () => {}); // it need not read all of it, or any
  child.stdin?.end(input);
  return ended;
}

describe("files", () => {
  it("fits, shows, predicts and reports", async () => {
    const fitted = await plumbline("", "fit", concrete, "--target", "y", "--out", "m.json", "--report", "r.html");
    expect({ code: fitted.code, stderr: fitted.stderr }).toEqual({ code: 0, stderr: "" });
    expect(await plumbline("", "show", "m.json")).toEqual(fitted);
    const predicted = await plumbline("", "predict", "m.json", concrete, "--out", "p.csv");
    expect(predicted).toEqual({ code: 0, stdout: "", stderr: "" });
    const printed = await plumbline("", "predict", "m.json", concrete);
    expect(printed.stdout).toBe(await readFile(join(folder, "p.csv"), "utf8"));
    expect(printed.stdout.trimEnd().split("\n")).toHaveLength(1031);
    expect((await plumbline("", "report", "m.json", concrete, "--out", "again.html")).code).toBe(0);
    expect(await readFile(join(folder, "again.html"), "utf8")).toBe(await readFile(join(folder, "r.html"), "utf8"));
    expect((await readdir(folder)).sort()).toEqual(["again.html", "m.json", "p.csv", "r.html"]);
  });

  it("generates what it can fit again, from standard input too", async () => {
    const made = await plumbline("", "generate", "--rows", "300", "--features", "2", "--out", "s.csv");
    expect(made).toEqual({ code: 0, stdout: "", stderr: "" });
    const table = await readFile(join(folder, "s.csv"), "utf8");
    const { target } = JSON.parse(await readFile(join(folder, "s.csv.truth.json"), "utf8"));
    const { code, stdout } = await plumbline(table, "fit", "-", "--target", "y", "--json");
    expect(code).toBe(0);
    // Clean labels of a ReLU: the direction is found to a few thousandths.
    const [a, b] = JSON.parse(stdout).weights;
    expect(Math.abs(a / b - target[0] / target[1])).toBeLessThan(0.01 * Math.abs(target[0] / target[1]));
  });
});

describe("wrong input", () => {
  const rows = (row: (i: number) => string): string => Array.from({ length: 30 }, (_, i) => row(i)).join("\n");
  it.each([
    ["an empty table", "", "empty"],
    ["a header only", "x,y\n", "without rows"],
    ["one row", "x,y\n1,2\n", ""],
    ["a constant target", `x,y\n${rows((i) => `${i},1`)}\n`, "constant"],
    ["a target of three words", `x,y\n${rows((i) => `${i},${"abc"[i % 3]}`)}\n`, "more than two values"],
    ["infinity", `x,y\n${rows((i) => `${i === 3 ? "inf" : i},${i % 7}`)}\n`, "x"],
    ["text among numbers", `x,y\n${rows((i) => `${i === 3 ? "oops" : i},${i % 7}`)}\n`, "oops"],
    ["missing cells", `x,y\n${rows((i) => `${i === 3 ? "NA" : i},${i % 7}`)}\n`, "x"],
    ["no usable column", `x,y\n${rows((i) => `5,${i}`)}\n`, "no column to learn from"],
    ["a short row", "x,y\n1,2\n3\n", "line 3"],
  ])("%s is one line and exit code 2", async (_, table, words) => {
    const { code, stdout, stderr } = await plumbline(table, "fit", "-", "--target", "y", "--out", "m.json");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/^plumbline: [^\n]+\n$/);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    [["fit", "nowhere.csv", "--target", "y"], "no such file"],
    [["fit", concrete.replace("concrete", "concret"), "--target", "y"], 'did you mean "concrete.csv"'],
    [["fit", concrete, "--target", "y", "--out", "no/m.json"], "its folder does not exist"],
    [["fit", concrete, "--target", "y", "--report", concrete], "it would overwrite"],
    [["fit", concrete, "--target", "y", "--out", "a", "--report", "a"], "it would overwrite"],
    [["show", "m.json"], "m.json: no such file"],
    [["predict", "m.json", concrete, "--out", "p.xlsx"], "unknown kind of table"],
  ])("%j is one line and exit code 2", async (argv, words) => {
    const { code, stdout, stderr } = await plumbline("", ...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/^plumbline: [^\n]+\n$/);
  });
});

describe("Ctrl-C, or SIGTERM", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("%s ends it with 130 and leaves nothing behind", async (signal) => {
    const { child, ended } = start("fit", "-", "--target", "y", "--out", "m.json");
    // It waits for more rows when it is told to stop: by then its temporary copy of the table has been begun.
    child.stdin?.write("x,y\n1,2\n");
    while ((await readdir(folder)).length === 0) await new Promise((done) => setTimeout(done, 10));
    child.kill(signal);
    expect(await ended).toEqual({ code: 130, stdout: "", stderr: "" });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a reader that has seen enough", () => {
  it("is no failure", async () => {
    const { child, ended } = start("links");
    child.stdout?.destroy();
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

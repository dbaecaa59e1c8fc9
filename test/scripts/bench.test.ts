import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SECTIONS } from "../../scripts/bench/bench.mjs";
import { growth, interleave, spread, timesFaster } from "../../scripts/bench/interleave.mjs";
import { holds, page, table } from "../../scripts/bench/page.mjs";
import { readNumbers, writeNumbers } from "../../scripts/bench/rows.mjs";
import { run } from "../../scripts/run.mjs";

const command = resolve("scripts/bench.mjs");

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-test-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A side that takes so many seconds each time by a clock of its own. */
function sideOf(name: string, seconds: number, log: string[]) {
  const runs = (times: number) => {
    log.push(`${name} ${times}`);
    return times * seconds;
  };
  return { name, run: runs };
}

test("sides are warmed up, each does enough for a timing, and they take turns, every other round backwards", async () => {
  const log: string[] = [];
  const sides = [sideOf("a", 0.125, log), sideOf("b", 0.5, log)];
  const taken = await interleave(sides, { rounds: 3, seconds: 1 });
  expect(log.slice(-6)).toEqual(["a 8", "b 2", "b 2", "a 8", "a 8", "b 2"]);
  expect(log.length).toBeGreaterThan(6);
  expect(taken).toEqual({ a: [0.125, 0.125, 0.125], b: [0.5, 0.5, 0.5] });
});

test("a ratio is the median of ratios turn by turn, not the ratio of medians", () => {
  expect(timesFaster([2, 3, 40], [1, 3, 10])).toEqual({ median: 2, least: 1, most: 4 });
  expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, most: 4 });
});

test("the growth exponent of a power is that power", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), fc.double({ min: 1e-6, max: 1e3, noNaN: true }), (power, factor) => {
      const points = [10, 20, 500].map((size) => ({ size, seconds: factor * size ** power }));
      // A few roundings of logarithms of size 20, over a range of logarithms of 4.
      expect(growth(points)).toBeCloseTo(power, 10);
    }),
  );
});

const target = { what: "speed", unit: "×", asked: 2 };

test("a target holds, fails by so much, or was not run; a quick run judges nothing", () => {
  expect(holds({ ...target, found: 2 })).toBe(true);
  expect(holds({ ...target, found: 2.1, bound: "most" })).toBe(false);
  expect(holds({ ...target, found: undefined })).toBe(false);
  const targets = [3, 1.5, undefined].map((found) => ({ ...target, found }));
  const sections = [{ title: "One", blocks: ["said"], targets }];
  const verdicts = (text: string) => text.split("\n").filter((line) => line.startsWith("| speed"));
  const judged = verdicts(page(sections, { facts: [], judged: true }));
  expect(judged.map((line: string) => line.split("|").at(-2)?.trim())).toEqual([
    "holds",
    "**fails** by 25 %",
    "not run",
  ]);
  expect(verdicts(page(sections, { facts: [], judged: false }))).toEqual([]);
});

test("tables are padded, numbers to the right", () => {
  expect(table(["d", "×"], [["8", "10.5"]])).toBe("| d   |    × |\n| --- | ---: |\n| 8   | 10.5 |");
});

test("numbers written one after the other are read back", () =>
  inFolder(async (folder) => {
    const arrays = [Float64Array.of(1, -0, 1e300), Float64Array.of(5), new Float64Array(0)];
    writeNumbers(join(folder, "numbers"), arrays);
    expect(readNumbers(join(folder, "numbers"), [3, 1, 0])).toEqual(arrays);
    expect(() => readNumbers(join(folder, "numbers"), [5])).toThrow(/ends after/);
  }));

test(
  "a quick run writes a page with every section, and no number that is none",
  () =>
    inFolder(async (folder) => {
      const out = join(folder, "results.md");
      expect(await run(process.execPath, [command, "--quick", "--out", out])).toMatchObject({ code: 0 });
      const text = await readFile(out, "utf8");
      expect(text.match(/^## .*$/gm)).toHaveLength(1 + Object.keys(SECTIONS).length);
      expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
      expect(await readdir(folder)).toEqual(["results.md"]);
    }),
  300_000,
);

test("a run that is interrupted leaves the old page whole, and nothing else behind", () =>
  inFolder(async (folder) => {
    const out = join(folder, "results.md");
    await writeFile(out, "old");
    const env = { ...process.env, TMPDIR: folder };
    const child = spawn(process.execPath, [command, "limit", "--out", out], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = once(child, "exit");
    await once(child.stderr, "data");
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(await readFile(out, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["results.md"]);
  }));

test("a section that is not there is refused by name", async () => {
  const { code, stderr } = await run(process.execPath, [command, "nosuch"]);
  expect(code).toBe(2);
  expect(stderr).toContain('bench: no such section, got "nosuch"; there is limit, field');
});

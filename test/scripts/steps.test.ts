import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { formatProblems } from "../../scripts/check/format.mjs";
import { lintProblems } from "../../scripts/check/lint.mjs";
import { outcomeOf } from "../../scripts/check/tests.mjs";
import { typeProblems } from "../../scripts/check/types.mjs";
import { check, closing } from "../../scripts/check.mjs";

const root = resolve(import.meta.dirname, "../..");

/** Runs `use` on a folder that holds one file of this text. */
async function withFile<T>(name: string, text: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-steps-"));
  try {
    await writeFile(join(folder, name), text);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("format sees what biome would write otherwise", async () => {
  const problemsOf = (text: string) =>
    withFile("a.ts", text, (folder) => formatProblems(root, ["--vcs-enabled=false", folder]));
  expect(await problemsOf("export const a  =  1\n")).not.toEqual([]);
  expect(await problemsOf("export const a = 1;\n")).toEqual([]);
});

test("lint sees a comparison that converts, and a variable that nothing uses", async () => {
  const problemsOf = (text: string) => withFile("a.ts", text, (folder) => lintProblems(root, [folder]));
  expect(await problemsOf("export const a = (b: unknown): boolean => b == 1;\n")).toHaveLength(1);
  expect(await problemsOf("const a = 1;\n")).toHaveLength(1);
  expect(await problemsOf("export const a = 1;\n")).toEqual([]);
});

test("types sees a wrong type and names its line", async () => {
  const config = {
    extends: join(root, "tsconfig.check.json"),
    compilerOptions: { rootDir: ".", types: [] },
    include: ["*.mts"],
  };
  const problemsOf = (text: string) =>
    withFile("a.mts", text, async (folder) => {
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
      return typeProblems(root, join(folder, "tsconfig.json"));
    });
  expect(await problemsOf('\nexport const a: number = "b";\n')).toMatchObject([
    { line: 2, what: expect.stringContaining("TS2322") },
  ]);
  expect(await problemsOf("export const a: number = 1;\n")).toEqual([]);
});

const result = (status: string, tests: string[], message = "") => ({
  name: join(root, "test/a.test.ts"),
  status,
  message,
  assertionResults: tests.map((one) => ({ status: one, fullName: "does", failureMessages: ["no"] })),
});

test("tests are counted one by one", () => {
  const { problems, ...tally } = outcomeOf(
    {
      success: false,
      testResults: [result("passed", ["passed", "passed", "skipped"]), result("failed", ["passed", "failed"])],
    },
    root,
  );
  expect(tally).toEqual({ passed: 3, failed: 1, skipped: 1 });
  expect(problems).toEqual([{ path: "test/a.test.ts", line: 1, what: "does\nno" }]);
});

test("a file that breaks, an error outside of every test, and no test at all are failures", () => {
  expect(outcomeOf({ success: false, testResults: [result("failed", [], "cannot load")] }, root)).toMatchObject({
    failed: 1,
  });
  expect(outcomeOf({ success: false, testResults: [result("passed", ["passed"])] }, root)).toMatchObject({ failed: 1 });
  expect(outcomeOf({ success: true, testResults: [] }, root)).toMatchObject({ failed: 1 });
});

test("a failing step stops none of those after it, one that breaks down has failed, the last line is the sum", async () => {
  const problems = [{ path: "a.ts", line: 3, what: "wrong" }];
  const steps = [
    { name: "one", about: "", run: async () => ({ problems: [] }) },
    { name: "two", about: "", run: async () => ({ problems }) },
    { name: "three", about: "", run: async () => Promise.reject(new Error("broke down")) },
    { name: "four", about: "", run: async () => ({ problems: [], passed: 7, failed: 0, skipped: 2 }) },
  ];
  let said = "";
  const sum = await check(steps, (text: string) => {
    said += text;
  });
  expect(sum).toEqual({ passed: 8, failed: 2, skipped: 2 });
  expect(said).toContain("a.ts:3 wrong");
  expect(said).toContain("broke down");
  expect(said.trimEnd().split("\n").at(-1)).toBe("8 passed, 2 failed, 2 skipped");
  expect(closing({ passed: 1, failed: 0, skipped: 0 })).toBe("1 passed, 0 failed");
});

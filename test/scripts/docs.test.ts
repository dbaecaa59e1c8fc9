import { resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { build } from "../../scripts/build.mjs";
import { docsOutcome } from "../../scripts/check/docs.mjs";
import { blocksOf, examplesOf, scopeImport, steady } from "../../scripts/check/examples.mjs";
import { withBlock } from "../../scripts/refresh.mjs";

const root = resolve(import.meta.dirname, "../..");
const page = (text: string) => ({ path: "page.md", text });
const fence = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;

test("finds the blocks of a page and the examples of a source file", () => {
  const [block] = blocksOf(page(`Words.\n\n${fence("ts src/part.ts", "const a = 1;")}`));
  expect(block).toEqual({ path: "page.md", line: 3, language: "ts", note: "src/part.ts", code: "const a = 1;\n" });

  const text =
    "/**\n * Adds.\n *\n * @example\n * ```ts\n * add(1, 2);\n * ```\n *\n * @throws never\n */\nexport const add = 1;";
  expect(examplesOf({ path: "src/a.ts", text })).toEqual([
    { path: "src/a.ts", line: 4, language: "ts", note: "", code: "add(1, 2);", scope: ["add"] },
  ]);
});

test("what a source file exports is in scope of its examples, unless they import it", () => {
  const scope = ["add", "Sum"];
  expect(scopeImport({ code: "const a = add(1, 2);", scope }, "/a.js")).toBe('import { add } from "/a.js";\n');
  expect(scopeImport({ code: 'import { add } from "plumbline-fit"; add(1, 2);', scope }, "/a.js")).toBe("");
  expect(scopeImport({ code: "adder(1);", scope }, "/a.js")).toBe("");
});

test("seconds are no part of an output", () => {
  expect(steady("fitted in 1.3 s  \n")).toBe(steady("fitted in 12 s"));
  expect(steady("loss 1.3")).not.toBe(steady("loss 1.4"));
});

const GOOD = [
  fence("ts", "console.log(1 + 1); // → 2"),
  fence("sh", "npm run build"),
  fence("ts src/part.ts", "export type Real = Parameter<number>;"),
  fence("text", "anything"),
  fence("json", '{ "a": 1 }'),
];
const BAD = {
  "a wrong promise": fence("ts", "console.log(1 + 1); // → 3"),
  "a type error": fence("ts", 'const a: number = "text"; console.log(a);'),
  "an exception": fence("ts", 'throw new Error("no");'),
  "a script that is not there": fence("sh", "npm run nothing"),
  "a command that cannot be checked": fence("sh", "rm -r somewhere"),
  "a command that fails": fence("sh", "npx plumbline --version > /dev/null; exit 3"),
  "another output": fence("ts", "console.log(1);") + fence("text output", "2"),
  "an excerpt that has changed": fence("ts src/part.ts", "export type Real = Parameter<string>;"),
  "an excerpt of no file": fence("ts src/nothing.ts", "export {};"),
  "broken JSON": fence("json", "{ a: 1 }"),
  "a block of nothing": fence("", "what?"),
};

beforeAll(() => build(), 60_000);

test("good blocks pass, each counted, and every bad one fails", async () => {
  const pages = [page(GOOD.join("\n")), ...Object.values(BAD).map(page)];
  const { passed, failed, problems, repairs } = await docsOutcome(root, { sources: [], pages });
  expect(problems.map(({ what }) => what)).toHaveLength(Object.keys(BAD).length);
  expect(repairs.map(({ line }) => line)).toEqual([4, 1]);
  expect(repairs[0].code).toBe("1");
  expect({ passed, failed }).toEqual({ passed: 5, failed: Object.keys(BAD).length });
});

test("a block is replaced, and nothing around it", () => {
  const text = `Before.\n\n${fence("text output", "old\nlines")}\nAfter.\n${fence("ts", "1;")}`;
  expect(withBlock(text, 3, "new")).toBe(`Before.\n\n${fence("text output", "new")}\nAfter.\n${fence("ts", "1;")}`);
});

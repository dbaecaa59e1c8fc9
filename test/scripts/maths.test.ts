import { expect, test } from "vitest";
import { mathsProblems } from "../../scripts/check/maths.mjs";

const said = (text: string, path = "src/math/a.ts"): string[] =>
  mathsProblems([{ path, text }]).map(({ what }) => what);

test("what the language fixes to the last bit may be used", () => {
  expect(
    said("export const a = (x: number) => Math.sqrt(Math.abs(x)) + Math.PI * Math.imul(3, 4) + x ** 2 + 2 ** 32;"),
  ).toEqual([]);
});

test.each(["exp(1)", "pow(2, .5)", "hypot(3, 4)", "log(2)", "tanh(1)", "cbrt(8)", "sin(1)"])(
  "Math.%s differs between engines",
  (call) => {
    expect(said(`export const a = Math.${call};`)).toHaveLength(1);
  },
);

test("no way around: taking functions out of Math, or reaching in by a string", () => {
  expect(said("export const { exp } = Math;")).toHaveLength(1);
  expect(said('export const a = Math["exp"](1);')).toHaveLength(1);
});

test("powers", () => {
  expect(said("export const a = (x: number) => x ** 0.5;")).toHaveLength(1);
  expect(said("export const a = (x: number) => x ** 3;")).toHaveLength(1);
  expect(said("export const a = (x: number, k: number) => x ** k;")).toHaveLength(1);
  expect(said("export const a = (x: number) => { x **= 2; return x; };")).toHaveLength(1);
});

test("figures are exempt, but from the ban on Math.random nobody is", () => {
  expect(said("export const a = Math.exp(1);", "src/figures/a.ts")).toEqual([]);
  for (const path of ["src/figures/a.ts", "test/a.test.ts", "scripts/a.mjs", "src/math/a.ts"]) {
    expect(said("export const a = Math.random();", path)).toHaveLength(1);
  }
});

test("a word in a comment or a string is not a call", () => {
  expect(said('/** not Math.exp */ export const a = "Math.random()";')).toEqual([]);
});

test("says where", () => {
  expect(mathsProblems([{ path: "src/math/a.ts", text: "\n\nexport const a = Math.exp(1);" }])[0].line).toBe(3);
});

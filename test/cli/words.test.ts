/** From words to values and back. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { integer, list } from "../../src/cli/argument.ts";
import { quoted, recipe } from "../../src/cli/recipe.ts";

it("splits lists at commas that are not escaped", () => {
  expect(list("a,b c,d\\,e,f\\\\")).toEqual(["a", "b c", "d,e", "f\\"]);
});

it("writes lists so that they read back", () => {
  const names = fc.array(fc.string({ minLength: 1 }), { minLength: 1 });
  fc.assert(
    fc.property(names, (columns) => {
      const written = columns.map((name) => name.replace(/[,\\]/g, "\\$&")).join(",");
      expect(list(written)).toEqual(columns);
    }),
    { seed: 1, numRuns: 300 },
  );
});

it("takes integers as they are written", () => {
  const seed = integer("--seed", 0);
  expect(["0", "12", "1e3"].map(seed)).toEqual([0, 12, 1000]);
  for (const wrong of ["-1", "1.5", "x", "", " ", "1e400", "9007199254740993"])
    expect(() => seed(wrong)).toThrow("--seed");
});

it("recipes leave out what was not said", () => {
  const options = { target: "my y", intercept: false, report: undefined, drop: ["a,b", "c"], seed: 1, json: true };
  expect(recipe(["fit", "a.csv"], options)).toBe(
    "plumbline fit a.csv --target 'my y' --no-intercept --drop 'a\\,b,c' --seed 1",
  );
});

it("quotes words as a shell reads them", () => {
  const wild = ["", "a b", "it's", "$HOME", "`x`", 'a"b', "a\\b", "*", "a\nb", "--x", "ü", "!x", "~"];
  const echoed = execFileSync("sh", ["-c", `printf '%s\\0' ${wild.map(quoted).join(" ")}`], { encoding: "utf8" });
  expect(echoed.split("\0").slice(0, -1)).toEqual(wild);
});

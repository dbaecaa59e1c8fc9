import { expect, test } from "vitest";
import { catalogueProblems, forbiddenWords, wordProblems } from "../../scripts/check/notation.mjs";

const TABLE = `
| word | symbol | not | meaning |
|---|---|---|---|
| learner | | solver, estimator | a whole algorithm |
| **step** | η | learning rate | how far to go |
| link | σ | activation | the curve |

Some text.

| not a table of words | at all |
|---|---|
| a | b |
`;
const forbidden = forbiddenWords(TABLE);
const said = (text: string): string[] =>
  wordProblems([{ path: "src/math/a.ts", text }], forbidden).map(({ what }) => what);

test("the words come from the column not", () => {
  expect([...forbidden]).toEqual([
    ["solver", "learner"],
    ["estimator", "learner"],
    ["learning rate", "step"],
    ["activation", "link"],
  ]);
});

test("in names", () => {
  expect(said("export const leastSquaresSolver = 1;")).toEqual(['"solver": the word here is learner']);
  expect(said("export const options = { learningRate: 1 };")).toHaveLength(1);
  expect(said("export const resolver = 1, dissolver = 2;")).toEqual([]);
});

test("in comments, over the end of a line too", () => {
  expect(said("/** The learning\n * rate. */\nexport const a = 1;")).toHaveLength(1);
  expect(said("// estimators\nexport const a = 1;")).toHaveLength(1);
});

test("a sentence that says 'also called' may mention a word, and only that sentence", () => {
  expect(said("/** A link. (Also called activation.) */\nexport const a = 1;")).toEqual([]);
  expect(said("/** A link. (Also called activation.) An activation bends. */\nexport const a = 1;")).toHaveLength(1);
});

const kind = (index: string, part = 'export const relu = part({\n  name: "relu",\n});', folder = "src/problem/links") =>
  catalogueProblems([
    { path: `${folder}/index.ts`, text: `import type { Catalogue } from "../../part.ts";\n${index}` },
    { path: `${folder}/relu.ts`, text: part },
  ]).map(({ what }) => what);
const RELU = 'import { relu } from "./relu.ts"; export const links: Catalogue<Link> = { relu };';

test("key, file and part bear one name", () => {
  expect(kind(RELU)).toEqual([]);
  expect(kind('import { relu } from "./relu.ts"; export const links: Catalogue<Link> = { ReLU: relu };')).toContain(
    "part ReLU is imported as relu",
  );
  expect(kind('import { relu } from "./ramp.ts"; export const links: Catalogue<Link> = { relu };')).toEqual([
    "part relu does not come from relu.ts",
  ]);
  expect(kind(RELU, 'export const relu = part({\n  name: "ramp",\n});')).toEqual(["part relu calls itself ramp"]);
  expect(kind(RELU, 'export const ramp = part({\n  name: "relu",\n});')).toEqual(["exports no relu"]);
});

test("kinds are plurals", () => {
  expect(kind(RELU, undefined, "src/problem/link")).toEqual(["a kind is a plural, got link"]);
});

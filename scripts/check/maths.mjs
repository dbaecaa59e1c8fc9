/**
 * Same seed, same bits: only operations that the language standard fixes to the last bit may stand between data and
 * result. `Math.exp`, `Math.pow`, `**` and their kin differ between engines; src/math has what replaces them.
 * Figures are exempt; random numbers come from seeded streams everywhere, tests and scripts included.
 */
import { filesIn, parse, walk } from "./source.mjs";

const CONSTANTS = "PI SQRT1_2 SQRT2 LN2 LN10 LOG2E LOG10E E".split(" ");
const FUNCTIONS = "sqrt abs floor ceil round trunc min max sign fround imul clz32".split(" ");
const EXACT = new Set([...CONSTANTS, ...FUNCTIONS]);

const isInteger = (node) => node.type === "Literal" && Number.isInteger(node.value);

/**
 * @param {import("./source.mjs").File[]} files
 * @returns {import("./source.mjs").Problem[]}
 */
export function mathsProblems(files) {
  return files.flatMap((file) => {
    const { program, lineOf } = parse(file);
    const isStrict = file.path.startsWith("src/") && !file.path.startsWith("src/figures/");
    const problems = [];
    walk(program, (node, parent, key) => {
      const what = node.type === "Identifier" && node.name === "Math" ? mathProblem(parent, key, isStrict) : undefined;
      const power = isStrict ? powerProblem(node) : undefined;
      if (what !== undefined) problems.push({ path: file.path, line: lineOf(node.start), what });
      if (power !== undefined) problems.push({ path: file.path, line: lineOf(node.start), what: power });
    });
    return problems;
  });
}

function mathProblem(parent, key, isStrict) {
  const isMember = parent?.type === "MemberExpression" && key === "object";
  if (parent?.type === "MemberExpression" && key === "property") return undefined;
  if (!isMember || parent.computed) return isStrict ? "write Math.name, so that the name can be checked" : undefined;
  const name = parent.property.name;
  if (name === "random") return "Math.random has no seed; take a stream of src/math/random.ts";
  return isStrict && !EXACT.has(name) ? `Math.${name} differs between engines; see src/math/elementary.ts` : undefined;
}

/** Two powers are the same everywhere: x ** 2, which every engine works out as x·x, and a constant such as 2 ** 32. */
function powerProblem(node) {
  const isPower = node.type === "BinaryExpression" && node.operator === "**";
  if (isPower && isInteger(node.right) && (node.right.value === 2 || isInteger(node.left))) return undefined;
  if (isPower || (node.type === "AssignmentExpression" && node.operator === "**=")) {
    return "** differs between engines; multiply, or use exp and ln of src/math/elementary.ts";
  }
  return undefined;
}

/** @type {import("../check.mjs").Step} */
export const maths = {
  name: "maths",
  about: "nothing that differs between engines, no Math.random",
  async run(root) {
    const folders = [filesIn(root, "src", ".ts"), filesIn(root, "test", ".ts"), filesIn(root, "scripts", ".mjs")];
    return { problems: mathsProblems((await Promise.all(folders)).flat()) };
  },
};

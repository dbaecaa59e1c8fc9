/** A model as a JavaScript module that needs nothing: the weights, the curve, and `predict(row)`. */
import type { EncodedColumn, Feature } from "../data/encode.ts";
import type { KnotCurve, LinkCurve } from "../fit/curve.ts";
import type { Model } from "../fit/model.ts";
import { linkOf } from "../pass/maps.ts";
import type { FormulaLink } from "../problem/link.ts";
import { expression, NORMAL } from "./expression.ts";

/**
 * The model as the text of an ES module that exports `predict(row)`, row an object of cells by column as in
 * `{ age: 28, cement: 540 }`. It does what `predict` does, with the same bits for a curve through knots and for a
 * known link to the last digits of the engine's `Math.exp` and kin. Where `predict` would refuse a cell or leave its row out
 * (it is missing and was never filled, or a text that no row of the fit had), the prediction is NaN. Dates are given as
 * days since 1970-01-01.
 *
 * @example
 * import { exportJavaScript, fit } from "plumbline-fit";
 * const size = Array.from({ length: 40 }, (_, i) => i);
 * const model = await fit({ x: { size }, y: size.map((s) => Math.max(s - 20, 0)) });
 * exportJavaScript(model).includes("export function predict(row)"); // true
 */
export function exportJavaScript(model: Model): string {
  const { encoding, link } = model;
  const { target } = encoding;
  const what = target.kind === "binary" ? `the probability that ${target.column} is ${target.positive}` : target.column;
  return [
    `// Predicts ${oneLine(what)} by a model of plumbline-fit, made by: ${oneLine(model.recipe)}`,
    `const columns = [\n${columnsOf(model).join("")}];`,
    "name" in link ? linkText(link) : knotText(link),
    encoding.columns.some(({ kind }) => kind === "text") ? CELLS_AND_TEXT : CELLS,
    target.kind === "binary" ? predictText("Math.min(Math.max(curve(z), 0), 1)") : predictText("curve(z)"),
  ].join("\n\n");
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

/** A line a column, its weights and centers with it. */
function columnsOf({ encoding, weights, centers }: Model): string[] {
  const termOf = (j: number): string => `weight: ${weights[j]}, center: ${centers[j]}`;
  const features = encoding.features.map((feature, j) => ({ feature, term: termOf(j) }));
  return encoding.columns.map((column) => {
    const mine = features.filter(({ feature }) => feature.column === column.name);
    const head = `  { name: ${JSON.stringify(column.name)}${fillOf(column)}`;
    if (column.kind === "number") return `${head}, ${mine[0].term} },\n`;
    const levels = mine.map(({ feature, term }) => `    { ${levelOf(feature)}${term} },\n`).join("");
    return `${head}, baseline: ${JSON.stringify(column.baseline)}, levels: [\n${levels}  ] },\n`;
  });
}

const fillOf = ({ fill }: EncodedColumn): string => (fill === undefined ? "" : `, fill: ${JSON.stringify(fill)}`);

const levelOf = (feature: Feature): string =>
  feature.kind === "level" ? `level: ${JSON.stringify(feature.level)}, ` : "others: true, ";

function linkText(curve: LinkCurve): string {
  // A model's link is named, never a function: its curve is then kept as a polyline.
  const { text, needsNormal } = expression((linkOf(curve) as FormulaLink).value);
  const { name, scale, shift } = curve;
  return [
    ...(needsNormal ? [NORMAL] : []),
    `/** The link ${name} of scale·z + shift. */
function curve(z) {
  const m = ${scale} * z + ${shift};
  return ${text};
}`,
  ].join("\n\n");
}

function knotText(curve: KnotCurve): string {
  const { knots, values } = curve;
  return `const knots = [${knots.join(", ")}];
const values = [${values.join(", ")}];

${walkOf(curve)}`;
}

function walkOf({ rule, knots, extend }: KnotCurve): string {
  if (rule === "step") {
    return `/** A staircase: the value of the last knot at or below z. */
function curve(z) {
  const k = knots.findIndex((knot) => knot > z);
  return values[k < 0 ? knots.length - 1 : Math.max(k - 1, 0)];
}`;
  }
  const goesOn = extend === true && knots.length > 1;
  return `/** Straight lines between knots, ${goesOn ? "the outer ones continued" : "constant beyond them"}. */
function curve(z) {
  const beyond = knots.findIndex((knot) => knot > z);
${goesOn ? CONTINUED : CONSTANT}
  return values[k - 1] + ((z - knots[k - 1]) / (knots[k] - knots[k - 1])) * (values[k] - values[k - 1]);
}`;
}

const CONTINUED = "  const k = beyond < 0 ? knots.length - 1 : Math.max(beyond, 1);";
const CONSTANT = `  if (beyond === 0) return values[0];
  if (beyond < 0) return values[knots.length - 1];
  const k = beyond;`;

const CELLS = `/** The index with what a column adds to it. */
function term(z, { weight, center }, cell) {
  return z + weight * (Number(cell) - center);
}`;

const CELLS_AND_TEXT = `/** The index with what a column adds to it: of a text, 1 in the feature of its level and 0 in the others. */
function term(z, { weight, center, baseline, levels }, cell) {
  if (levels === undefined) return z + weight * (Number(cell) - center);
  if (cell === undefined) return NaN;
  const text = String(cell);
  let place = levels.findIndex(({ level }) => level === text);
  if (place < 0 && text !== baseline) {
    place = levels.findIndex(({ others }) => others);
    if (place < 0) return NaN;
  }
  return levels.reduce((sum, { weight, center }, k) => sum + weight * ((k === place ? 1 : 0) - center), z);
}`;

const predictText = (curve: string): string => `export function predict(row) {
  let z = 0;
  for (const column of columns) {
    const cell = row[column.name];
    const isMissing = cell === undefined || cell === null || cell === "" || Number.isNaN(cell);
    z = term(z, column, isMissing ? column.fill : cell);
  }
  return Number.isNaN(z) ? NaN : ${curve};
}
`;

/** A shipped table as numbers, read without the library so that the comparisons stand on their own. */
import { readFileSync } from "node:fs";

const MISSING = new Set(["", "NA", "."]);

/**
 * Rows with a missing cell are left out, text is one-hot encoded without its first level.
 * @returns {{ x: number[][], y: number[], dropped: number }}
 */
export function readTable(path, target) {
  const [head, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/).map(cells);
  const rows = lines.filter((row) => row.every((cell) => !MISSING.has(cell)));
  const place = head.indexOf(target);
  const columns = head.flatMap((_, j) => (j === place ? [] : encoded(rows.map((row) => row[j]))));
  return {
    x: rows.map((_, i) => columns.map((column) => column[i])),
    y: rows.map((row) => Number(row[place])),
    dropped: lines.length - rows.length,
  };
}

function encoded(values) {
  const numbers = values.map(Number);
  if (numbers.every(Number.isFinite)) return [numbers];
  const levels = [...new Set(values)].sort().slice(1);
  return levels.map((level) => values.map((value) => (value === level ? 1 : 0)));
}

/** The shipped tables quote names but never a comma. */
function cells(line) {
  return line.split(",").map((cell) => cell.replace(/^"(.*)"$/, "$1"));
}

/** A shipped table as numbers, read without the library so that the comparisons stand on their own. */
import { readFileSync } from "node:fs";

const MISSING = new Set(["", "NA", "."]);

/**
 * Rows with a missing cell are left out, text is one-hot encoded without its first level.
 * @returns {{ x: number[][], y: number[], names: string[], dropped: number }}
 */
export function readTable(path, target) {
  const [head, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/).map(cells);
  const rows = lines.filter((row) => row.every((cell) => !MISSING.has(cell)));
  const place = head.indexOf(target);
  const columns = head.flatMap((name, j) =>
    j === place
      ? []
      : encoded(
          name,
          rows.map((row) => row[j]),
        ),
  );
  return {
    x: rows.map((_, i) => columns.map(({ values }) => values[i])),
    names: columns.map(({ name }) => name),
    y: rows.map((row) => Number(row[place])),
    dropped: lines.length - rows.length,
  };
}

function encoded(name, cellsOfColumn) {
  const numbers = cellsOfColumn.map(Number);
  if (numbers.every(Number.isFinite)) return [{ name, values: numbers }];
  const levels = [...new Set(cellsOfColumn)].sort().slice(1);
  return levels.map((level) => ({
    name: `${name}=${level}`,
    values: cellsOfColumn.map((cell) => Number(cell === level)),
  }));
}

/** The shipped tables quote names but never a comma. */
function cells(line) {
  return line.split(",").map((cell) => cell.replace(/^"(.*)"$/, "$1"));
}

/** The curve of a model drawn in characters, with the means of the labels in bins of z. */
import { plainText, shortened } from "../figures/plainText.ts";
import { curveAt } from "../fit/curve.ts";
import type { Model } from "../fit/model.ts";
import { brailleCanvas, type Canvas } from "./brailleCanvas.ts";
import { significant } from "./number.ts";

export interface PlotStyle {
  /** Characters beyond ASCII may be used. */
  readonly unicode: boolean;
  /** Width in characters. */
  readonly width: number;
  /** How the curve and the means are set off from each other, as by a color. */
  readonly curve: (text: string) => string;
  readonly mean: (text: string) => string;
}

const lines = 12;

/** Lines of text, without the last line break. */
export function curvePlot({ link, picture, encoding }: Model, style: PlotStyle): string {
  const { bins } = picture;
  if (bins.length === 0) return "";
  const u = curveAt(link);
  const [left, right] = range(bins.map(({ z }) => z));
  const columns = Math.max(20, Math.min(style.width, 76) - 12);
  const canvas = brailleCanvas(columns, lines, style.unicode);
  const at = (x: number): number => u(left + ((right - left) * x) / (canvas.width - 1));
  const heights = Array.from({ length: canvas.width }, (_, x) => at(x));
  const [bottom, top] = range([...heights, ...bins.map(({ mean }) => mean)]);
  const across = (z: number): number => Math.round(((z - left) / (right - left)) * (canvas.width - 1));
  const down = (y: number): number => Math.round(((top - y) / (top - bottom)) * (canvas.height - 1));
  heights.forEach((height, x) => {
    // The rise from the column before is drawn too, so that a jump is a wall and not a gap.
    const before = down(heights[Math.max(0, x - 1)]);
    for (let y = down(height); y <= Math.max(before - 1, down(height)); y++) canvas.dot(x, y);
  });
  for (const { z, mean } of spaced(bins, (3 * (right - left)) / columns))
    canvas.mark(across(z), down(mean), style.unicode ? "●" : "o");

  const [bar, tick, corner, floor] = style.unicode ? ["│", "┤", "└", "─"] : ["|", "+", "+", "-"];
  const labels = new Map(
    [0, Math.floor(lines / 2), lines - 1].map((line) => [line, top - ((top - bottom) * line) / (lines - 1)]),
  );
  const drawn = canvas.rows().map((cells, line) => {
    const label = labels.get(line);
    const axis =
      label === undefined ? bar.padStart(11) : `${significant(rounded(label, top - bottom)).padStart(9)} ${tick}`;
    return (
      axis +
      runs(cells)
        .map(({ characters, isMark }) => (isMark ? style.mean : style.curve)(characters))
        .join("")
    );
  });
  const middle = "index z, in standard deviations";
  const ends = [significant(left, 2), significant(right, 2)];
  const gap = columns - ends[0].length - ends[1].length - middle.length;
  return [
    `${" ".repeat(11)}${shortened(plainText(encoding.target.column), columns)}`,
    ...drawn,
    `${" ".repeat(10)}${corner}${floor.repeat(columns)}`,
    gap < 2
      ? `${" ".repeat(11)}${ends[0]} to ${ends[1]}`
      : `${" ".repeat(11)}${ends[0]}${" ".repeat(Math.floor(gap / 2))}${middle}${" ".repeat(Math.ceil(gap / 2))}${ends[1]}`,
  ].join("\n");
}

function range(values: readonly number[]): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return low < high ? [low, high] : [low - 1, high + 1];
}

/** Cells of one kind in a row put together, and blanks between them, so that a color is set once for all. */
function runs(cells: ReturnType<Canvas["rows"]>[number]): { characters: string; isMark: boolean }[] {
  const runs: { characters: string; isMark: boolean }[] = [];
  const end = cells.findLastIndex(({ character }) => character !== " ") + 1;
  for (const { character, isMark } of cells.slice(0, end)) {
    const last = runs.at(-1);
    if (last !== undefined && (last.isMark === isMark || character === " ")) last.characters += character;
    else runs.push({ characters: character, isMark });
  }
  return runs;
}

/** Neighboring bins put together until they are at least so far apart that the curve can be seen between them. */
function spaced(bins: Model["picture"]["bins"], distance: number): { z: number; mean: number; rows: number }[] {
  const groups: { first: number; z: number; mean: number; rows: number }[] = [];
  for (const { z, mean, rows } of bins) {
    const last = groups.at(-1);
    if (last === undefined || z - last.first >= distance) {
      groups.push({ first: z, z, mean, rows });
      continue;
    }
    const all = last.rows + rows;
    last.z = (last.z * last.rows + z * rows) / all;
    last.mean = (last.mean * last.rows + mean * rows) / all;
    last.rows = all;
  }
  return groups;
}

/** Rounded to a thousandth of the span, so that a zero is not written as 1e-16. */
function rounded(value: number, whole: number): number {
  return Math.round((value / whole) * 1000) * (whole / 1000);
}

/** A drawing surface of characters: dots in a braille grid, two wide and four high in every cell; or `*` a cell. */

/** Bits of U+2800 by column and row within a cell. */
const BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
];

export interface Canvas {
  /** In dots. */
  readonly width: number;
  readonly height: number;
  /** Sets the dot x to the right and y down; outside the canvas nothing happens. */
  dot(x: number, y: number): void;
  /** Puts a character into the cell of that dot, over the dots. */
  mark(x: number, y: number, character: string): void;
  /** The rows of cells, each cell one character and whether it is a mark. */
  rows(): readonly (readonly { readonly character: string; readonly isMark: boolean }[])[];
}

/** A canvas of so many cells. */
export function brailleCanvas(columns: number, lines: number, unicode: boolean): Canvas {
  const [across, down] = unicode ? [2, 4] : [1, 1];
  const bits = Array.from({ length: lines }, () => new Uint8Array(columns));
  const marks = Array.from({ length: lines }, () => Array.from<string | undefined>({ length: columns }));
  const inside = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < columns * across && y < lines * down;
  return {
    width: columns * across,
    height: lines * down,
    dot(x, y) {
      if (inside(x, y)) bits[Math.floor(y / down)][Math.floor(x / across)] |= BITS[x % across][y % down];
    },
    mark(x, y, character) {
      if (inside(x, y)) marks[Math.floor(y / down)][Math.floor(x / across)] = character;
    },
    rows: () =>
      bits.map((row, line) =>
        Array.from(row, (cell, column) => {
          const mark = marks[line][column];
          const drawn = cell === 0 ? " " : unicode ? String.fromCodePoint(0x2800 + cell) : "*";
          return { character: mark ?? drawn, isMark: mark !== undefined };
        }),
      ),
  };
}

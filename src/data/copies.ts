/**
 * Which columns are copies of another, without comparing each with each: columns are one class as long as they agree,
 * and walking down the rows a class is parted where its members differ. Columns that differ early cost no more than
 * their first rows.
 *
 * @param classes disjoint classes of columns that may be alike
 * @param cell a cell of a column; two are the same as `Object.is` says
 * @returns the classes of columns that agree in all rows, each of two or more, in the order of the one it came from
 */
export function alike(
  classes: readonly (readonly number[])[],
  rows: number,
  cell: (column: number, row: number) => number,
): readonly (readonly number[])[] {
  let left = classes.filter((members) => members.length > 1);
  for (let row = 0; row < rows && left.length > 0; row++) {
    const differs = (members: readonly number[]): boolean => {
      const first = cell(members[0], row);
      for (let k = 1; k < members.length; k++) if (!Object.is(cell(members[k], row), first)) return true;
      return false;
    };
    if (left.some(differs)) left = left.flatMap((members) => parted(members, (column) => cell(column, row)));
  }
  return left;
}

function parted(members: readonly number[], cellOf: (column: number) => number): number[][] {
  const parts = new Map<number, number[]>();
  for (const column of members) {
    const cell = cellOf(column);
    const part = parts.get(cell);
    if (part === undefined) parts.set(cell, [column]);
    else part.push(column);
  }
  return [...parts.values()].filter((part) => part.length > 1);
}

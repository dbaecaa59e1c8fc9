/**
 * From arrays to a design. Row-major numbers without anything to leave out or to fill are the design's x themselves: the
 * fit reads them where they are. All other arrays become a table first; what comes out is the same.
 */
import { completeRows } from "./complete.ts";
import type { EncodedColumn, EncodeOptions } from "./encode.ts";
import { type Encoded, encodeTable } from "./encodeTable.ts";
import { featuresOf } from "./features.ts";
import { MISSING_TOKENS } from "./missing.ts";
import { allDiffer, allVary, areFinite } from "./plain.ts";
import { clean } from "./roles.ts";
import { allRows } from "./rows.ts";
import { type Arrays, columnOfCells, isRowMajor, namesOfRowMajor, type RowMajor, tableOf } from "./sources/arrays.ts";
import { labelsOf } from "./target.ts";

/**
 * Encodes arrays for a fit; the labels are y, unless `options` name a column as the target.
 *
 * @throws UsageError as `tableOf` and `encodeTable`, DataError as `encodeTable` does
 *
 * @example
 * const x = new Float64Array([1, 2, 3, 4, 5, 7]);
 * encodeArrays({ x, n: 3, d: 2, y: [1, 2, 3] }, {}).design.x === x; // true
 */
export function encodeArrays(arrays: Arrays, options: EncodeOptions): Encoded {
  const asItIs = isRowMajor(arrays) ? encodedAsItIs(arrays, options) : undefined;
  if (asItIs !== undefined) return asItIs;
  const { table, target } = tableOf(arrays);
  const wanted = options.target ?? target;
  return encodeTable(table, { ...options, ...(wanted !== undefined && { target: wanted }) });
}

/** Undefined where columns or rows would be left out or filled, or something would be refused. */
function encodedAsItIs(arrays: RowMajor, options: EncodeOptions): Encoded | undefined {
  const { x, n, d, y } = arrays;
  const { names, target } = namesOfRowMajor(arrays);
  const { missing = "error", weightsKind = "frequency", target: wanted = target } = options;
  const selects = options.features ?? options.drop ?? options.weights ?? options.splitBy ?? options.group;
  if (y === undefined || target === undefined || wanted !== target || selects !== undefined) return undefined;
  if (n < 2 || d < 1 || !areFinite(x) || !allVary(x, n, d) || !allDiffer(x, n, d)) return undefined;
  const column = clean(columnOfCells({ name: target, cells: y }));
  const rows = allRows(n);
  if (completeRows([column], rows).lacking.length > 0) return undefined;

  const labels = labelsOf(column, rows, options.positive);
  const fills = missing === "mean" ? meansOf(x, n, d) : undefined;
  const columns = names.map((name, j): EncodedColumn => ({ name, kind: "number", ...(fills && { fill: fills[j] }) }));
  return {
    design: { n, d, x, y: labels.y, names, weightsKind, binary: labels.encoding.kind === "binary" },
    encoding: {
      features: featuresOf(columns),
      columns,
      dropped: [],
      target: labels.encoding,
      missing,
      missingTokens: MISSING_TOKENS,
    },
    notices: labels.notices,
    read: n,
  };
}

function meansOf(x: Float64Array, n: number, d: number): Float64Array {
  const sums = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) sums[j] += x[i * d + j];
  return sums.map((sum) => sum / n);
}

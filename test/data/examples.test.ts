import { expect, test } from "vitest";
import { applyEncoding } from "../../src/data/applyEncoding.ts";
import type { EncodeOptions } from "../../src/data/encode.ts";
import { encodeTable } from "../../src/data/encodeTable.ts";
import { readTable } from "../../src/data/sources/duckdb.node.ts";

test.each<[string, EncodeOptions, { n: number; d: number; binary: boolean }]>([
  ["concrete", {}, { n: 1030, d: 8, binary: false }],
  ["biomass", {}, { n: 536, d: 5, binary: false }],
  ["meats", {}, { n: 215, d: 100, binary: false }],
  ["mlc_churn", {}, { n: 5000, d: 19, binary: true }],
  ["wa_churn", {}, { n: 7032, d: 24, binary: true }], // 30, of which 6 repeat internet_serviceNo
  ["credit_data", {}, { n: 4039, d: 22, binary: true }],
  ["randhie", {}, { n: 20190, d: 9, binary: false }],
  ["penguins", { target: "Body Mass (g)", missing: "drop" }, { n: 333, d: 8, binary: false }],
])("%s reads, encodes and applies", async (name, options, shape) => {
  const table = await readTable(`examples/${name}.csv`);
  const { design, encoding } = encodeTable(table, { target: "y", ...options });
  expect({ n: design.n, d: design.d, binary: design.binary }).toEqual(shape);
  expect(design.x.every(Number.isFinite) && design.y.every(Number.isFinite)).toBe(true);
  const { complete } = applyEncoding(encoding, table);
  expect(complete.reduce((sum, one) => sum + one)).toBeGreaterThanOrEqual(design.n);
});

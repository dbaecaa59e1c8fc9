import { expect, it } from "vitest";
import { percent, signed, significant } from "../../src/report/number.ts";

it("three significant digits, plain where short", () => {
  const written = [
    0,
    1,
    -0.25,
    1234.5,
    0.00123456,
    99999.6,
    12345678,
    0.00001234,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ];
  expect(written.map((value) => significant(value))).toEqual([
    "0",
    "1.00",
    "-0.250",
    "1235",
    "0.00123",
    "100000",
    "1.23e7",
    "1.23e-5",
    "NaN",
    "Infinity",
  ]);
  expect(significant(1e-6, 1)).toBe("1e-6");
});

it("effects carry their sign", () => {
  expect([2, -2, 0].map(signed)).toEqual(["+2.00", "-2.00", "0"]);
});

it("per cent does not round to all or nothing", () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual(["0 %", "under 1 %", "50 %", "over 99 %", "100 %"]);
});

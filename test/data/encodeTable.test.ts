import { describe, expect, test } from "vitest";
import type { EncodeOptions } from "../../src/data/encode.ts";
import { type Encoded, encodeTable } from "../../src/data/encodeTable.ts";
import { type Arrays, tableOf } from "../../src/data/sources/arrays.ts";
import { DataError, UsageError } from "../../src/errors.ts";

function encode(x: Record<string, unknown[]>, options: EncodeOptions = { target: "y" }): Encoded {
  return encodeTable(tableOf({ x } as Arrays).table, options);
}

const rowsOf = ({ design: { x, n, d } }: Encoded): number[][] =>
  Array.from({ length: n }, (_, i) => [...x.subarray(i * d, (i + 1) * d)]);

function refusal(work: () => unknown): UsageError | DataError {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError || error instanceof DataError) return error;
    throw error;
  }
  throw new Error("not refused");
}

describe("features", () => {
  test("numbers stay, booleans are 0 and 1, text is one-hot without its most frequent level", () => {
    const encoded = encode({
      a: [1, 2, 3, 4, 5],
      b: [true, false, false, true, true],
      c: ["r", "g", "g", "b", "r"],
      y: [1, 2, 3, 4, 6],
    });
    // g and r are equally frequent: the first in the alphabet is the baseline.
    expect(encoded.design.names).toEqual(["a", "b", "c=b", "c=r"]);
    expect(rowsOf(encoded)).toEqual([
      [1, 1, 0, 1],
      [2, 0, 0, 0],
      [3, 0, 0, 0],
      [4, 1, 1, 0],
      [5, 1, 0, 1],
    ]);
    expect(encoded.notices).toEqual(["Text read as one feature a level: c against g."]);
  });

  test("the baseline does not depend on the order of the rows", () => {
    const level = ["r", "g", "g", "b", "r"];
    const of = (c: string[]) => encode({ c, y: [1, 2, 3, 4, 5] }).encoding.columns[0];
    expect(of(level)).toEqual(of(level.toReversed()));
  });

  test("useless columns are named and left out, and cost no row for their missing cells", () => {
    const { design, encoding, notices } = encode({
      id: ["p", "q", "r", "s", null],
      one: [7, 7, null, 7, 7],
      none: [null, null, null, null, null],
      same: ["k", "k", "k", "k", "k"],
      a: [1, -0, 3, 4, 4],
      copy: [1, 0, 3, 4, 4],
      sex: ["m", "f", "f", "m", "m"],
      spelled: ["male", "female", "female", "male", "male"],
      y: [1, 2, 3, 4, 6],
    });
    expect(design.n).toBe(5);
    expect(design.names).toEqual(["a", "sex=f"]);
    expect(Object.fromEntries(encoding.dropped.map(({ column, why, of }) => [column, of ?? why]))).toEqual({
      id: "identifier",
      one: "constant",
      none: "missing",
      same: "constant",
      copy: "a",
      spelled: "sex",
    });
    for (const name of ["id", "one", "none", "same", "copy (of a)", "spelled (of sex)"]) {
      expect(notices.join(" ")).toContain(name);
    }
  });

  test("beyond 100 levels the rarer ones share a feature; nearly unique text is an identifier", () => {
    const level = (i: number, k: number): string => `L${String(i % k).padStart(3, "0")}`;
    const rows = Array.from({ length: 600 }, (_, i) => i);
    const { design, encoding, notices } = encode({
      many: rows.map((i) => level(i, 150)),
      unique: rows.map((i) => level(i, 400)),
      y: rows,
    });
    expect(design.d).toBe(100);
    expect(design.names.at(-1)).toBe("many=(other)");
    expect(design.x.reduce((sum, value) => sum + value)).toBe(600 - 4); // the baseline has four rows
    expect(encoding.dropped).toEqual([{ column: "unique", why: "identifier" }]);
    expect(notices.join(" ")).toContain("100 most frequent share one feature: many");
  });

  test("features and drop choose", () => {
    const x = { a: [1, 2, 3], b: [3, 1, 2], c: [2, 3, 1], y: [1, 2, 4] };
    expect(encode(x, { target: "y", features: ["c", "a"] }).design.names).toEqual(["a", "c"]);
    const { design, encoding } = encode(x, { target: "y", drop: ["a"] });
    expect(design.names).toEqual(["b", "c"]);
    expect(encoding.dropped).toEqual([{ column: "a", why: "asked" }]);
  });

  test("10⁴ columns with as many copies", () => {
    const n = 20;
    const x: Record<string, Float64Array> = {};
    for (let j = 0; j < 5000; j++) {
      x[`a${j}`] = Float64Array.from({ length: n }, (_, i) => (j + 1) * i + j);
      x[`b${j}`] = x[`a${j}`];
    }
    const { table, target } = tableOf({ x, y: Float64Array.from({ length: n }, (_, i) => i * i) });
    const { design } = encodeTable(table, { target: target as string });
    expect(design.d).toBe(5000);
    expect(design.names[4999]).toBe("a4999");
  });
});

describe("labels", () => {
  const a = [1, 2, 3, 5];
  const labels = (y: unknown[], positive?: string) => {
    const { design, encoding, notices } = encode({ a, y }, { target: "y", ...(positive && { positive }) });
    const { target } = encoding;
    return { y: [...design.y], binary: design.binary, positive: target.kind === "binary" && target.positive, notices };
  };

  test.each([
    [["no", "yes", "no", "yes"], "yes"],
    [["y", "z", "y", "y"], "y"],
    [["a", "b", "a", "b"], "b"],
    [[false, true, false, true], "true"],
    [[0, 1, 1, 0], "1"],
  ])("%j: %s counts as 1", (y, positive) => {
    const found = labels(y);
    expect(found).toMatchObject({ binary: true, positive, y: y.map((value) => (String(value) === positive ? 1 : 0)) });
    if (typeof y[0] === "string") expect(found.notices.join()).toContain(`${positive} counts as 1`);
  });

  test("positive turns the classes around", () => {
    expect(labels(["no", "yes", "no", "yes"], "no").y).toEqual([1, 0, 1, 0]);
    expect(labels([0, 1, 1, 0], "0").y).toEqual([1, 0, 0, 1]);
    expect(labels([false, true, false, true], "false").y).toEqual([1, 0, 1, 0]);
  });

  test("two numbers that are not 0 and 1 are numbers, unless one is named", () => {
    expect(labels([1, 2, 2, 1])).toMatchObject({ binary: false, y: [1, 2, 2, 1] });
    expect(labels([1, 2, 2, 1]).notices.join()).toContain("positive");
    expect(labels([1, 2, 2, 1], "2")).toMatchObject({ binary: true, positive: "2", y: [0, 1, 1, 0] });
  });

  test.each<[string, unknown[], string | undefined, RegExp]>([
    ["a constant", [3, 3, 3, 3], undefined, /target y: constant, got "3"/],
    ["one level", ["a", "a", "a", "a"], undefined, /constant/],
    ["three levels", ["a", "b", "c", "a"], undefined, /more than two values, got "a, b, c"/],
    ["a positive among many numbers", [1, 2, 3, 4], "1", /more than two values/],
    ["a positive that is not there", ["a", "b", "a", "b"], "c", /no such value, got "c"; give a or b/],
  ])("%s is refused", (_, y, positive, says) => {
    expect(refusal(() => labels(y, positive)).message).toMatch(says);
  });
});

describe("missing cells", () => {
  const x = { a: [1, null, 3, 4, 8, 9], t: ["k", "l", null, "k", "l", "l"], y: [1, 2, 3, null, 5, 6] };

  test("stop the fit with columns and counts", () => {
    const { message } = refusal(() => encode(x));
    expect(message).toContain("missing cells (y 1, a 1, t 1)");
    expect(message).toContain("drop");
  });

  test("drop leaves their rows out, and counts them", () => {
    const encoded = encode(x, { target: "y", missing: "drop" });
    expect(encoded.design.names).toEqual(["a", "t=k"]);
    expect(rowsOf(encoded)).toEqual([
      [1, 1],
      [8, 0],
      [9, 0],
    ]);
    expect(encoded.read).toBe(6);
    expect(encoded.notices.join(" ")).toContain("3 rows (y 1, a 1, t 1)");
  });

  test("mean fills them, but never the label", () => {
    const encoded = encode(x, { target: "y", missing: "mean" });
    expect(rowsOf(encoded)).toEqual([
      [1, 1],
      [5.25, 0],
      [3, 0],
      [8, 0],
      [9, 0],
    ]);
    expect(encoded.encoding.columns).toMatchObject([{ fill: 5.25 }, { fill: "l" }]);
    expect(encoded.notices.join(" ")).toContain("filled with the mean or the most frequent level: a 1, t 1");
  });

  test("the mean counts a row of weight 3 three times", () => {
    const table = { a: [1, 2, null], w: [3, 1, 1], y: [1, 2, 4] };
    const { encoding } = encode(table, { target: "y", weights: "w", missing: "mean" });
    expect(encoding.columns).toMatchObject([{ fill: 1.25 }]);
  });
});

describe("weights and groups", () => {
  const x = { a: [1, 2, 3, 5], w: [2, 0, 1, 0.5], g: ["p", "q", "p", "q"], y: [1, 2, 3, 5] };

  test("are no features; rows of weight 0 are left out", () => {
    const { design, notices } = encode(x, { target: "y", weights: "w", splitBy: "g" });
    expect(design.names).toEqual(["a"]);
    expect(design).toMatchObject({ weights: new Float64Array([2, 1, 0.5]), groups: new Int32Array([0, 0, 1]) });
    expect(design.weightsKind).toBe("frequency");
    expect(notices).toEqual(["Left out for weight 0: 1 row."]);
  });

  test.each<[string, Record<string, unknown[]>, EncodeOptions, RegExp]>([
    ["negative", { ...x, w: [1, -2, 1, 1] }, { weights: "w" }, /w row 2: negative weight, got -2/],
    ["all 0", { ...x, w: [0, 0, 0, 0] }, { weights: "w" }, /no row has a positive weight/],
    ["text", x, { weights: "g" }, /g row 1: text where numbers belong/],
    ["missing", { ...x, w: [1, null, 1, 1] }, { weights: "w" }, /missing cells \(w 1\)/],
    ["one group", { ...x, g: ["p", "p", "p", "p"] }, { splitBy: "g" }, /one group/],
  ])("%s: refused", (_, table, options, says) => {
    expect(refusal(() => encode(table, { target: "y", ...options })).message).toMatch(says);
  });
});

describe("refused", () => {
  const x = { size: [1, 2, 3], price: [3, 1, 2], y: [1, 2, 4] };

  test.each<[string, Record<string, unknown[]>, EncodeOptions, RegExp]>([
    ["no target", x, {}, /target: no column named; name one of size, price, y/],
    ["unknown target", x, { target: "prise" }, /target: no such column, got "prise"; did you mean "price"/],
    ["unknown feature", x, { target: "y", features: ["sise"] }, /features: no such column/],
    ["unknown weights", x, { target: "y", weights: "w" }, /weights: no such column/],
    ["unknown drop", x, { target: "y", drop: ["prize"] }, /drop: no such column/],
    ["unknown group", x, { target: "y", splitBy: "g" }, /splitBy: no such column/],
    ["the target as a feature", x, { target: "y", features: ["y"] }, /features: this column is the target/],
    ["the target dropped", x, { target: "y", drop: ["y"] }, /drop: this column is the target/],
    ["two roles", x, { target: "y", weights: "y" }, /weights: this column is the target/],
    ["∞", { ...x, price: [1, Infinity, 2] }, { target: "y" }, /price row 2: not a finite number, got Infinity/],
    ["∞ label", { ...x, y: [1, 3, -Infinity] }, { target: "y" }, /y row 3: not a finite number/],
    ["NaN", { ...x, price: [1, Number.NaN, 2] }, { target: "y" }, /missing cells \(price 1\)/],
    ["one row", { size: [1], y: [2] }, { target: "y" }, /at least two usable rows/],
    ["one row left", { size: [1, null], y: [2, 3] }, { target: "y", missing: "drop" }, /./],
    [
      "no usable column",
      { id: ["a", "b", "c"], one: [1, 1, 1], y: [1, 2, 4] },
      { target: "y" },
      /no column.*id.*one|no column.*one.*id/,
    ],
    ["no column at all", { y: [1, 2, 4] }, { target: "y" }, /no column to learn from/],
  ])("%s", (_, table, options, says) => {
    expect(refusal(() => encode(table, options)).message).toMatch(says);
  });

  test("a slip, unless its column is not used", () => {
    const { table } = tableOf({ x } as Arrays);
    const slip = { name: "slip", kind: "mixed", row: 16, cell: "12,5" } as const;
    const withSlip = { ...table, columns: [...table.columns, slip] };
    expect(refusal(() => encodeTable(withSlip, { target: "y" })).message).toMatch(
      /^slip row 17: text where numbers belong, got "12,5"; /,
    );
    expect(encodeTable(withSlip, { target: "y", drop: ["slip"] }).design.d).toBe(2);
  });
});

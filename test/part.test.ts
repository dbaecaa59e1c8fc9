/** Parts from text: what is read, and what is refused. */
import { describe, expect, test } from "vitest";
import { UsageError } from "../src/errors.ts";
import { parsePart } from "../src/part.ts";
import { links } from "../src/problem/links/index.ts";

const read = (text: string) => parsePart("link", links, text).parameters;

describe("parsePart", () => {
  test("names, numbers and lists", () => {
    expect(read("relu")).toEqual({ bias: 0 });
    expect(read("relu:bias=-1.5e-1")).toEqual({ bias: -0.15 });
    expect(read("staircase:at=-1,0,1:height=1,2,1")).toEqual({ at: [-1, 0, 1], height: [1, 2, 1], base: 0 });
  });

  test.each([
    ["rellu", "did you mean"],
    ["toString", "no such link"],
    ["relu:bios=1", "no such parameter"],
    ["relu:constructor=1", "no such parameter"],
    ["relu:bias", "not a number"],
    ["relu:bias=1=2", "not a number"],
    ["relu:bias=1,2", "wrong shape"],
    ["relu:bias=Infinity", "out of range"],
  ])("%s is refused", (text, why) => {
    expect(() => read(text)).toThrow(UsageError);
    expect(() => read(text)).toThrow(why);
  });
});

import { describe, expect, it } from "vitest";
import { findings, sharpness } from "../../src/study/sharpness.ts";

describe("sharpness", () => {
  it("its claims hold, also on few rows", async () => {
    const { claims, tables } = await sharpness.run({ quick: true });
    expect(claims.map(({ found, holds }) => ({ found, holds })).filter(({ holds }) => !holds)).toEqual([]);
    expect(tables[0].table.rows.length).toBe(10);
  });

  it("they can fail", () => {
    const ranges = [
      { law: "normal", slope: 0, least: 0.44, largest: 0.5 },
      { law: "Exp(1) − 1", slope: 0, least: 0.45, largest: 0.7 },
    ];
    expect(findings(ranges).claims.map(({ holds }) => holds)).toEqual([false, false]);
    expect(findings([{ ...ranges[0], least: 0.46 }]).claims.map(({ holds }) => holds)).toEqual([true, false]);
  });
});

import { expect, it } from "vitest";
import { findings } from "../../src/study/multiIndex.ts";

const TROUBLES = ["clean", "spread-out decoy, η = .1", "a tenth far off", "linear decoy, η = .2"];
const at = (...ends: number[]) => ends.map((end, k) => ({ model: "z₁z₂", trouble: TROUBLES[k], start: 5, end }));

it("claims hold where all troubles are overcome but one, and fail otherwise", () => {
  const verdicts = (...ends: number[]) => findings(at(...ends)).claims.map(({ holds }) => holds);
  expect(verdicts(1, 9, 9, 30)).toEqual([true, true, true, true]);
  expect(verdicts(2.1, 15.1, 15.1, 15)).toEqual([false, false, false, false]);
});

it("the table has the start beside the end", () => {
  const { tables } = findings(at(1, 9, 9, 30));
  expect(tables[0].table.rows[0]).toEqual(["z₁z₂", "5.0° 1.0°", "5.0° 9.0°", "5.0° 9.0°", "5.0° 30.0°"]);
});

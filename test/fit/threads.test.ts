/** Threads make a fit no other. */
import { expect, test } from "vitest";
import { fit } from "../../src/fit/fit.ts";
import { normals } from "../fixtures/rows.ts";

// 105 000 × 20 numbers are just enough for threads to be used.
const [N, D] = [105_000, 20];

test("two threads find the model that one does, to the bit", async () => {
  const x = normals(1, N * D);
  const y = normals(2, N).map((noise, i) => x[i * D] - x[i * D + 1] + noise);
  const model = async (threads: number) => {
    const { seconds: _, ...rest } = await fit({ x, n: N, d: D, y }, { learner: "ols", threads });
    return JSON.stringify(rest);
  };
  expect(await model(2)).toBe(await model(1));
}, 60_000);

test.each([0, 1.5, Number.NaN])("%s threads are refused", async (threads) => {
  await expect(fit({ x: [[1], [2]], y: [1, 2] }, { threads })).rejects.toThrow("threads: not a number of threads");
});

import { expect, test } from "vitest";
import { fit } from "../../src/fit/fit.ts";
import { ramp } from "./samples.ts";

const table = ramp({ rows: 600, features: 4 });

test("an aborted fit rejects with the reason it was given", async () => {
  const reason = new Error("enough");
  await expect(fit(table, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test.each([0.1, 0.3, 0.72])("aborted at %f of the work it gets no further than the next report", async (share) => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const later: number[] = [];
  const going = fit(table, {
    signal: controller.signal,
    progress: ({ done }) => {
      if (controller.signal.aborted) later.push(done);
      if (done >= share) controller.abort(reason);
    },
  });
  await expect(going).rejects.toBe(reason);
  expect(later.length).toBeLessThanOrEqual(1);
});

test.each([{}, { confidence: 0.8 }, { link: "relu" }])(
  "progress never decreases and ends at 1: %o",
  async (options) => {
    const seen: number[] = [];
    await fit(table, { ...options, progress: ({ done }) => seen.push(done) });
    expect(seen.every((done, i) => i === 0 || done >= seen[i - 1])).toBe(true);
    expect(seen.at(-1)).toBe(1);
    expect(seen.length).toBeGreaterThan(5);
  },
);

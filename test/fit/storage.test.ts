/** Rows stored in 32 bits: the same fit to some digits, half the bytes, and the model says so. */
import { expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { fit } from "../../src/fit/fit.ts";
import { angle } from "../../src/math/vectors.ts";
import { softplus } from "../../src/problem/links/softplus.ts";
import { arrays, sample } from "./samples.ts";

const rows = arrays(sample(softplus(), { rows: 1500, features: 6, seed: 8, noise: 0.2 }));

test("f32: the fit of f64 within its noise, half the bytes, and a notice", async () => {
  const [exact, short] = [await fit(rows), await fit(rows, { storage: "f32" })];
  // Sums are off by 1e-5 of their terms; choices among candidates may differ by more, within the noise of about .02.
  expect(angle(Float64Array.from(exact.weights), Float64Array.from(short.weights))).toBeLessThan(0.02);
  expect(short.heldOut.fit.r2).toBeCloseTo(exact.heldOut.fit.r2, 2);
  expect(short.bytes / short.sweeps).toBeCloseTo(exact.bytes / exact.sweeps / 2, 6);
  expect(short.notices.join()).toContain("32 bits");
  expect(exact.notices.join()).not.toContain("32 bits");
});

test("another storage is refused", async () => {
  await expect(fit(rows, { storage: "f16" as "f32" })).rejects.toThrow(UsageError);
});

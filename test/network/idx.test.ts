import { expect, test } from "vitest";
import { idxRows } from "../../src/network/idx.ts";

const word = (n: number): number[] => [0, 0, n >> 8, n & 0xff];
const images = Uint8Array.from([...word(0x803), ...word(2), ...word(1), ...word(3), 0, 51, 255, 255, 0, 0]);
const labels = Uint8Array.from([...word(0x801), ...word(2), 7, 1]);
const how = { center: 0.5, scale: 0.5, classes: 10 };

test("images become rows, pixels about 0, and labels theirs", () => {
  const { n, x, labels: theirs } = idxRows({ images, labels }, how);
  expect(n).toBe(2);
  expect([...x]).toEqual([-1, Math.fround((0.2 - 0.5) / 0.5), 1, 1, -1, -1]);
  expect([...theirs]).toEqual([7, 1]);
  expect(idxRows({ images, labels }, { ...how, n: 1 }).x).toHaveLength(3);
});

test("what is no such file, or only part of one, is said", () => {
  expect(() => idxRows({ images: labels, labels }, how)).toThrow(/images: not a whole IDX file of that kind/);
  expect(() => idxRows({ images: images.subarray(0, 20), labels }, how)).toThrow(/images: not a whole IDX file/);
  const three = Uint8Array.from([...word(0x801), ...word(3), 7, 1, 2]);
  expect(() => idxRows({ images, labels: three }, how)).toThrow(/labels: not one for each of 2 images, got 3/);
});

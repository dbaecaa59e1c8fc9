/** The parts of the study of mode connectivity, small, on digits; the study itself takes ten minutes. */
import { expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import type { Subject } from "../../src/landscape/task.ts";
import { someRows } from "../../src/network/classifiedRows.ts";
import { flat } from "../../src/network/shape.ts";
import { TRAINING } from "../../src/network/train.ts";
import { fashionMnist } from "../../src/study/fashionMnist.ts";
import { joinOptima } from "../../src/study/joinedOptima.ts";
import { curvePlane, measurePlane, optimaPlane, trainingPlane } from "../../src/study/optimaPlanes.ts";
import { digits } from "../fixtures/digits.ts";

const all = digits();
const subject: Subject = {
  architecture: { input: flat(64), layers: ["dense:size=12", "relu", "dense:size=10"] },
  learned: someRows(all, 0, 400),
  heldOut: someRows(all, 400, 600),
};

test("two optima are trained, joined, measured and seen on planes", async () => {
  const training = { ...TRAINING, sweeps: 8, batch: 40 };
  const stages = new Set<string>();
  const found = await joinOptima(
    subject,
    {
      seed: 1,
      training,
      curveTraining: training,
      kinds: ["bezier", "chain"],
      ensemble: { sweeps: 4, cycles: 2, high: 0.03, low: 0.003 },
    },
    { progress: (stage) => stages.add(stage) },
  );
  expect([...stages]).toEqual(["two ends", "a curve (bezier)", "a curve (chain)", "profiles"]);
  expect(found.ways.map(({ kind, points }) => [kind, points.length])).toEqual([
    ["straight", 61],
    ["bezier", 61],
    ["chain", 61],
  ]);
  expect(found.path).toHaveLength(8);
  // All ways have the same ends.
  const [line, curve] = found.ways.map(({ points }) => points);
  expect(curve[0].heldOut).toEqual(line[0].heldOut);
  expect(curve[60].learned).toEqual(line[60].learned);
  expect(curve[30].learned.loss).toBeLessThan(line[30].learned.loss);
  for (const error of Object.values(found.ensembles)) expect(error).toBeLessThan(0.3);

  const planes = [
    curvePlane(subject, found, [3, 5]),
    optimaPlane(subject, [...found.ends, found.path[3]], [3]),
    trainingPlane(subject, found.path, [3]),
  ];
  for (const plane of planes) {
    const { record } = await measurePlane(plane, { kept: undefined, progress: () => {} });
    const [a, b] = [record.a, record.b];
    expect(record.values).toHaveLength(a.length * b.length);
    for (const mark of record.marks ?? []) {
      expect(mark.a > a[0] && mark.a < a[a.length - 1] && mark.b > b[0] && mark.b < b[b.length - 1]).toBe(true);
    }
  }
});

test("where Fashion-MNIST is not, it says how to fetch it", async () => {
  const read = async (file: string) => {
    throw new UsageError({ where: file, what: "no such file" });
  };
  await expect(fashionMnist(read, { learned: 1, heldOut: 1 })).rejects.toThrow(
    /--data: Fashion-MNIST is not there, got "train-images.*; fetch it with node scripts\/fashion.mjs/,
  );
});

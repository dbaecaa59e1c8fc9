import { beforeAll, describe, expect, test } from "vitest";
import { type Curve, coefficientsOf, pointAt, straight } from "../../src/landscape/curve.ts";
import { joined } from "../../src/landscape/fastEnsemble.ts";
import { barrierOf, extremesOf, lengthsOf, timesOf } from "../../src/landscape/profile.ts";
import type { Subject } from "../../src/landscape/task.ts";
import { openWorkshop } from "../../src/landscape/workshop.ts";
import { RandomStream } from "../../src/math/random.ts";
import { dot } from "../../src/math/vectors.ts";
import { someRows } from "../../src/network/classifiedRows.ts";
import { flat } from "../../src/network/shape.ts";
import { TRAINING } from "../../src/network/train.ts";
import { digits } from "../fixtures/digits.ts";

const points = (n: number): Float64Array[] => {
  const stream = new RandomStream(2);
  return Array.from({ length: n }, () => stream.normals(7));
};

describe("a curve", () => {
  test("of three points is the quadratic Bézier curve of the paper", () => {
    const [p0, p1, p2] = points(3);
    const at = pointAt({ kind: "bezier", points: [p0, p1, p2] }, 0.3);
    at.forEach((w, i) => expect(w).toBeCloseTo(0.49 * p0[i] + 0.42 * p1[i] + 0.09 * p2[i], 14));
  });

  test("as a chain goes through its bends", () => {
    const chain: Curve = { kind: "chain", points: points(4) };
    for (let k = 0; k < 4; k++) {
      pointAt(chain, k / 3).forEach((w, i) => expect(w).toBeCloseTo(chain.points[k][i], 14));
    }
  });

  test("is at its ends exactly the ends, and its coefficients sum to 1", () => {
    for (const kind of ["bezier", "chain"] as const) {
      for (const n of [2, 3, 5]) {
        const curve: Curve = { kind, points: points(n) };
        expect(pointAt(curve, 0)).toEqual(curve.points[0]);
        expect(pointAt(curve, 1)).toEqual(curve.points[n - 1]);
        for (const t of [0.1, 0.5, 0.77]) {
          expect(coefficientsOf(curve, t).reduce((a, b) => a + b)).toBeCloseTo(1, 14);
        }
      }
    }
  });

  test("straight has the length of the straight line", () => {
    const [from, to] = points(2);
    const length = Math.sqrt(
      dot(
        from.map((w, i) => w - to[i]),
        from.map((w, i) => w - to[i]),
      ),
    );
    for (const kind of ["bezier", "chain"] as const) {
      const sum = lengthsOf(straight(kind, from, to, 1), timesOf()).reduce((a, b) => a + b);
      expect(sum).toBeCloseTo(length, 12);
    }
  });
});

test("means along a curve count each stretch by its length", () => {
  const at = (t: number, error: number, length: number) => {
    const measured = { loss: 0, error };
    return { t, length, learned: measured, heldOut: measured };
  };
  const profile = [at(0, 0.1, 0), at(0.5, 0.3, 3), at(1, 0.1, 1)];
  const error = (point: (typeof profile)[number]) => point.heldOut.error;
  expect(extremesOf(profile, error)).toEqual({ least: 0.1, largest: 0.3, mean: expect.closeTo(0.2, 14) });
  expect(barrierOf(profile, error)).toBeCloseTo(0.2, 14);
});

describe("two networks on digits", () => {
  const all = digits();
  const subject: Subject = {
    architecture: { input: flat(64), layers: ["dense:size=30", "relu", "dense:size=10"] },
    learned: someRows(all, 0, 1000),
    heldOut: someRows(all, 1000, all.n),
  };
  const training = { ...TRAINING, sweeps: 12, batch: 50 };
  const ends: Float64Array[] = [];

  beforeAll(async () => {
    const shop = await openWorkshop(subject);
    for (const seed of [1, 2]) {
      ends.push((await shop.perform({ kind: "train", training: { ...training, seed } }))[0]);
    }
  });

  test("are joined by a bent curve along which the loss stays low, where the straight line has a barrier", async () => {
    const shop = await openWorkshop(subject);
    const loss = async (curve: Curve, t: number) => {
      const [{ loss }] = await shop.perform({ kind: "measure", w: pointAt(curve, t), on: ["learned"] });
      return loss;
    };
    for (const kind of ["bezier", "chain"] as const) {
      const line = straight(kind, ends[0], ends[1], 1);
      const curve = await shop.perform({ kind: "curve", curve: line, training: { ...training, sweeps: 20 } });
      const highest = Math.max(...(await Promise.all([0.25, 0.5, 0.75].map((t) => loss(curve, t)))));
      // A random point between the two has 2.3 (ten labels alike); the line's middle about 0.5, the curve's 0.1.
      expect(highest).toBeLessThan(0.5 * (await loss(line, 0.5)));
    }
  });

  test("make an ensemble no worse than the worse of its members by more than a row in a hundred", async () => {
    const shop = await openWorkshop(subject);
    const members = await shop.perform({
      kind: "ensemble",
      w: ends[0],
      training: { ...training, sweeps: 4 },
      cycles: 2,
      low: 0.005,
    });
    expect(members).toHaveLength(2);
    expect(members[0]).not.toEqual(members[1]);
    const shares = await Promise.all(members.map((w) => shop.perform({ kind: "probabilities", w })));
    const errors = shares.map((each) => joined([each], subject.heldOut).error);
    expect(joined(shares, subject.heldOut).error).toBeLessThanOrEqual(Math.max(...errors) + 0.01);
  });

  test("measure alike with and without batch statistics of the own batch size", async () => {
    const normalized = {
      ...subject,
      architecture: { input: flat(64), layers: ["dense:size=8", "batchNormalization", "relu", "dense:size=10"] },
    };
    const shop = await openWorkshop(normalized);
    const [w] = await shop.perform({ kind: "train", training });
    const [{ error }] = await shop.perform({ kind: "measure", w, on: ["heldOut"] });
    // A network that guessed would have 0.9.
    expect(error).toBeLessThan(0.2);
  });
});

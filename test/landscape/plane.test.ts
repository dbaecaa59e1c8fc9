import { describe, expect, test } from "vitest";
import { onPlane, pathPlane, planePoint, planeThrough, randomPlane } from "../../src/landscape/plane.ts";
import { measureSurface } from "../../src/landscape/surface.ts";
import type { Subject } from "../../src/landscape/task.ts";
import { openWorkshop } from "../../src/landscape/workshop.ts";
import { RandomStream } from "../../src/math/random.ts";
import { dot, norm } from "../../src/math/vectors.ts";
import { someRows } from "../../src/network/classifiedRows.ts";
import { network } from "../../src/network/network.ts";
import { flat } from "../../src/network/shape.ts";
import { digits } from "../fixtures/digits.ts";

const stream = new RandomStream(5);
const all = digits();
const subject: Subject = {
  architecture: { input: flat(64), layers: ["dense:size=8", "relu", "dense:size=10"] },
  learned: someRows(all, 0, 100),
  heldOut: someRows(all, 100, 160),
};
const net = network(subject.architecture);

describe("a plane", () => {
  test("through three networks holds all three, and its axes are orthonormal", () => {
    const three = [0, 1, 2].map(() => stream.normals(40));
    const plane = planeThrough(three[0], three[1], three[2]);
    expect(dot(plane.u, plane.v)).toBeCloseTo(0, 14);
    expect(norm(plane.u)).toBeCloseTo(1, 14);
    expect(norm(plane.v)).toBeCloseTo(1, 14);
    for (const w of three) {
      const { a, b, distance } = onPlane(plane, w);
      expect(distance).toBeLessThan(1e-12);
      planePoint(plane, a, b).forEach((value, i) => expect(value).toBeCloseTo(w[i], 12));
    }
    expect(onPlane(plane, three[1]).b).toBeCloseTo(0, 12);
    const middle = three[0].map((value, i) => (value + three[1][i]) / 2);
    expect(() => planeThrough(three[0], three[1], middle)).toThrow(/lie on a line/);
  });

  test("along random directions changes each filter by its own length, and no shift", () => {
    const w = net.draw(stream);
    const { u } = randomPlane(w, net.layout, stream);
    for (const { from, size, shape } of net.layout.places) {
      if (shape.length === 1) {
        expect(norm(u.subarray(from, from + size))).toBe(0);
        continue;
      }
      const filter = size / shape[0];
      for (let at = from; at < from + size; at += filter) {
        expect(norm(u.subarray(at, at + filter))).toBeCloseTo(norm(w.subarray(at, at + filter)), 8);
      }
    }
  });

  test("of a path has its principal axes, what they explain, and how far points are off it", () => {
    // In axes 0, 1, 2: deviations 4, 2 and 1 about the mean, so 16, 4 and 1 parts of 21.
    const path = [
      [4, 0, 0],
      [-4, 0, 0],
      [0, 2, 0],
      [0, -2, 0],
      [0, 0, 1],
      [0, 0, -1],
    ].map((point) => Float64Array.from([...point, 7, 7]));
    const { explained, u, v, path: places } = pathPlane(path);
    expect(explained[0]).toBeCloseTo(16 / 21, 12);
    expect(explained[1]).toBeCloseTo(4 / 21, 12);
    expect(Math.abs(u[0])).toBeCloseTo(1, 12);
    expect(Math.abs(v[1])).toBeCloseTo(1, 12);
    // It goes through the last point, (0, 0, −1).
    expect(places.map(({ distance }) => Math.round(1e9 * distance) / 1e9)).toEqual([1, 1, 1, 1, 2, 0]);
    expect(() => pathPlane(path.slice(0, 2))).toThrow(/too short for a plane, got 2/);
  });
});

describe("a surface", () => {
  const w = net.draw(new RandomStream(1));
  const plane = randomPlane(w, net.layout, new RandomStream(2));
  const window = { a: [-1, 1], b: [-1, 0.5] } as const;

  test("is what measuring each of its points says, size by size", async () => {
    const shop = await openWorkshop(subject);
    const sizes = [];
    for await (const { size, a, b, loss, error } of measureSurface(shop, subject, plane, window, { sizes: [3, 5] })) {
      sizes.push(size);
      const run = net.open();
      b.forEach((across, j) =>
        a.forEach((along, i) => {
          const measured = run.measure(planePoint(plane, along, across), subject.heldOut);
          expect([loss[j * size + i], error[j * size + i]]).toEqual([measured.loss, measured.error]);
        }),
      );
    }
    expect(sizes).toEqual([3, 5]);
  });

  test("goes on where it was interrupted, and not from what belongs to another", async () => {
    const shop = await openWorkshop(subject);
    let text: string | undefined;
    let measured = 0;
    const counting = {
      ...shop,
      perform: ((task, between) => {
        measured++;
        if (measured === 130) throw new Error("Ctrl-C");
        return shop.perform(task, between);
      }) as typeof shop.perform,
    };
    const kept = { read: async () => text, write: async (written: string) => void (text = written) };
    const sweep = async (sizes: number[], of = plane) => {
      for await (const { loss } of measureSurface(counting, subject, of, window, { sizes, kept }))
        if (loss.length === 169) return loss;
    };
    await expect(sweep([13])).rejects.toThrow("Ctrl-C");
    measured = 1000;
    const resumed = await sweep([13]);
    expect(measured - 1000).toBe(69);
    const direct = net.open();
    expect(resumed?.[168]).toBe(direct.measure(planePoint(plane, 1, 0.5), subject.heldOut).loss);
    measured = 1000;
    await sweep([13], { ...plane, origin: plane.u });
    expect(measured - 1000).toBe(169);
  });
});

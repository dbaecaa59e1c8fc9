/** The contract of a geometry: project gives tangents, retract lands, and to first order the two agree. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addScaled, dot, norm, scaled } from "../../src/math/vectors.ts";
import { ball } from "../../src/method/geometries/ball.ts";
import { euclidean } from "../../src/method/geometries/euclidean.ts";
import { geometries } from "../../src/method/geometries/index.ts";
import { sphere } from "../../src/method/geometries/sphere.ts";
import { normals } from "../fixtures/rows.ts";

const cases = fc
  .record({
    d: fc.integer({ min: 1, max: 20 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
    size: fc.constantFrom(1e-3, 1, 1e3),
  })
  .map(({ d, seed, size }) => ({ far: scaled(normals(seed, d), size), g: normals(seed + 1, d) }));

describe.each(Object.keys(geometries))("%s", (name) => {
  const geometry = geometries[name]();

  test("says its name", () => expect(geometry.name).toBe(name));

  test("projecting and retracting twice changes nothing; both leave what they are given alone", () => {
    fc.assert(
      fc.property(cases, ({ far, g }) => {
        const before = [far.slice(), g.slice()];
        const w = geometry.retract(far);
        const tangent = geometry.project(w, g);
        // Of lengths about 1 or the radius: rounding only.
        expect(norm(addScaled(geometry.project(w, tangent), -1, tangent))).toBeLessThan(1e-14 * (1 + norm(g)));
        expect(norm(addScaled(geometry.retract(w), -1, w))).toBeLessThan(1e-15 * norm(w));
        expect([far, g]).toEqual(before);
      }),
      { seed: 1 },
    );
  });

  test("a small step along a tangent lands where it aims, to first order", () => {
    fc.assert(
      fc.property(cases, ({ far, g }) => {
        const w = geometry.retract(scaled(far, 0.5 / norm(far)));
        const tangent = geometry.project(w, g);
        const off = (t: number) =>
          norm(addScaled(geometry.retract(addScaled(w, t, tangent)), -1, addScaled(w, t, tangent)));
        const second = dot(tangent, tangent) + 1;
        for (const t of [1e-3, 1e-4]) expect(off(t)).toBeLessThan(t * t * second + 1e-15);
      }),
      { seed: 2 },
    );
  });
});

test("sphere: unit weights, orthogonal tangents, and a direction kept", () => {
  fc.assert(
    fc.property(cases, ({ far, g }) => {
      const w = sphere().retract(far);
      expect(Math.abs(norm(w) - 1)).toBeLessThan(1e-15);
      expect(dot(w, far)).toBeGreaterThan(0);
      expect(Math.abs(dot(sphere().project(w, g), w))).toBeLessThan(1e-14 * (1 + norm(g)));
    }),
    { seed: 3 },
  );
});

test("ball: inside nothing moves, outside the nearest point of the ball", () => {
  const w = Float64Array.of(3, 4);
  expect(ball({ radius: 5 }).retract(w)).toBe(w);
  expect([...ball({ radius: 2 }).retract(w)]).toEqual([3 * 0.4, 4 * 0.4]);
  expect([...ball({ radius: 0 }).retract(w)]).toEqual([0, 0]);
});

test("euclidean: nothing to project, nothing to retract", () => {
  const [w, g] = [normals(1, 3), normals(2, 3)];
  expect(euclidean().project(w, g)).toBe(g);
  expect(euclidean().retract(w)).toBe(w);
});

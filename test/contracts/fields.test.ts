/**
 * The contract of a field. Every part of the catalogue: the same in whitened coordinates as over whitened rows. And
 * each is what its formula says: a gradient where it is one, a dense computation row by row where it is none.
 */
import { describe, expect, test } from "vitest";
import { lipschitzIsotonic } from "../../src/math/boundedIsotonic.ts";
import { hermite } from "../../src/math/hermite.ts";
import { isotonicRegression } from "../../src/math/isotonic.ts";
import { cholesky, choleskySolve, thinSvd } from "../../src/math/linear.ts";
import { normalDensity } from "../../src/math/normal.ts";
import { gaussHermite, gaussLegendre } from "../../src/math/quadrature.ts";
import { RandomStream } from "../../src/math/random.ts";
import { addScaled, dot, norm, unit } from "../../src/math/vectors.ts";
import { fieldEdges, widthFor } from "../../src/method/bins.ts";
import type { Field, KnownLink } from "../../src/method/field.ts";
import { NO_LINK } from "../../src/method/field.ts";
import { fittedSurrogate } from "../../src/method/fields/fittedSurrogate.ts";
import { hermiteDegree } from "../../src/method/fields/hermiteDegree.ts";
import { fields } from "../../src/method/fields/index.ts";
import { plugIn } from "../../src/method/fields/plugIn.ts";
import { plugInScoring } from "../../src/method/fields/plugInScoring.ts";
import { scoring } from "../../src/method/fields/scoring.ts";
import { smoothed } from "../../src/method/fields/smoothed.ts";
import { spectral } from "../../src/method/fields/spectral.ts";
import { squareLoss } from "../../src/method/fields/squareLoss.ts";
import { surrogate } from "../../src/method/fields/surrogate.ts";
import { euclidean } from "../../src/method/geometries/euclidean.ts";
import { sphere } from "../../src/method/geometries/sphere.ts";
import { journey } from "../../src/method/iterate.ts";
import { constant } from "../../src/method/schedules/constant.ts";
import { unwhitened, whiten, withIntercept } from "../../src/method/whiten.ts";
import { binOf } from "../../src/pass/maps.ts";
import { ask } from "../../src/pass/pass.ts";
import { linkAt } from "../../src/problem/link.ts";
import { links } from "../../src/problem/links/index.ts";
import { designOf, normals, passOver, row } from "../fixtures/rows.ts";

const [N, D] = [400, 4];
const X = normals(1, N * D);
const TARGET = unit(Float64Array.of(1, -2, 0.5, 1));
const Y = normals(2, N).map((noise, i) => Math.max(dot(row(X, D, i), TARGET) + 0.3, 0) + 0.3 * noise);
const W = unit(Float64Array.of(1, -1, 1, 0.5));
const PHI = 0.3;

const frameOf = (x: Float64Array, y: Float64Array, d: number) => ({
  pass: passOver(designOf(x, y, d)),
  whitening: unwhitened(d),
});
const FRAME = frameOf(X, Y, D);
const indices = (w: Float64Array, x = X, d = D) =>
  Float64Array.from({ length: x.length / d }, (_, i) => dot(row(x, d, i), w));

function expectNear(a: Float64Array, b: Float64Array, tolerance: number): void {
  expect(a.length).toBe(b.length);
  expect(norm(addScaled(a, -1, b)) / norm(b)).toBeLessThan(tolerance);
}

const SIGMOID: KnownLink = { link: { name: "sigmoid", parameters: {} }, scale: 1.7, shift: -0.4 };

describe.each(Object.keys(fields))("%s", (name) => {
  const field = fields[name]()(SIGMOID);

  test("says its name, and the same twice", async () => {
    expect(field.name).toBe(name);
    const [a, b] = [await field.at(W, PHI, FRAME), await field.at(W, PHI, FRAME)];
    expect(a).toEqual(b);
    expect(a.length).toBe(D);
    expect(a.every(Number.isFinite) && norm(a) > 0).toBe(true);
  });

  test("in whitened coordinates is what it is over whitened rows", async () => {
    // Rows with covariance far from I: z and labels those of X, the columns mixed.
    const mixed = X.map((_, k) => 2 * X[k] + (k % D === 0 ? 0 : 1.5 * X[k - 1]));
    const centered = mixed.map((value, k) => value - mean(mixed, k % D));
    const pass = passOver(designOf(centered, Y, D));
    const whitening = whiten(await ask(pass, { kind: "moments" }), D, 0.01);
    const whitened = Float64Array.from({ length: N * D }, (_, k) => {
      const i = Math.floor(k / D);
      return whitening.field(row(centered, D, i), 0)[k % D];
    });
    const there = await field.at(W, PHI, frameOf(whitened, Y, D));
    // Scoring has a ridge of 1e-8 in the coordinates of the rows.
    expectNear(await field.at(W, PHI, { pass, whitening }), there, name === "scoring" ? 1e-6 : 1e-9);
  });
});

function mean(x: Float64Array, j: number): number {
  return Array.from({ length: N }, (_, i) => x[i * D + j]).reduce((sum, value) => sum + value, 0) / N;
}

/**
 * |f(w + tv) − f(w) − t g·v| shrinks as t²: the slope of its logarithm, from t = 2⁻⁶ to t = 2⁻¹⁰. The most over several
 * v: along one of them the second and the third order may cancel.
 */
function taylorSlope(f: (w: Float64Array) => number, g: Float64Array): number {
  const directions = [3, 4, 5, 6, 7].map((seed) => unit(normals(seed, D)));
  const rest = (t: number) =>
    Math.max(...directions.map((v) => Math.abs(f(addScaled(W, t, v)) - f(W) - t * dot(g, v))));
  return Math.log2(rest(2 ** -6) / rest(2 ** -10)) / 4;
}

describe.each(["sigmoid", "tanh", "softplus", "probit", "gelu", "exponential", "cube"])(
  "fields that are gradients: %s",
  (name) => {
    const known: KnownLink = { link: { name, parameters: {} }, scale: 0.8, shift: -0.3 };
    const at = linkAt(links[name]());
    const m = (z: number) => at.value(0.8 * z - 0.3);
    const average = (term: (z: number, y: number) => number) => (w: Float64Array) =>
      indices(w).reduce((sum, z, i) => sum + term(z, Y[i]), 0) / N;

    test("surrogate: of the matching loss ∫₀ᶻ (m − y)", async () => {
      const { nodes, weights } = gaussLegendre(20);
      const area = (z: number) => nodes.reduce((sum, u, k) => sum + (weights[k] * z * m(((u + 1) * z) / 2)) / 2, 0);
      const g = await surrogate()(known).at(W, 0, FRAME);
      expect(
        taylorSlope(
          average((z, y) => area(z) - y * z),
          g,
        ),
      ).toBeCloseTo(2, 1);
    });

    test("squareLoss: half that of the square loss", async () => {
      const g = await squareLoss()(known).at(W, 0, FRAME);
      const loss = average((z, y) => (m(z) - y) ** 2);
      expect(
        taylorSlope(
          loss,
          g.map((value) => 2 * value),
        ),
      ).toBeCloseTo(2, 1);
      expect(taylorSlope(loss, g)).toBeLessThan(1.3); // without the factor the rest is of first order
    });

    test("smoothed: 1/2ρ of the gradient of the smoothed link's square loss, by quadrature", async () => {
      const rho = 1 - 2 * PHI * PHI;
      const tau = Math.sqrt(1 - rho * rho);
      const { nodes, weights } = gaussHermite(60);
      const through = (z: number) => nodes.reduce((sum, u, k) => sum + weights[k] * m(rho * z + tau * u), 0);
      const g = await smoothed()(known).at(W, PHI, FRAME);
      expect(
        taylorSlope(
          average((z, y) => (through(z) - y) ** 2),
          g.map((value) => 2 * rho * value),
        ),
      ).toBeCloseTo(2, 1);
    });
  },
);

test("smoothed at φ = 0 is the square loss's field", async () => {
  expect(await smoothed()(SIGMOID).at(W, 0, FRAME)).toEqual(await squareLoss()(SIGMOID).at(W, 0, FRAME));
});

describe("scoring", () => {
  const at = linkAt(links.sigmoid());
  const labels = Y.map((y) => (y > 0.4 ? 1 : 0));
  const pass = passOver(designOf(X, labels, D));
  const whitening = withIntercept(unwhitened(D));
  const known: KnownLink = { link: { name: "sigmoid", parameters: {} }, scale: 1, shift: 0 };
  const w = Float64Array.of(...W, -0.2);

  test.each([0, 1])("is H⁻¹g of a dense computation, square = %i", async (square) => {
    const size = D + 1;
    const [g, h] = [new Float64Array(size), new Float64Array(size * size)];
    for (let i = 0; i < N; i++) {
      const x = Float64Array.of(...row(X, D, i), 1);
      const z = dot(x, w);
      const slope = at.slope(z);
      const r = (at.value(z) - labels[i]) * (square === 1 ? slope : 1);
      for (let j = 0; j < size; j++) {
        g[j] += r * x[j];
        for (let k = 0; k < size; k++) h[j * size + k] += (square === 1 ? slope * slope : slope) * x[j] * x[k];
      }
    }
    const step = choleskySolve(cholesky(h, size) as Float64Array, size, g);
    expectNear(await scoring({ square, ridge: 0 })(known).at(w, 0, { pass, whitening }), step, 1e-11);
    // The default ridge of 1e-8 mean diagonals, times the condition of H, which is below 20.
    expectNear(await scoring({ square })(known).at(w, 0, { pass, whitening }), step, 2e-7);
  });

  test.each([
    [0, surrogate()(known)],
    [1, squareLoss()(known)],
  ] as const)("ends where the field vanishes, square = %i", async (square, field) => {
    const parts = { geometry: euclidean(), schedule: constant({ steps: 100 }), whitening, pass };
    // Gauss–Newton converges linearly where residuals are large: 100 steps.
    const iterates = await journey({ field: scoring({ square })(known), start: new Float64Array(D + 1), ...parts });
    const end = iterates[iterates.length - 1];
    expect(end.stop).toBe("converged");
    expect(norm(await field.at(end.w, 0, { pass, whitening }))).toBeLessThan(1e-9);
  });
});

/** Isotonic fit and slope by rows: every row carries its bin's values. */
function fitByRows(z: Float64Array, y: Float64Array, edges: Float64Array, delta: number) {
  const bin = Array.from(z, (value) => binOf(edges, value));
  const rows = Array.from({ length: edges.length + 1 }, (_, b) => bin.flatMap((other, i) => (other === b ? [i] : [])));
  const average = (values: Float64Array, of: number[]) => of.reduce((sum, i) => sum + values[i], 0) / of.length;
  const full = rows.flatMap((of, b) => (of.length > 0 ? [b] : []));
  const fitted = isotonicRegression(
    Float64Array.from(full, (b) => average(y, rows[b])),
    Float64Array.from(full, (b) => rows[b].length),
  );
  // An empty bin continues its left neighbor, so a jump sits at the left edge of a bin that is not empty.
  const slopeAt = (center: number) =>
    full.slice(1).reduce((sum, b, k) => {
      return sum + ((fitted[k + 1] - fitted[k]) * normalDensity((center - edges[b - 1]) / delta)) / delta;
    }, 0);
  const m = Float64Array.from(bin, (b) => fitted[full.indexOf(b)]);
  const slopes = full.map((b) => slopeAt(average(z, rows[b])));
  const h = Float64Array.from(bin, (b) => slopes[full.indexOf(b)]);
  return { m, h, rows: full.map((b) => rows[b]) };
}

test("plugIn is E[(m̂ − y) h x] with the fit and its smoothed slope at every row", async () => {
  const { m, h } = fitByRows(indices(W), Y, fieldEdges(N), Math.max(2 * PHI, 0.1));
  const g = new Float64Array(D);
  for (let i = 0; i < N; i++) for (let j = 0; j < D; j++) g[j] += ((m[i] - Y[i]) * h[i] * X[i * D + j]) / N;
  expectNear(await plugIn()(NO_LINK).at(W, PHI, FRAME), g, 1e-11);
});

describe("fittedSurrogate", () => {
  const IN_BINS = { exact: 0 };

  test.each([Infinity, 0.4])(
    "of few rows is E[(m̂ − y) x] with the fit row by row, slope at most %d",
    async (lipschitz) => {
      const z = indices(W).map((value) => Math.round(10 * value) / 10); // ties share a knot
      const x = Float64Array.from(z);
      const { knots, values } = lipschitzIsotonic(z, Y, lipschitz);
      expect(knots.length).toBeLessThan(N / 2);
      const g = z.reduce((sum, value, i) => sum + ((values[knots.indexOf(value)] - Y[i]) * value) / N, 0);
      const one = Float64Array.of(1);
      expectNear(await fittedSurrogate({ lipschitz })(NO_LINK).at(one, 0, frameOf(x, Y, 1)), Float64Array.of(g), 1e-11);
      expect(await fittedSurrogate({ lipschitz, exact: N - 1 })(NO_LINK).at(one, 0, frameOf(x, Y, 1))).toEqual(
        await fittedSurrogate({ lipschitz, ...IN_BINS })(NO_LINK).at(one, 0, frameOf(x, Y, 1)),
      );
    },
  );

  test("in bins is E[(m̂ − y) x] with the isotonic fit of them, at any length of w", async () => {
    const { m } = fitByRows(indices(W), Y, fieldEdges(N), 1);
    const g = new Float64Array(D);
    for (let i = 0; i < N; i++) for (let j = 0; j < D; j++) g[j] += ((m[i] - Y[i]) * X[i * D + j]) / N;
    expectNear(await fittedSurrogate(IN_BINS)(NO_LINK).at(W, 0, FRAME), g, 1e-11);
    // Powers of two rescale bins and rows without rounding.
    expectNear(
      await fittedSurrogate(IN_BINS)(NO_LINK).at(
        W.map((value) => 8 * value),
        0,
        FRAME,
      ),
      g,
      1e-11,
    );
  });

  test("in bins, with a Lipschitz bound, takes the bounded fit of the bins", async () => {
    const z = indices(W);
    const { rows } = fitByRows(z, Y, fieldEdges(N), 1);
    const average = (values: Float64Array, of: number[]) => of.reduce((sum, i) => sum + values[i], 0) / of.length;
    const centers = Float64Array.from(rows, (of) => average(z, of));
    const lipschitz = 0.4;
    const { values } = lipschitzIsotonic(
      centers,
      Float64Array.from(rows, (of) => average(Y, of)),
      lipschitz,
      Float64Array.from(rows, (of) => of.length),
    );
    expect(
      values.some((value, k) => k > 0 && value - values[k - 1] > 0.999 * lipschitz * (centers[k] - centers[k - 1])),
    ).toBe(true);
    const g = new Float64Array(D);
    for (const [k, of] of rows.entries()) {
      for (const i of of) for (let j = 0; j < D; j++) g[j] += ((values[k] - Y[i]) * X[i * D + j]) / N;
    }
    expectNear(await fittedSurrogate({ lipschitz, ...IN_BINS })(NO_LINK).at(W, 0, FRAME), g, 1e-9);
  });
});

test("hermiteDegree is −c √k E[y He_{k−1}(z) x]", async () => {
  for (const [degree, coefficient] of [
    [1, 1],
    [2, -0.7],
    [5, 0.3],
  ]) {
    const g = new Float64Array(D);
    indices(W).forEach((z, i) => {
      const weight = -coefficient * Math.sqrt(degree) * Y[i] * hermite(degree - 1, z);
      for (let j = 0; j < D; j++) g[j] += (weight * X[i * D + j]) / N;
    });
    expectNear(await hermiteDegree({ degree, coefficient })(NO_LINK).at(W, 0, FRAME), g, 1e-11);
  }
});

describe("spectral", () => {
  test("is minus the top right singular vector of the bins' moments, by a dense decomposition", async () => {
    const z = indices(W);
    const count = Math.ceil(7.4 / PHI);
    const inside = (value: number, b: number) =>
      (b === 0 || value >= -3.7 + (7.4 * (b - 1)) / count) && (b > count || value < -3.7 + (7.4 * b) / count);
    const rows: number[] = [];
    for (let b = 0; b <= count + 1; b++) {
      const of = [...z.keys()].filter((i) => inside(z[i], b));
      if (of.length < 10) continue;
      const label = of.reduce((sum, i) => sum + Y[i], 0) / of.length;
      const moment = new Float64Array(D);
      for (const i of of) {
        const tangent = addScaled(row(X, D, i), -z[i], W);
        for (let j = 0; j < D; j++) moment[j] += ((Y[i] - label) * tangent[j]) / N;
      }
      rows.push(...moment.map((value) => value / Math.sqrt(of.length / N)));
    }
    const k = rows.length / D;
    const s = Float64Array.from(rows);
    const { v } = thinSvd(s, k, D);
    const top = Float64Array.from({ length: D }, (_, j) => v[j * Math.min(k, D)]);
    const profile = Array.from({ length: k }, (_, b) => dot(row(s, D, b), top));
    const sign = profile.reduce((sum, h) => sum + h * Math.abs(h), 0) >= 0 ? -1 : 1;
    const g = await spectral()(NO_LINK).at(W, PHI, FRAME);
    expectNear(
      g,
      top.map((value) => sign * value),
      1e-9,
    );
    expect(Math.abs(dot(g, W))).toBeLessThan(1e-12);
    // Its negative points at the target: the sign is that of a rising link.
    expect(dot(g, TARGET)).toBeLessThan(0);
  });

  test("without a bin of enough rows there is no direction", async () => {
    expect(norm(await spectral({ least: N })(NO_LINK).at(W, PHI, FRAME))).toBe(0);
  });
});

describe("plugInScoring", () => {
  test("is (H + ridge)⁻¹g of a dense computation with x partialled out", async () => {
    const z = indices(W);
    const { h, rows } = fitByRows(z, Y, fieldEdges(N), widthFor(N));
    const [g, information] = [new Float64Array(D), new Float64Array(D * D)];
    for (const of of rows) {
      const label = of.reduce((sum, i) => sum + Y[i], 0) / of.length;
      const middle = new Float64Array(D);
      for (const i of of) for (let j = 0; j < D; j++) middle[j] += X[i * D + j] / of.length;
      for (const i of of) {
        const aside = addScaled(row(X, D, i), -1, middle);
        for (let j = 0; j < D; j++) {
          g[j] += (label - Y[i]) * h[i] * aside[j];
          for (let k = 0; k < D; k++) information[j * D + k] += h[i] ** 2 * aside[j] * aside[k];
        }
      }
    }
    const eigenvalue = Array.from({ length: D }, (_, j) => information[j * (D + 1)]).reduce((a, b) => a + b) / D;
    for (let j = 0; j < D; j++) {
      for (let k = 0; k < D; k++) information[j * D + k] += eigenvalue * (W[j] * W[k] + (j === k ? 1e-3 : 0));
    }
    const step = choleskySolve(cholesky(information, D) as Float64Array, D, g);
    expectNear(await plugInScoring()(NO_LINK).at(W, PHI, FRAME), step, 1e-9);
  });

  test("stays at w* on clean data whose x is far from Gaussian, where it lands from 20° off", async () => {
    const [n, d] = [20_000, 4];
    const stream = new RandomStream(8);
    // Exponential columns, independent: E[x | z] is no line in z.
    const x = Float64Array.from({ length: n * d }, () => -Math.log(1 - stream.uniform()) - 1);
    const noise = normals(9, n).map((value) => 0.1 * value);
    const y = noise.map((value, i) => Math.tanh(2 * dot(row(x, d, i), TARGET)) + value);
    const frame = frameOf(x, y, d);
    const field: Field = plugInScoring()(NO_LINK);
    const tangent = (w: Float64Array, g: Float64Array) => norm(sphere().project(w, g));
    // The statistical error: √(3/n) × noise over the slope's root mean square (about 1), .0012; measured .0016.
    expect(tangent(TARGET, await field.at(TARGET, 0, frame))).toBeLessThan(0.005);
    const off = unit(addScaled(TARGET, 0.36, unit(sphere().project(TARGET, W))));
    const parts = { field, geometry: sphere(), schedule: constant({ steps: 12, longest: 0.3 }), start: off };
    const iterates = await journey({ ...parts, ...frame });
    expect(norm(addScaled(iterates[iterates.length - 1].w, -1, TARGET))).toBeLessThan(0.005);
  });

  test("a flat fit leaves nothing to do", async () => {
    expect(await plugInScoring()(NO_LINK).at(W, 0, frameOf(X, new Float64Array(N), D))).toEqual(new Float64Array(D));
  });
});

/** Places of a neuron's plane where the gradient of its loss vanishes. */
import { type Chart, gridOf, neuronAt } from "./neuron.ts";
import type { Terrain } from "./terrain.ts";

export interface Stationary {
  readonly a: number;
  readonly b: number;
  readonly kind: "minimum" | "saddle" | "maximum";
  /** Σ ω (σ(w·x) − y)² there. */
  readonly loss: number;
}

/** The second differences of a Hessian are taken over this share of a cell. */
const STEP = 0.05;
/** What is found twice, in cells. */
const SAME = 0.5;

/**
 * All that a grid shows: the gradient turns once around each simple zero, and so around the cell that has one (one way
 * around minima and maxima, the other around saddles). Each is then refined by Newton's method and classified by the
 * curvatures there; a place at a kink of the gradient, on which Newton's method does not settle, is not listed. A flat
 * place, whose gradient is 0 all over, has none. The loss over the chart must be that of the plane
 * u, v with orthonormal u and v.
 */
export async function stationaryPoints(
  terrain: Terrain,
  chart: Chart,
  a: readonly number[],
  b: readonly number[],
): Promise<Stationary[]> {
  const [u, v] = [chart(1, 0), chart(0, 1)];
  const slopes = async (places: readonly (readonly [number, number])[]) => {
    const points = await neuronAt(
      terrain,
      places.map(([x, y]) => chart(x, y)),
    );
    return points.map(({ g, loss }) => ({ loss, x: 2 * along(g, u), y: 2 * along(g, v) }));
  };
  const grid = await neuronAt(terrain, gridOf(chart, a, b));
  const slope = grid.map(({ g }) => [along(g, u), along(g, v)] as const);
  const size = Math.max(a[1] - a[0], b[1] - b[0]);
  const found: Stationary[] = [];
  for (let j = 0; j + 1 < b.length; j++) {
    for (let i = 0; i + 1 < a.length; i++) {
      const corners = [j * a.length + i, j * a.length + i + 1, (j + 1) * a.length + i + 1, (j + 1) * a.length + i];
      if (turns(corners.map((k) => slope[k])) === 0) continue;
      const point = await refined(slopes, (a[i] + a[i + 1]) / 2, (b[j] + b[j + 1]) / 2, size);
      if (point === undefined) continue;
      const known = found.some((other) => distance(other, point) < SAME * size);
      if (!known) found.push(point);
    }
  }
  return found;
}

const along = (g: Float64Array, u: Float64Array): number => g.reduce((sum, value, i) => sum + value * u[i], 0);

const distance = (p: Stationary, q: Stationary): number =>
  Math.sqrt((p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));

/** How often a gradient turns around as one goes around a cell, by the quarters of the plane that it passes. */
function turns(slopes: readonly (readonly [number, number])[]): number {
  if (slopes.some(([x, y]) => x === 0 && y === 0)) return 0;
  let quarters = 0;
  slopes.forEach((from, k) => {
    const to = slopes[(k + 1) % slopes.length];
    const [f, t] = [quarter(from), quarter(to)];
    const step = (t - f + 4) % 4;
    const cross = from[0] * to[1] - from[1] * to[0];
    if (step === 1) quarters += 1;
    else if (step === 3) quarters -= 1;
    else if (step === 2) quarters += cross > 0 ? 2 : -2;
  });
  return quarters / 4;
}

const quarter = ([x, y]: readonly [number, number]): number => (y >= 0 ? (x >= 0 ? 0 : 1) : x < 0 ? 2 : 3);

interface Slope {
  readonly loss: number;
  readonly x: number;
  readonly y: number;
}

/** Newton's method on the gradient, differences for its slopes. Undefined where it leaves for good. */
async function refined(
  slopes: (places: readonly (readonly [number, number])[]) => Promise<Slope[]>,
  a: number,
  b: number,
  size: number,
): Promise<Stationary | undefined> {
  let [x, y] = [a, b];
  const h = STEP * size;
  for (let step = 0; step < 20; step++) {
    const [here, right, left, up, down] = await slopes([
      [x, y],
      [x + h, y],
      [x - h, y],
      [x, y + h],
      [x, y - h],
    ]);
    const [xx, yy] = [(right.x - left.x) / (2 * h), (up.y - down.y) / (2 * h)];
    const xy = ((right.y - left.y) / (2 * h) + (up.x - down.x) / (2 * h)) / 2;
    const determinant = xx * yy - xy * xy;
    if (determinant === 0) return undefined;
    const dx = (yy * here.x - xy * here.y) / determinant;
    const dy = (xx * here.y - xy * here.x) / determinant;
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length < 1e-6 * size || step === 19) {
      const kind = determinant < 0 ? "saddle" : xx + yy > 0 ? "minimum" : "maximum";
      return length < SAME * size ? { a: x, b: y, kind, loss: here.loss } : undefined;
    }
    // No further than half a cell: beyond it the slopes at hand say nothing.
    const share = Math.min(1, (SAME * size) / length);
    x -= share * dx;
    y -= share * dy;
    if (Math.abs(x - a) > 2 * size || Math.abs(y - b) > 2 * size) return undefined;
  }
  return undefined;
}

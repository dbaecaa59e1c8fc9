/**
 * The dynamic program of slope-bounded isotonic regression (boundedIsotonic.ts).
 *
 * Let Fᵢ(v) be the least cost of the points 1 … i with vᵢ = v. Its derivative F′ (halved here) is increasing and
 * piecewise linear with its zero at mᵢ. A gap g shifts the part left of the zero by lo·g, the part right of it by hi·g,
 * and leaves a flat piece between; the next point adds w(v − y), and the zero moves past some bends to its new place.
 * Backwards, vᵢ is mᵢ clipped to what v_{i+1} allows.
 *
 * The zero passes a few bends a point on noisy labels, about n^½ on adversarial ones (alternating, say).
 */
import type { OrderedPoints } from "./ties.ts";

/** The least and the greatest slope. */
export type Slopes = readonly [lo: number, hi: number];

/**
 * The values at points in order that are nearest to y with slopes in [lo, hi], starting from the pin where there is
 * one; no point lies left of it.
 */
export function slopeProgram(
  { z, y, weights }: OrderedPoints,
  [lo, hi]: Slopes,
  pin?: readonly [number, number],
): Float64Array {
  const n = z.length;
  const zeros = new Float64Array(n);
  if (n === 0) return zeros;
  const [slope, force] = pin === undefined ? [weights[0], 0] : [0, Infinity];
  const left = new Side(2 * n, slope, force);
  const right = new Side(2 * n, slope, force);
  let zero = pin === undefined ? y[0] : pin[1];
  let start = pin === undefined ? z[0] : pin[0];
  zeros[0] = zero;
  for (let i = pin === undefined ? 1 : 0; i < n; i++) {
    const gap = z[i] - start;
    start = z[i];
    left.offset += lo * gap;
    right.offset += hi * gap;
    const from = zero + lo * gap;
    const to = zero + hi * gap;
    left.push(from, left.slope, left.force);
    right.push(to, right.slope, right.force);
    if (y[i] < from) zero = settle(left, right, -1, weights[i], from - y[i]);
    else if (y[i] > to) zero = settle(right, left, 1, weights[i], y[i] - to);
    else {
      zero = y[i];
      left.slope = right.slope = weights[i];
      left.force = right.force = 0;
    }
    zeros[i] = zero;
  }
  for (let i = n - 2; i >= 0; i--) {
    const gap = z[i + 1] - z[i];
    zeros[i] = Math.min(Math.max(zeros[i], zeros[i + 1] - hi * gap), zeros[i + 1] - lo * gap);
  }
  return zeros;
}

/**
 * Finds the new zero of F′ after a point of weight w was added at a distance beyond the flat piece: outwards on the
 * near side, handing every bend it passes to the far side.
 */
function settle(near: Side, far: Side, outwards: -1 | 1, w: number, distance: number): number {
  let pull = w * distance;
  let slope = w;
  for (;;) {
    const { position, bend, jump } = near;
    near.size--;
    if (pull <= jump) {
      near.slope = slope + bend;
      near.force = jump - pull;
      far.slope = slope;
      far.force = pull;
      return position;
    }
    far.push(position, -bend, jump);
    pull -= jump;
    // Never below w, which the new point adds everywhere; rounding may say otherwise.
    slope = Math.max(slope + bend, w);
    const room = near.size === 0 ? Infinity : outwards * (near.position - position);
    if (pull <= slope * room) {
      near.slope = far.slope = slope;
      near.force = far.force = 0;
      return position + (outwards * pull) / slope;
    }
    pull -= slope * room;
  }
}

/** F′ on one side of its zero: its bends, the nearest on top, and how it starts out from the zero. */
class Side {
  /** Slope of F′ next to the zero. */
  slope: number;
  /** |F′| next to the zero: beyond 0 where F′ jumps there. */
  force: number;
  /** What all positions have been shifted by since the start; they are stored without it. */
  offset = 0;
  size = 0;
  readonly #positions: Float64Array;
  /** By how much the slope of F′ grows at a bend on the way outwards. */
  readonly #bends: Float64Array;
  /** By how much |F′| jumps at a bend on the way outwards. */
  readonly #jumps: Float64Array;

  constructor(capacity: number, slope: number, force: number) {
    this.slope = slope;
    this.force = force;
    this.#positions = new Float64Array(capacity);
    this.#bends = new Float64Array(capacity);
    this.#jumps = new Float64Array(capacity);
  }

  push(position: number, bend: number, jump: number): void {
    this.#positions[this.size] = position - this.offset;
    this.#bends[this.size] = bend;
    this.#jumps[this.size++] = jump;
  }

  get position(): number {
    return this.#positions[this.size - 1] + this.offset;
  }

  get bend(): number {
    return this.#bends[this.size - 1];
  }

  get jump(): number {
    return this.#jumps[this.size - 1];
  }
}

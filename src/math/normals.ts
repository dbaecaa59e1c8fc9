/**
 * Normal numbers by the ziggurat method (MarsagliaT2000): the area under f(x) = e^{−x²/2} is covered by 256 layers of
 * equal area. A point in a random layer is under f almost always, and its x is then a draw.
 *
 * Layer i > 0 is the rectangle of width xᵢ between the heights f(xᵢ) and f(xᵢ₊₁); layer 0 is the rest, a rectangle
 * below f(r), r = x₁, with the tail beyond r. As Doornik2005 advises, the layer and the place in it come from bits of
 * their own, and the place has all the bits that a double can hold.
 */
import { exp, ln } from "./elementary.ts";
import { normalDistribution } from "./normal.ts";
import type { Xoshiro } from "./xoshiro.ts";

const LAYERS = 256;
/** The r for which 256 layers of equal area end at height 1. */
const R = 3.6541528853610088;
const ROOT_TWO_PI = 2.5066282746310002;
const TWO_TO_MINUS_53 = 1 / 0x20000000000000;

const density = (x: number): number => exp(-0.5 * x * x);

export interface Ziggurat {
  /** x₀ … x₂₅₆, falling from the width that layer 0 would have as a rectangle to 0. */
  readonly edges: Float64Array;
  /** f at the edges. */
  readonly heights: Float64Array;
}

export const ziggurat: Ziggurat = build();

function build(): Ziggurat {
  const area = R * density(R) + ROOT_TWO_PI * normalDistribution(-R);
  const edges = new Float64Array(LAYERS + 1);
  edges[0] = area / density(R);
  edges[1] = R;
  for (let i = 1; i < LAYERS - 1; i++) edges[i + 1] = Math.sqrt(-2 * ln(area / edges[i] + density(edges[i])));
  return { edges, heights: edges.map(density) };
}

const { edges, heights } = ziggurat;

/** The next normal number of a generator. */
export function normalFrom(generator: Xoshiro): number {
  for (;;) {
    generator.next();
    // Eight bits choose the layer; 54 others are j, uniform on −2⁵³ … 2⁵³ − 1.
    const layer = generator.low & 255;
    const j = generator.high * 0x400000 + (generator.low >>> 10);
    const x = j * TWO_TO_MINUS_53 * edges[layer];
    if (Math.abs(x) < edges[layer + 1]) return x;
    if (layer === 0) return tail(generator, x < 0);
    const rise = heights[layer + 1] - heights[layer];
    if (heights[layer] + uniformFrom(generator) * rise < density(x)) return x;
  }
}

/** A draw beyond r (Marsaglia1964): an exponential step past r of rate r, kept with probability e^{−step²/2}. */
function tail(generator: Xoshiro, negative: boolean): number {
  for (;;) {
    const past = -ln(1 - uniformFrom(generator)) / R;
    const other = -ln(1 - uniformFrom(generator));
    if (2 * other > past * past) return negative ? -(R + past) : R + past;
  }
}

/** Uniform on [0, 1), a multiple of 2⁻⁵³: the upper 53 bits of the next output. */
export function uniformFrom(generator: Xoshiro): number {
  generator.next();
  return ((generator.high >>> 0) * 0x200000 + (generator.low >>> 11)) * TWO_TO_MINUS_53;
}

/** Seeded random streams: the same seed gives the same numbers in every engine and on any number of threads. */
import { UsageError } from "../errors.ts";
import { normalFrom, uniformFrom } from "./normals.ts";
import { randomKernel } from "./randomKernel.ts";
import { splitmixState, Xoshiro } from "./xoshiro.ts";

const TWO_TO_32 = 0x100000000;
const TWO_TO_53 = 0x20000000000000;

/** From so many numbers on, a call of the kernel is worth its while. */
const MANY = 32;

/**
 * A stream of random numbers (xoshiro256++ seeded by splitmix64). Work that is split over chunks gives chunk k the
 * stream `jumped(k)`; streams of one seed are 2¹²⁸ steps apart and never meet.
 *
 * @throws UsageError unless the seed is an integer from 0 to 2⁵³ − 1.
 *
 * @example
 * const random = new RandomStream(1);
 * random.uniform(); // 0.8116121588818848
 * random.below(6); // 0, 1, … or 5
 */
export class RandomStream {
  readonly #generator: Xoshiro;

  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new UsageError({
        where: "seed",
        what: "not a seed",
        got: seed,
        would: "give an integer from 0 to 9007199254740991",
      });
    }
    this.#generator = new Xoshiro(splitmixState(seed));
  }

  /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number {
    return uniformFrom(this.#generator);
  }

  /** N(0, 1). */
  normal(): number {
    return normalFrom(this.#generator);
  }

  /** The numbers that n calls of `normal` would give, several times faster. */
  normals(n: number): Float64Array {
    const out = new Float64Array(n);
    this.fillNormals(out);
    return out;
  }

  /** The same, into an array. */
  fillNormals(out: Float64Array): void {
    const kernel = out.length < MANY ? undefined : randomKernel();
    if (kernel !== undefined) kernel.normals(this.#generator, out);
    else for (let i = 0; i < out.length; i++) out[i] = normalFrom(this.#generator);
  }

  /** Uniform on 0, …, n − 1, without bias. */
  below(n: number): number {
    if (!Number.isSafeInteger(n) || n < 1) {
      throw new UsageError({ where: "below", what: "not a positive integer", got: n });
    }
    return n < TWO_TO_32 ? this.#belowWord(n) : this.#belowMany(n);
  }

  /**
   * The high word of the product u·n with a 32-bit draw u, of n < 2³² (Lemire2019). Of the low words those below
   * 2³² mod n would come once too often: they are drawn again. Few need that division.
   */
  #belowWord(n: number): number {
    const generator = this.#generator;
    for (;;) {
      generator.next();
      const u = generator.high >>> 0;
      const low = Math.imul(u, n) >>> 0;
      // u·n = (u·⌊n/2¹⁶⌋)·2¹⁶ + u·(n mod 2¹⁶), every product below 2⁴⁸ and exact.
      if (low >= n || low >= TWO_TO_32 % n) {
        return Math.floor((u * (n >>> 16) + Math.floor((u * (n & 0xffff)) / 0x10000)) / 0x10000);
      }
    }
  }

  /** A draw of 53 bits modulo n; those beyond the last whole multiple of n are drawn again. */
  #belowMany(n: number): number {
    const end = TWO_TO_53 - (TWO_TO_53 % n);
    for (;;) {
      const draw = this.uniform() * TWO_TO_53;
      if (draw < end) return draw % n;
    }
  }

  /** True with probability p. */
  bernoulli(p: number): boolean {
    return this.uniform() < p;
  }

  /** The integers 0, …, n − 1 in random order, all n! orders alike (Fisher–Yates). */
  permutation(n: number): Int32Array {
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    const kernel = n < MANY ? undefined : randomKernel();
    if (kernel !== undefined) kernel.places(this.#generator, n, (places, top) => swap(order, places, top));
    else for (let i = n - 1; i > 0; i--) swap(order, Int32Array.of(this.#belowWord(i + 1)), i);
    return order;
  }

  /** Moves this stream 2¹²⁸ steps ahead. */
  jump(): void {
    this.#generator.jump();
  }

  /** A new stream k jumps ahead of this one, which stays where it is. Costs k times 256 steps. */
  jumped(k: number): RandomStream {
    const ahead = this.clone();
    for (let jump = 0; jump < k; jump++) ahead.jump();
    return ahead;
  }

  /** A new stream that will give the same numbers as this one. */
  clone(): RandomStream {
    const copy = new RandomStream(0);
    copy.#generator.state.set(this.#generator.state);
    return copy;
  }
}

/** Swaps entry top − k with entry places[k], one after another. */
function swap(order: Int32Array, places: Int32Array, top: number): void {
  for (let k = 0; k < places.length; k++) {
    const i = top - k;
    const j = places[k];
    const entry = order[i];
    order[i] = order[j];
    order[j] = entry;
  }
}

/** Seeded random streams: the same seed gives the same numbers in every engine and on any number of threads. */
import { UsageError } from "../errors.ts";
import { normalQuantile } from "./normal.ts";
import { splitmixState, Xoshiro } from "./xoshiro.ts";

const TWO_TO_53 = 0x20000000000000;

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

  /** An integer of the upper 53 bits of an output: uniform on 0, …, 2⁵³ − 1. */
  #bits53(): number {
    const generator = this.#generator;
    generator.next();
    return generator.high * 0x200000 + (generator.low >>> 11);
  }

  /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number {
    return this.#bits53() / TWO_TO_53;
  }

  /** N(0, 1) by inversion, one step a number: Φ⁻¹ at the midpoint of one of 2⁵² equal cells, hence never ±∞. */
  normal(): number {
    const cell = Math.floor(this.#bits53() / 2);
    return normalQuantile((2 * cell + 1) / TWO_TO_53);
  }

  /** Uniform on 0, …, n − 1, without bias: draws beyond the last whole multiple of n are drawn again. */
  below(n: number): number {
    if (!Number.isSafeInteger(n) || n < 1) {
      throw new UsageError({ where: "below", what: "not a positive integer", got: n });
    }
    const end = TWO_TO_53 - (TWO_TO_53 % n);
    let draw = this.#bits53();
    while (draw >= end) draw = this.#bits53();
    return draw % n;
  }

  /** True with probability p. */
  bernoulli(p: number): boolean {
    return this.uniform() < p;
  }

  /** The integers 0, …, n − 1 in random order, all n! orders alike (Fisher–Yates). */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
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

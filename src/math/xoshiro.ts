/**
 * The generator xoshiro256++ (BlackmanVigna2021): 256 bits of state, period 2²⁵⁶ − 1, jumps of 2¹²⁸ steps.
 *
 * The 64-bit words are kept as halves of 32 bits, on which bit operations are exact and fast in every engine.
 */

/** The characteristic polynomial of 2¹²⁸ steps, lowest word first, each word as its low and high half. */
const JUMP = Uint32Array.of(
  0x3cfd0aba,
  0x180ec6d3,
  0xf0c9392c,
  0xd5a61266,
  0xe03fc9aa,
  0xa9582618,
  0x29b1661c,
  0x39abdc45,
);

/** The carry of a + b = sum, from the upper bits: a comparison would be a branch that nobody can foretell. */
const carry = (a: number, b: number, sum: number): number => ((a & b) | ((a | b) & ~sum)) >>> 31;

export class Xoshiro {
  /** The words s₀ … s₃, each as its low and its high half. */
  readonly state: Uint32Array;
  /** The same bits as signed integers, in which engines count faster. */
  readonly #signed: Int32Array;
  /** The halves of the last output, as signed integers. */
  low = 0;
  high = 0;

  constructor(state: Uint32Array) {
    this.state = Uint32Array.from(state);
    this.#signed = new Int32Array(this.state.buffer);
  }

  /** One step; the output is left in `low` and `high`. */
  next(): void {
    const s = this.#signed;
    const low0 = s[0];
    const high0 = s[1];
    const low1 = s[2];
    const high1 = s[3];
    // The output rotl(s₀ + s₃, 23) + s₀, the carries from the low halves to the high ones.
    const lowSum = (low0 + s[6]) | 0;
    const highSum = (high0 + s[7] + carry(low0, s[6], lowSum)) | 0;
    const rotated = (lowSum << 23) | (highSum >>> 9);
    const low = (rotated + low0) | 0;
    this.low = low;
    this.high = (((highSum << 23) | (lowSum >>> 9)) + high0 + carry(rotated, low0, low)) | 0;
    // s₂ ^= s₀, s₃ ^= s₁, s₁ ^= s₂, s₀ ^= s₃, s₂ ^= s₁ << 17 (the old s₁), s₃ = rotl(s₃, 45).
    const low2 = s[4] ^ low0;
    const high2 = s[5] ^ high0;
    const low3 = s[6] ^ low1;
    const high3 = s[7] ^ high1;
    s[2] = low1 ^ low2;
    s[3] = high1 ^ high2;
    s[0] = low0 ^ low3;
    s[1] = high0 ^ high3;
    s[4] = low2 ^ (low1 << 17);
    s[5] = high2 ^ ((high1 << 17) | (low1 >>> 15));
    s[6] = (high3 << 13) | (low3 >>> 19);
    s[7] = (low3 << 13) | (high3 >>> 19);
  }

  /** 2¹²⁸ steps at once. */
  jump(): void {
    const sum = new Uint32Array(8);
    for (let bit = 0; bit < 256; bit++) {
      if ((JUMP[bit >>> 5] >>> (bit & 31)) & 1) for (let k = 0; k < 8; k++) sum[k] ^= this.state[k];
      this.next();
    }
    this.state.set(sum);
  }
}

/**
 * Four words of splitmix64 (Steele2014), the seeding its authors recommend: neighboring seeds give unrelated states.
 * Done once a stream, so in BigInt, where the formula can be read.
 */
export function splitmixState(seed: number): Uint32Array {
  const state = new Uint32Array(8);
  let counter = BigInt(seed);
  for (let word = 0; word < 4; word++) {
    counter = BigInt.asUintN(64, counter + 0x9e3779b97f4a7c15n);
    let x = counter;
    x = BigInt.asUintN(64, (x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
    x = BigInt.asUintN(64, (x ^ (x >> 27n)) * 0x94d049bb133111ebn);
    x ^= x >> 31n;
    state[2 * word] = Number(x & 0xffffffffn);
    state[2 * word + 1] = Number(x >> 32n);
  }
  return state;
}

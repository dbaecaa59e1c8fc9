import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { normalDistribution } from "../../src/math/normal.ts";
import { RandomStream } from "../../src/math/random.ts";
import { splitmixState, Xoshiro } from "../../src/math/xoshiro.ts";

const MASK = (1n << 64n) - 1n;
const rotated = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (64n - k))) & MASK;

/** xoshiro256++ as its authors write it, on BigInt: the state moves on, the output is returned. */
function step(s: bigint[]): bigint {
  const output = (rotated((s[0] + s[3]) & MASK, 23n) + s[0]) & MASK;
  const t = (s[1] << 17n) & MASK;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotated(s[3], 45n);
  return output;
}

const wide = (halves: Uint32Array): bigint[] =>
  [0, 1, 2, 3].map((word) => BigInt(halves[2 * word]) | (BigInt(halves[2 * word + 1]) << 32n));
const narrow = (words: bigint[]): Uint32Array =>
  Uint32Array.from(words.flatMap((word) => [Number(word & 0xffffffffn), Number(word >> 32n)]));
const output = (generator: Xoshiro): bigint => {
  generator.next();
  return (BigInt(generator.high >>> 0) << 32n) | BigInt(generator.low >>> 0);
};

describe("splitmix64", () => {
  test("gives the published outputs for seed 1234567", () => {
    expect(wide(splitmixState(1234567))).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
    ]);
  });

  test("takes the largest safe integer whole", () => {
    expect(splitmixState(2 ** 53 - 1)).not.toEqual(splitmixState(2 ** 53 - 2));
    expect(splitmixState(2 ** 32)).not.toEqual(splitmixState(0));
  });
});

describe("xoshiro256++", () => {
  test("gives the published outputs for the state 1, 2, 3, 4", () => {
    const generator = new Xoshiro(narrow([1n, 2n, 3n, 4n]));
    const outputs = Array.from({ length: 10 }, () => output(generator));
    expect(outputs).toEqual([
      41943041n,
      58720359n,
      3588806011781223n,
      3591011842654386n,
      9228616714210784205n,
      9973669472204895162n,
      14011001112246962877n,
      12406186145184390807n,
      15849039046786891736n,
      10450023813501588000n,
    ]);
  });

  test("is the BigInt generator, step for step", () => {
    const generator = new Xoshiro(splitmixState(99));
    const reference = wide(splitmixState(99));
    for (let i = 0; i < 10_000; i++) {
      const wanted = step(reference);
      if (output(generator) !== wanted) expect.fail(`step ${i} differs`);
    }
    expect(wide(generator.state)).toEqual(reference);
  });

  // A step is linear over GF(2), so 2¹²⁸ steps are its 256×256 matrix squared 128 times: no constant of the jump is
  // taken on trust. A state is one integer of 256 bits; column k of a matrix is the image of bit k.
  test("a jump is 2¹²⁸ steps", () => {
    const join = (words: bigint[]): bigint => words.reduce((all, word, k) => all | (word << BigInt(64 * k)), 0n);
    const split = (state: bigint): bigint[] => [0n, 64n, 128n, 192n].map((shift) => (state >> shift) & MASK);
    const apply = (columns: bigint[], state: bigint): bigint => {
      const bits = state.toString(2);
      let image = 0n;
      for (let k = 0; k < bits.length; k++) if (bits[bits.length - 1 - k] === "1") image ^= columns[k];
      return image;
    };
    let columns = Array.from({ length: 256 }, (_, k) => {
      const words = split(1n << BigInt(k));
      step(words);
      return join(words);
    });
    for (let square = 0; square < 128; square++) columns = columns.map((column) => apply(columns, column));

    const generator = new Xoshiro(splitmixState(5));
    const wanted = apply(columns, join(wide(generator.state)));
    generator.jump();
    expect(join(wide(generator.state))).toBe(wanted);
  });
});

describe("RandomStream", () => {
  const draws = (random: RandomStream): number[] => Array.from({ length: 20 }, () => random.uniform());

  test("uniform is the upper 53 bits of the output over 2⁵³", () => {
    const random = new RandomStream(3);
    const reference = wide(splitmixState(3));
    for (let i = 0; i < 100; i++) expect(random.uniform()).toBe(Number(step(reference) >> 11n) / 2 ** 53);
  });

  test("a clone goes its own way, jumped leaves the stream unmoved", () => {
    const random = new RandomStream(8);
    random.normal();
    const [clone, ahead] = [random.clone(), random.jumped(2)];
    const first = draws(random);
    expect(draws(clone)).toEqual(first);
    const moved = new RandomStream(8);
    moved.normal();
    moved.jump();
    moved.jump();
    expect(draws(ahead)).toEqual(draws(moved));
    expect(draws(new RandomStream(8).jumped(0))).toEqual(draws(new RandomStream(8)));
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53, Infinity])("refuses the seed %s", (seed) => {
    expect(() => new RandomStream(seed)).toThrow(UsageError);
  });

  test.each([0, -3, 1.5, 2 ** 53])("below refuses %s", (n) => {
    expect(() => new RandomStream(1).below(n)).toThrow(UsageError);
  });

  // u·n = high·2³² + low with a 32-bit u: high is the draw, unless low < 2³² mod n.
  test.each([1, 2, 7, 2 ** 16, 2 ** 16 + 1, 3 * 2 ** 30, 2 ** 31 + 1, 2 ** 32 - 1])("below(%s) is Lemire's", (n) => {
    const random = new RandomStream(4);
    const reference = wide(splitmixState(4));
    for (let i = 0; i < 1000; i++) {
      let product = 0n;
      do product = (step(reference) >> 32n) * BigInt(n);
      while ((product & 0xffffffffn) < 2n ** 32n % BigInt(n));
      expect(random.below(n)).toBe(Number(product >> 32n));
    }
  });

  test("fillNormals fills what it is given", () => {
    const out = new Float64Array(100);
    new RandomStream(4).fillNormals(out.subarray(10, 90));
    expect([...out.subarray(0, 10), ...out.subarray(90)].every((value) => value === 0)).toBe(true);
    expect(out.subarray(10, 90)).toEqual(new RandomStream(4).normals(80));
  });

  // Seed 11, 10⁵ draws. The standard errors of the first four moments of N(0, 1) are 1, √2, √15, √96 over √n; four of
  // them are left: 1 in 16 000 seeds would fail one of the four.
  test("normals have the moments of N(0, 1)", () => {
    const random = new RandomStream(11);
    const n = 1e5;
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = random.normal();
      [z, z * z, z ** 3, z ** 4].forEach((power, k) => (sums[k] += power));
    }
    const [wanted, variances] = [
      [0, 1, 0, 3],
      [1, 2, 15, 96],
    ];
    sums.forEach((sum, k) => expect(Math.abs(sum / n - wanted[k])).toBeLessThan(4 * Math.sqrt(variances[k] / n)));
  });

  // Seed 12, 10⁵ draws. Pr[√n D > 1.95] = 1e-3 under the law of Kolmogorov.
  test("normals pass Kolmogorov and Smirnov", () => {
    const random = new RandomStream(12);
    const n = 1e5;
    const z = Float64Array.from({ length: n }, () => random.normal()).sort();
    let distance = 0;
    z.forEach((value, i) => {
      const p = normalDistribution(value);
      distance = Math.max(distance, p - i / n, (i + 1) / n - p);
    });
    expect(distance * Math.sqrt(n)).toBeLessThan(1.95);
  });

  // Seed 13, 7·10⁴ draws: chi-square with 6 degrees of freedom exceeds 22.5 with probability 1e-3.
  test("below(7) is uniform", () => {
    const random = new RandomStream(13);
    const counts = new Int32Array(7);
    for (let i = 0; i < 70_000; i++) counts[random.below(7)]++;
    expect(counts.reduce((sum, count) => sum + (count - 1e4) ** 2 / 1e4, 0)).toBeLessThan(22.5);
  });

  // Without redrawing, two of three results of n = 3·2³⁰ would come from one draw and the third from two; for n = 3·2⁵¹
  // a remainder would fall below 2⁵¹ half the time instead of a third. Seed 14, 3·10⁴ draws; standard error .0027, four
  // of them.
  test.each([
    [3 * 2 ** 30, (draw: number) => draw % 3 === 0],
    [3 * 2 ** 51, (draw: number) => draw < 2 ** 51],
  ])("below(%s) is unbiased, though bias would be largest", (n, isThird) => {
    const random = new RandomStream(14);
    let hits = 0;
    for (let i = 0; i < 30_000; i++) if (isThird(random.below(n))) hits++;
    expect(Math.abs(hits / 30_000 - 1 / 3)).toBeLessThan(0.011);
  });

  // Seed 15, 10⁵ draws of probability .3: standard error .00145, four of them.
  test("bernoulli", () => {
    const random = new RandomStream(15);
    let hits = 0;
    for (let i = 0; i < 1e5; i++) if (random.bernoulli(0.3)) hits++;
    expect(Math.abs(hits / 1e5 - 0.3)).toBeLessThan(0.0058);
    expect([random.bernoulli(0), random.bernoulli(1)]).toEqual([false, true]);
  });

  // Seed 16, 24 000 draws: chi-square with 23 degrees of freedom exceeds 49.7 with probability 1e-3.
  test("all orders of four are alike", () => {
    const random = new RandomStream(16);
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = random.permutation(4).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect([...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(49.7);
  });

  test("a permutation has every integer once", () => {
    expect([...new RandomStream(17).permutation(1000)].sort((a, b) => a - b)).toEqual([...Array(1000).keys()]);
    expect(new RandomStream(17).permutation(0)).toHaveLength(0);
  });
});

import { afterEach, describe, expect, test, vi } from "vitest";
import { normalDistribution } from "../../src/math/normal.ts";
import { ziggurat } from "../../src/math/normals.ts";
import { RandomStream } from "../../src/math/random.ts";
import { randomKernel } from "../../src/math/randomKernel.ts";

const { edges, heights } = ziggurat;
const R = edges[1];

describe("the ziggurat", () => {
  test("has 256 layers of the area that Marsaglia and Tsang print", () => {
    expect(edges).toHaveLength(257);
    const area = edges[0] * heights[1];
    expect(area).toBeCloseTo(4.92867323399e-3, 12); // the last digit printed is 2e-14 off
    for (let i = 1; i < 256; i++) expect(edges[i] * (heights[i + 1] - heights[i])).toBeCloseTo(area, 15);
  });

  test("narrows from layer to layer up to the top of the bell", () => {
    for (let i = 0; i < 256; i++) expect(edges[i + 1]).toBeLessThan(edges[i]);
    expect([edges[256], heights[256]]).toEqual([0, 1]);
  });
});

describe("the law", () => {
  // Seed 21, 4·10⁶ draws. A bin between two edges, on either side of 0, is what one boundary of a layer decides; a table
  // entry or a test of the wedge that is off shows in its bin. 511 degrees of freedom exceed 616 with
  // probability 1e-3.
  test("every layer has its share of the draws on both sides", () => {
    const n = 4e6;
    const counts = new Int32Array(512);
    for (const x of new RandomStream(21).normals(n)) {
      let low = 0;
      for (let step = 128; step >= 1; step /= 2) if (edges[low + step] > Math.abs(x)) low += step;
      counts[x < 0 ? low : 256 + low]++;
    }
    const upper = (i: number): number => (i === 0 ? 0 : normalDistribution(-edges[i]));
    let square = 0;
    counts.forEach((count, bin) => {
      const wanted = n * (upper((bin % 256) + 1) - upper(bin % 256));
      square += (count - wanted) ** 2 / wanted;
    });
    expect(square).toBeLessThan(616);
  });

  // Seed 22, 4·10⁶ draws, of which 1032 are expected beyond r, give or take 32; four of that. Their law is that of the
  // normal tail: Pr[√m D > 1.95] = 1e-3 under the law of Kolmogorov.
  test("beyond r lies the normal tail", () => {
    const n = 4e6;
    const share = 2 * normalDistribution(-R);
    const tail = new RandomStream(22)
      .normals(n)
      .filter((x) => Math.abs(x) > R)
      .map(Math.abs)
      .sort();
    expect(Math.abs(tail.length - n * share)).toBeLessThan(4 * Math.sqrt(n * share));
    let distance = 0;
    tail.forEach((x, i) => {
      const p = 1 - (2 * normalDistribution(-x)) / share;
      distance = Math.max(distance, p - i / tail.length, (i + 1) / tail.length - p);
    });
    expect(distance * Math.sqrt(tail.length)).toBeLessThan(1.95);
  });

  // Seed 23, 10⁶ draws: neighbors, numbers two apart, and two streams a jump apart have correlations of standard error
  // 1e-3; their squares, too. Four of them.
  test("draws are uncorrelated with the next ones and with those of a jumped stream", () => {
    const n = 1e6;
    const stream = new RandomStream(23);
    const other = stream.jumped(1).normals(n);
    const x = stream.normals(n + 2);
    for (const y of [x.subarray(1), x.subarray(2), other]) {
      let [sum, squares] = [0, 0];
      for (let i = 0; i < n; i++) {
        sum += x[i] * y[i];
        squares += ((x[i] ** 2 - 1) * (y[i] ** 2 - 1)) / 2;
      }
      expect(Math.abs(sum / n)).toBeLessThan(0.004);
      expect(Math.abs(squares / n)).toBeLessThan(0.004);
    }
  });
});

/** Permutations and normal numbers of every length that is treated differently, and the stream afterwards. */
function draws(stream: RandomStream): number[] {
  const lengths = [0, 1, 31, 32, 33, 1023, 1024, 1025, 2049, 5000];
  return [
    ...lengths.flatMap((n) => [...stream.normals(n), stream.uniform()]),
    ...lengths.flatMap((n) => [...stream.permutation(n), stream.uniform()]),
  ];
}

/** The same, one number after another. */
function drawsOneByOne(stream: RandomStream): number[] {
  const lengths = [0, 1, 31, 32, 33, 1023, 1024, 1025, 2049, 5000];
  return [
    ...lengths.flatMap((n) => [...Array.from({ length: n }, () => stream.normal()), stream.uniform()]),
    ...lengths.flatMap((n) => {
      const order = Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = stream.below(i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      return [...order, stream.uniform()];
    }),
  ];
}

/** What a page's policy makes of `new WebAssembly.Module`. */
function blocked(): never {
  throw new Error("blocked by the policy of this page");
}

describe("the kernel", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test("is there", () => expect(randomKernel()).toBeDefined());

  test("gives the normal numbers of TypeScript, bit for bit", () => {
    const [bulk, single] = [new RandomStream(24), new RandomStream(24)];
    const x = bulk.normals(1e6);
    let different = 0;
    for (let i = 0; i < x.length; i++) if (!Object.is(x[i], single.normal())) different++;
    expect(different).toBe(0);
    expect(bulk.uniform()).toBe(single.uniform());
  });

  test("leaves the stream where as many single draws leave it", () => {
    expect(draws(new RandomStream(25))).toEqual(drawsOneByOne(new RandomStream(25)));
  });

  test.each([
    ["no WebAssembly", undefined],
    ["a policy that forbids it", { Module: blocked }],
  ])("with %s, TypeScript draws the same", async (_, stub) => {
    vi.stubGlobal("WebAssembly", stub);
    vi.resetModules();
    const alone = await import("../../src/math/random.ts");
    expect((await import("../../src/math/randomKernel.ts")).randomKernel()).toBeUndefined();
    expect(draws(new alone.RandomStream(25))).toEqual(draws(new RandomStream(25)));
  });
});

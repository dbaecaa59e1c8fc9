/** What the page of sameBits.test.ts works with; Node runs the same functions. */
import { fit, type Model } from "../../src/index.ts";
import { exp, expm1, ln, log1p, tanh } from "../../src/math/elementary.ts";
import { normalDistribution, normalQuantile } from "../../src/math/normal.ts";
import { RandomStream } from "../../src/math/random.ts";
import { openStore } from "../../src/pass/openStore.ts";
import type { Request } from "../../src/pass/pass.ts";
import { ownLink } from "../../src/problem/links/own.ts";

const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  exp,
  expm1,
  tanh,
  ln: (x) => ln(x * x),
  log1p: (x) => log1p(x * x),
  normalDistribution,
  normalQuantile: (x) => normalQuantile(normalDistribution(x / 8)),
};

/** The bits of numbers, 16 hexadecimal digits each; JSON would lose the sign of −0. */
export function bits(values: Iterable<number>): string {
  const words = new BigUint64Array(Float64Array.from(values).buffer);
  return Array.from(words, (word) => word.toString(16).padStart(16, "0")).join("");
}

/** The bits of every elementary function at `count` points of [−40, 40], and of as many random draws. */
export function elementaryBits(count: number): Record<string, string> {
  const points = Float64Array.from({ length: count }, (_, i) => -40 + (80 * i) / (count - 1));
  const stream = new RandomStream(1);
  return {
    ...Object.fromEntries(Object.entries(FUNCTIONS).map(([name, f]) => [name, bits(points.map((x) => f(x)))])),
    normals: bits(stream.normals(count)),
    permutation: bits(stream.permutation(count)),
  };
}

/** A fit of columns, and the bits of every number in the model but the time it took. */
export async function fitBits(x: Record<string, number[]>, y: number[]): Promise<{ model: Model; bits: string }> {
  const model = await fit({ x, y }, { seed: 1 });
  const { seconds: _, ...timeless } = model;
  return { model, bits: bits(numbersIn(timeless)) };
}

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** Sweeps of all kinds by `threads` threads, where this engine has them: their bits, and whether memory was shared. */
export async function sweepBits(threads: number): Promise<{ shared: boolean; bits: string }> {
  const [n, d] = [50_000, 7];
  const stream = new RandomStream(1);
  const design = {
    ...{ n, d, x: stream.normals(n * d), y: stream.normals(n) },
    ...{ names: [], weightsKind: "frequency" as const, binary: false },
  };
  const w = stream.normals(d);
  const line = { w, offset: 0.1 };
  const own = ownLink({ name: "own", value: (z) => z * Math.abs(z) });
  const plain = { scale: 1, shift: 0, smoothing: 1, form: "slope" as const };
  const requests: Request[] = [
    { kind: "field", ...line, curve: { ...plain, smoothing: 0.8, link: { name: "probit", parameters: {} } } },
    { kind: "field", ...line, curve: { ...plain, link: { own } } },
    { kind: "profile", ...line, edges: Float64Array.of(-1, 0, 1), columns: true },
    { kind: "moments" },
  ];
  const scaling = { center: new Float64Array(d), scale: new Float64Array(d).fill(1) };
  const store = await openStore(design, scaling, { threads });
  const answers = [...(await store.pass().sweep(requests)), ...(await store.pass(9000).sweep(requests))];
  store.close();
  return { shared: typeof SharedArrayBuffer !== "undefined", bits: bits(answers.flatMap(numbersIn)) };
}

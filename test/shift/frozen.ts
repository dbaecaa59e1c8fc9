/** What scripts/freeze/shift.py found with NumPy. */
import { readFileSync } from "node:fs";
import { unwhitened } from "../../src/method/whiten.ts";
import { openStore } from "../../src/pass/openStore.ts";
import type { LabeledRows } from "../../src/shift/rows.ts";

interface Plan {
  readonly steps: number;
  readonly nu0: number;
  readonly c1: number;
}

interface Frozen {
  readonly projections: readonly { z: number[]; u: number[]; p: number[] }[];
  readonly bestResponses: readonly {
    divergence: "chi2" | "kl";
    penalty: number;
    u: number[];
    losses: number[];
    p: number[];
    risk: number;
  }[];
  readonly chiSquare: {
    readonly x: number[];
    readonly y: number[];
    readonly n: number;
    readonly d: number;
    readonly runs: readonly (Plan & {
      name: string;
      reference: number[];
      penalty: number;
      radius: number;
      smoothness: number;
      w: number[];
      p: number[];
      risk: number;
    })[];
  };
  readonly mixtures: {
    readonly start: number[];
    /** By update, domain and token. */
    readonly tokens: number[][][];
    readonly targets: number[];
    readonly weights: Readonly<Record<string, number[][]>>;
  };
  readonly groups: {
    readonly x: number[];
    readonly y: number[];
    readonly group: number[];
    readonly d: number;
    readonly runs: readonly (Plan & {
      divergence: "chi2" | "kl";
      penalty: number;
      references: number[];
      first: number;
      growth: number;
      w: number[];
      shares: number[];
    })[];
  };
}

export const frozen: Frozen = JSON.parse(readFileSync(new URL("../golden/shift.json", import.meta.url), "utf8"));

export const relu = { link: { name: "relu", parameters: {} }, scale: 1, shift: 0 };

/** Rows as they are: neither centered nor scaled nor whitened. */
export async function plainRows(x: ArrayLike<number>, labels: Float64Array, d: number): Promise<LabeledRows> {
  const n = labels.length;
  const names = Array.from({ length: d }, (_, j) => `x${j}`);
  const design = { n, d, x: Float64Array.from(x), y: labels, names, weightsKind: "frequency", binary: false } as const;
  const store = await openStore(design, { center: new Float64Array(d), scale: new Float64Array(d).fill(1) });
  return { pass: store.pass(), whitening: unwhitened(d), labels };
}

/** The largest difference of two lists of numbers. */
export function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
}

/** Isotonic fits by scikit-learn and scipy, frozen by scripts/freeze/isotonic.py. */
import { readFileSync } from "node:fs";

export interface Instance {
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly knots: readonly number[];
  readonly values: readonly number[];
  readonly slopes: readonly [number, number];
  readonly pin: readonly [number, number] | null;
  readonly cost: number;
}

export function frozen(kind: "isotonic" | "bounded" | "anchored" | "median"): Instance[] {
  const all = JSON.parse(readFileSync(new URL("../golden/isotonic.json", import.meta.url), "utf8"));
  return all[kind].map((instance: Record<string, number[]>) => ({
    ...instance,
    z: Float64Array.from(instance.z),
    y: Float64Array.from(instance.y),
    weights: Float64Array.from(instance.weights),
  }));
}

/** Descent along the true subgradient of a risk, from where a surrogate has led: at 0 a ReLU would give it no way to go. */
import { scaled } from "../math/vectors.ts";
import type { Field, KnownLink } from "../method/field.ts";
import { ball } from "../method/geometries/ball.ts";
import { iterate } from "../method/iterate.ts";
import type { WorstCase } from "./divergence.ts";
import { indexAt, type LabeledRows, plainly, rowLosses, weightedField } from "./rows.ts";

/** The best iterate by its risk. */
export interface Polished {
  readonly w: Float64Array;
  readonly risk: number;
}

export interface PolishOptions {
  /** Steps begin at a quarter of its inverse. */
  readonly smoothness: number;
  readonly steps: number;
  /** W. */
  readonly radius: number;
  readonly signal?: AbortSignal;
}

/** Steps shrink as 1/√(1 + t/50): a maximum of smooth functions has kinks. */
const PATIENCE = 50;

/**
 * w ← w − ηₜ 2 Σ q (σ − y)σ′x, q the weights of rows that are worst at w.
 *
 * @param worst weights and risk, given every row's loss
 */
export async function polished(
  rows: LabeledRows,
  link: KnownLink,
  worst: (losses: Float64Array) => WorstCase,
  start: Float64Array,
  { smoothness, steps, radius, signal }: PolishOptions,
): Promise<Polished> {
  let best: Polished = { w: start, risk: Infinity };
  const field: Field = {
    name: "robustRisk",
    async at(w) {
      const { weights, risk } = worst(rowLosses(await indexAt(w, rows), rows.labels, plainly(link)));
      if (risk < best.risk) best = { w, risk };
      return scaled(await weightedField(w, rows, plainly(link, "slope"), weights), 2);
    },
  };
  const at = (t: number) =>
    t <= steps ? { phi: 0, step: () => 0.25 / smoothness / Math.sqrt(1 + t / PATIENCE) } : null;
  const schedule = { name: "shrinking", at };
  const path = iterate({ ...rows, field, geometry: ball({ radius }), schedule, start, ...(signal && { signal }) });
  for await (const { stop } of path) if (stop !== undefined) break;
  return best;
}

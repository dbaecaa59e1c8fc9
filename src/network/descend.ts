/** Stochastic gradient descent with momentum: the one loop by which networks, curves and ensembles are trained. */
import { UsageError, WorkError } from "../errors.ts";
import type { RandomStream } from "../math/random.ts";
import { breathe } from "../pass/breath.ts";
import type { StepSchedule } from "./schedule.ts";

export interface Descent {
  readonly start: Float64Array;
  /** Fills `g`, which comes as zeros, with the gradient on these rows at w. @returns their mean loss */
  gradient(w: Float64Array, rows: Int32Array, g: Float64Array): number;
  /** How many rows there are to draw from. */
  readonly rows: number;
  /** Rows a step; what is left over of a sweep makes a smaller one. */
  readonly batch: number;
  /** How often each row is drawn, once a sweep, in an order that is drawn anew. */
  readonly sweeps: number;
  readonly schedule: StepSchedule;
  /** μ of v ← μv + g, w ← w − ηv. */
  readonly momentum: number;
  readonly stream: RandomStream;
  readonly signal?: AbortSignal | undefined;
}

/** How things stand after a sweep. */
export interface Standing {
  /** How many are done. */
  readonly sweep: number;
  /** w, which moves on with the next sweep. */
  readonly w: Float64Array;
  /** Mean loss over the sweep, each batch's before its step. */
  readonly loss: number;
}

/**
 * Descends, and says after every sweep how things stand.
 *
 * @param between is told after each step, with the share of all steps done
 * @throws WorkError where the loss is no number any more: the step is too large; the signal's reason
 */
export async function* descend(
  { start, gradient, rows, batch, sweeps, schedule, momentum, stream, signal }: Descent,
  between?: (share: number, w: Float64Array) => void,
): AsyncGenerator<Standing> {
  if (!(batch >= 1 && Number.isSafeInteger(batch))) {
    throw new UsageError({ where: "batch", what: "not a number of rows", got: batch, would: "give 1 or more" });
  }
  const w = start.slice();
  const g = new Float64Array(w.length);
  const velocity = new Float64Array(w.length);
  const steps = sweeps * Math.ceil(rows / batch);
  let step = 0;
  for (let sweep = 1; sweep <= sweeps; sweep++) {
    const order = stream.permutation(rows);
    let sum = 0;
    for (let from = 0; from < rows; from += batch) {
      const drawn = order.subarray(from, Math.min(from + batch, rows));
      g.fill(0);
      sum += gradient(w, drawn, g) * drawn.length;
      const eta = schedule(step / steps);
      for (let i = 0; i < w.length; i++) {
        velocity[i] = momentum * velocity[i] + g[i];
        w[i] -= eta * velocity[i];
      }
      step++;
      between?.(step / steps, w);
      await breathe(signal);
    }
    if (!Number.isFinite(sum)) {
      throw new WorkError({ where: "descent", what: "the loss is no number any more", would: "take smaller steps" });
    }
    yield { sweep, w, loss: sum / rows };
  }
}

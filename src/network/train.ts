/** A network trained from a random start. */
import { RandomStream } from "../math/random.ts";
import { type ClassifiedRows, checkRows, gathered } from "./classifiedRows.ts";
import { descend, type Standing } from "./descend.ts";
import type { Network } from "./network.ts";
import { halfThenLinear } from "./schedule.ts";

export interface Training {
  readonly sweeps: number;
  /** Rows a step. */
  readonly batch: number;
  /** η at first; then as `halfThenLinear` has it. */
  readonly step: number;
  readonly momentum: number;
  /** λ of ½λ|w|², added to the loss. */
  readonly decay: number;
  readonly seed: number;
}

/** How two ends of a curve are trained unless told otherwise. */
export const TRAINING: Training = { sweeps: 30, batch: 128, step: 0.05, momentum: 0.9, decay: 5e-4, seed: 1 };

/**
 * Trains, and says after every sweep how things stand. The start and the order of the rows are drawn from the seed.
 *
 * @throws DataError where rows do not fit the network; WorkError where the step is too large; the signal's reason
 */
export async function* train(
  net: Network,
  data: ClassifiedRows,
  { sweeps, batch, step, momentum, decay, seed }: Training,
  { signal, between }: { readonly signal?: AbortSignal; readonly between?: (share: number) => void } = {},
): AsyncGenerator<Standing> {
  checkRows("training rows", data, net.inputs);
  const stream = new RandomStream(seed);
  const start = net.draw(stream);
  yield* descend(
    {
      start,
      gradient: decayed(net, data, batch, decay),
      rows: data.n,
      batch,
      sweeps,
      schedule: halfThenLinear(step),
      momentum,
      stream,
      signal,
    },
    between,
  );
}

/** The gradient of mean loss + ½λ|w|² on some rows, as `descend` asks for it. */
export function decayed(net: Network, data: ClassifiedRows, batch: number, decay: number) {
  const run = net.open(batch);
  const room = new Float64Array(batch * net.inputs);
  return (w: Float64Array, rows: Int32Array, g: Float64Array): number => {
    const { losses } = run.gradient(w, gathered(data, rows, room), g);
    for (let i = 0; i < w.length; i++) g[i] += decay * w[i];
    return losses.reduce((sum, loss) => sum + loss, 0) / rows.length;
  };
}

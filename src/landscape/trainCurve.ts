/** Bends a curve between two optima until the loss along it is low (GaripovIPVW2018). */
import { RandomStream } from "../math/random.ts";
import type { ClassifiedRows } from "../network/classifiedRows.ts";
import { descend } from "../network/descend.ts";
import type { Network } from "../network/network.ts";
import { halfThenLinear } from "../network/schedule.ts";
import { decayed, type Training } from "../network/train.ts";
import { type Curve, coefficientsOf, pointAt } from "./curve.ts";

/** A curve after a sweep. */
export interface CurveStanding {
  readonly sweep: number;
  /** Bends of its own, the ends those it began with. */
  readonly curve: Curve;
  /** Mean loss at the points that were drawn. */
  readonly loss: number;
}

/**
 * Descends on E_t [loss(w(t)) + ½λ|w(t)|²], t uniform on (0, 1): one t a batch, and of its gradient g the bend p_k gets
 * c_k(t) g. The ends stay where they are. Batches normalize by their own statistics.
 *
 * @throws WorkError where the step is too large; the signal's reason
 */
export async function* trainCurve(
  net: Network,
  data: ClassifiedRows,
  beginning: Curve,
  { sweeps, batch, step, momentum, decay, seed }: Training,
  { signal, between }: { readonly signal?: AbortSignal | undefined; readonly between?: (share: number) => void } = {},
): AsyncGenerator<CurveStanding> {
  const stream = new RandomStream(seed);
  const times = stream.jumped(1);
  const { kind, points } = beginning;
  const size = points[0].length;
  const bends = points.length - 2;
  const withBends = (flat: Float64Array): Curve => ({
    kind,
    points: [
      points[0],
      ...Array.from({ length: bends }, (_, k) => flat.subarray(k * size, (k + 1) * size)),
      points[bends + 1],
    ],
  });
  const start = new Float64Array(bends * size);
  points.slice(1, -1).forEach((point, k) => start.set(point, k * size));
  const gradientAt = decayed(net, data, batch, decay);
  const w = new Float64Array(size);
  const g = new Float64Array(size);
  const standings = descend(
    {
      start,
      gradient: (flat, rows, out) => {
        const curve = withBends(flat);
        const t = times.uniform();
        g.fill(0);
        const loss = gradientAt(pointAt(curve, t, w), rows, g);
        const c = coefficientsOf(curve, t);
        for (let k = 0; k < bends; k++) {
          if (c[k + 1] !== 0) for (let i = 0; i < size; i++) out[k * size + i] = c[k + 1] * g[i];
        }
        return loss;
      },
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
  for await (const { sweep, w: flat, loss } of standings) yield { sweep, curve: withBends(flat), loss };
}

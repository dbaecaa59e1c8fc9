/** Fast geometric ensembling (GaripovIPVW2018): members along the low-loss ways around one optimum. */
import { RandomStream } from "../math/random.ts";
import type { ClassifiedRows } from "../network/classifiedRows.ts";
import { descend } from "../network/descend.ts";
import type { Network } from "../network/network.ts";
import { triangles } from "../network/schedule.ts";
import { decayed, type Training } from "../network/train.ts";

export interface Ensembling {
  /** A network that has been trained for most of its time. */
  readonly w: Float64Array;
  /** Its step is the largest of a cycle. */
  readonly training: Training;
  /** How many cycles, hence members; each of `training.sweeps / cycles` sweeps. */
  readonly cycles: number;
  /** The smallest step of a cycle. */
  readonly low: number;
}

/** Walks on from w with a step that falls and rises in cycles; a member is taken in the middle of each. */
export async function fastEnsemble(
  net: Network,
  data: ClassifiedRows,
  { w: start, training, cycles, low }: Ensembling,
  { signal, between }: { readonly signal?: AbortSignal | undefined; readonly between?: (share: number) => void } = {},
): Promise<Float64Array[]> {
  const { sweeps, batch, step, momentum, decay, seed } = training;
  const members: Float64Array[] = [];
  const walk = descend(
    {
      start,
      gradient: decayed(net, data, batch, decay),
      rows: data.n,
      batch,
      sweeps,
      schedule: triangles(step, low, cycles),
      momentum,
      stream: new RandomStream(seed),
      signal,
    },
    (share, w) => {
      if (members.length < cycles && share * cycles >= members.length + 0.5) members.push(w.slice());
      between?.(share);
    },
  );
  for await (const _ of walk);
  return members;
}

/** Mean probabilities of members, and the share of rows whose label is not the most probable then. */
export function joined(members: readonly Float64Array[], { n, labels, classes }: ClassifiedRows) {
  const mean = new Float64Array(n * classes);
  for (const member of members) for (let i = 0; i < mean.length; i++) mean[i] += member[i] / members.length;
  let errors = 0;
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let j = 1; j < classes; j++) if (mean[i * classes + j] > mean[i * classes + best]) best = j;
    if (best !== labels[i]) errors++;
  }
  return { probabilities: mean, error: errors / n };
}

/** The loss −ln p_y of labels y in 0, …, n − 1 with p = softmax(scores), and its slope p − 1{y}. */
import { exp, ln } from "../math/elementary.ts";

/** A batch's losses, row by row, and how many labels are not the place of the largest score. */
export interface Judged {
  /** rows entries, in nats. */
  readonly losses: Float64Array;
  readonly errors: number;
}

/**
 * @param scores rows×n
 * @param slopes if given, is filled with weight·∂loss/∂scores, rows×n; the weight of each row is 1/rows unless told
 */
export function softmaxCrossEntropy(
  scores: Float64Array,
  labels: Int32Array,
  n: number,
  slopes?: Float64Array,
  weights?: Float64Array,
): Judged {
  const rows = labels.length;
  const losses = new Float64Array(rows);
  let errors = 0;
  for (let i = 0; i < rows; i++) {
    const at = i * n;
    let best = 0;
    for (let j = 1; j < n; j++) if (scores[at + j] > scores[at + best]) best = j;
    // Relative to the largest score nothing overflows.
    const top = scores[at + best];
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const share = exp(scores[at + j] - top);
      sum += share;
      if (slopes !== undefined) slopes[at + j] = share;
    }
    losses[i] = ln(sum) + top - scores[at + labels[i]];
    if (best !== labels[i]) errors++;
    if (slopes === undefined) continue;
    const weight = weights === undefined ? 1 / rows : weights[i];
    for (let j = 0; j < n; j++) slopes[at + j] *= weight / sum;
    slopes[at + labels[i]] -= weight;
  }
  return { losses, errors };
}

/** p = softmax(scores) of rows×n scores. */
export function softmax(scores: Float64Array, rows: number, n: number): Float64Array {
  const shares = new Float64Array(rows * n);
  for (let at = 0; at < rows * n; at += n) {
    let top = scores[at];
    for (let j = 1; j < n; j++) top = Math.max(top, scores[at + j]);
    let sum = 0;
    for (let j = 0; j < n; j++) sum += shares[at + j] = exp(scores[at + j] - top);
    for (let j = 0; j < n; j++) shares[at + j] /= sum;
  }
  return shares;
}

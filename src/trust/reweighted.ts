/** The rows of a pass with other weights: sums are asked for with working weights, so that many such passes share sweeps. */
import type { Answer, Pass, Request } from "../pass/pass.ts";

/** @param weights n numbers, which take the place of the row weights */
export function reweighted(pass: Pass, weights: Float64Array): Pass {
  const weighed = <R extends Request>(request: R): R => {
    if (request.kind === "index") return request;
    const { working = {} } = request;
    const own = working.weights?.map((weight, i) => weight * weights[i]) ?? weights;
    return { ...request, working: { ...working, weights: own } };
  };
  return {
    rows: pass.rows,
    features: pass.features,
    mass: weights.reduce((sum, weight) => sum + weight, 0),
    // Weights are left out: working weights are told without those that come in here.
    labels: pass.labels,
    get meter() {
      return pass.meter;
    },
    sweep: <const R extends readonly Request[]>(requests: R) =>
      pass.sweep(requests.map(weighed)) as Promise<{ -readonly [K in keyof R]: Answer<R[K]> }>,
  };
}

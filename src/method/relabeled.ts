/** The rows of a pass with other labels: whatever is asked is asked with working labels. */
import type { Answer, Pass, Request } from "../pass/pass.ts";

/** @param labels n numbers, which take the place of the labels */
export function relabeled(pass: Pass, labels: Float64Array): Pass {
  const withLabels = <R extends Request>(request: R): R =>
    request.kind === "index" ? request : { ...request, working: { y: labels, ...request.working } };
  return {
    rows: pass.rows,
    features: pass.features,
    mass: pass.mass,
    labels,
    ...(pass.weights && { weights: pass.weights }),
    get meter() {
      return pass.meter;
    },
    sweep: <const R extends readonly Request[]>(requests: R) =>
      pass.sweep(requests.map(withLabels)) as Promise<{ -readonly [K in keyof R]: Answer<R[K]> }>,
  };
}

/** Labels y − E[y]. */
export function centered(pass: Pass): Pass {
  const { labels, weights, mass } = pass;
  const mean = labels.reduce((sum, y, i) => sum + ((weights?.[i] ?? 1) * y) / mass, 0);
  return relabeled(
    pass,
    labels.map((y) => y - mean),
  );
}

/** Labels y ↦ sign(y)·min(|y|, M), with M the q-quantile of |y|: what papers do to labels of heavy tails first. */
export function clippedAt(pass: Pass, quantile: number): Pass {
  if (quantile >= 1) return pass;
  const sizes = pass.labels.map(Math.abs).sort();
  const most = sizes[Math.floor(quantile * (sizes.length - 1))];
  return relabeled(
    pass,
    pass.labels.map((y) => Math.min(Math.max(y, -most), most)),
  );
}

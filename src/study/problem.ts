import type { Design } from "../data/design.ts";
import { linkAt } from "../problem/link.ts";
import { type SampleOptions, synthetic } from "../problem/sample.ts";

/** What only the judge knows. */
export interface Truth {
  /** w*, d entries, with Var(w*·x) = 1. */
  readonly target: Float64Array;
  /** Σ of the marginal, d×d. */
  readonly covariance: Float64Array;
  /** Rows that no learner sees, corrupted like the others. */
  readonly test: { readonly n: number; readonly x: Float64Array; readonly y: Float64Array };
  /** Mean (σ(w*·x) − y)² over the test rows. */
  readonly opt: number;
}

export interface Problem {
  /** What a learner sees. */
  readonly design: Design;
  readonly truth: Truth;
}

const TEST_ROWS = 20_000;

/** Draws the rows to learn from, and further ones of the same law to be judged on. */
export function problemOf(options: SampleOptions): Problem {
  const { rows: n, features: d, link, marginal, responses } = options;
  const { x, y, index, target } = synthetic({ ...options, rows: n + TEST_ROWS });
  const { value } = linkAt(link);
  const test = { n: TEST_ROWS, x: x.subarray(n * d), y: y.subarray(n) };
  let opt = 0;
  test.y.forEach((label, i) => {
    opt += (value(index[n + i]) - label) ** 2 / TEST_ROWS;
  });
  return {
    design: {
      n,
      d,
      x: x.subarray(0, n * d),
      y: y.subarray(0, n),
      names: Array.from({ length: d }, (_, j) => `x${j + 1}`),
      weightsKind: "frequency",
      binary: responses === "binary",
    },
    truth: { target, covariance: marginal.covariance(d), test, opt },
  };
}

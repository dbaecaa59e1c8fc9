/** The problems and oracle answers of test/golden/learners.json; scripts/freeze/learners.py documents the layout. */
import { readFileSync } from "node:fs";
import type { Design } from "../../src/data/design.ts";
import type { FormulaLink } from "../../src/problem/link.ts";
import { links } from "../../src/problem/links/index.ts";
import { designOf } from "../fixtures/rows.ts";

type Path = number[][];
type Some = Record<string, number[]>;

export interface Threshold {
  readonly quantile: number;
  readonly sign: 1 | -1;
  readonly threshold: number;
  readonly share: number;
  readonly chow: number[];
  readonly refined: number[];
}

export interface Problem {
  readonly name: string;
  readonly covariates: string;
  readonly link: { readonly name: string; readonly parameters: Record<string, number> };
  readonly chow: number[];
  readonly thresholds: readonly Threshold[];
  readonly starts: Path;
  readonly paths: {
    readonly smoothed: Path;
    readonly plugIn: Path;
    readonly spectral: Path;
    readonly glmtron: Some;
    readonly isotron: Some;
    readonly isotronBinned: Some;
    readonly descent?: Some;
  };
  readonly plugIn: Record<"edges" | "count" | "isotonic" | "weight" | "field", number[]> &
    Record<"phi" | "delta", number>;
  readonly spectral: Record<"edges" | "count" | "mean" | "direction" | "weight", number[]> &
    Record<"phi" | "singularValue", number>;
  readonly learners: Record<string, { readonly weights: number[]; readonly angle: number; readonly loss: number }>;
  readonly design: Design;
  readonly sigma: FormulaLink;
  readonly target: Float64Array;
  readonly start: Float64Array;
}

interface Covariates {
  readonly n: number;
  readonly d: number;
  readonly x: number[];
  readonly target: number[];
  readonly start: number[];
}

export function frozenProblems(): Problem[] {
  const { unit, covariates, problems } = JSON.parse(
    readFileSync(new URL("../golden/learners.json", import.meta.url), "utf8"),
  ) as {
    unit: number;
    covariates: Record<string, Covariates>;
    problems: (Omit<Problem, "design"> & { y: number[] })[];
  };
  return problems.map((problem) => {
    const { d, x, target, start } = covariates[problem.covariates];
    const times = (whole: number[]) => Float64Array.from(whole, (value) => value * unit);
    return {
      ...problem,
      design: designOf(times(x), times(problem.y), d),
      sigma: links[problem.link.name](problem.link.parameters),
      target: Float64Array.from(target),
      start: Float64Array.from(start),
    };
  });
}

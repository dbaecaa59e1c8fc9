import type { Figure, SvgDocument } from "../figures/index.ts";
import type { Progress } from "../fit/options.ts";
import type { TextTable } from "../report/textTable.ts";
import type { Claim } from "./study.ts";

/** A study that is no recipe: it runs itself. */
export interface Experiment {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  run(options: ExperimentOptions): Promise<Findings>;
}

export interface ExperimentOptions {
  /** Fewer seeds. */
  readonly quick: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

export interface Findings {
  readonly tables: readonly { readonly head: string; readonly table: TextTable }[];
  readonly claims: readonly Claim[];
  /** Every number, a line each, with a header. */
  readonly csv: string;
  readonly figure?: (document: SvgDocument) => Figure;
}

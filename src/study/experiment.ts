import type { Figure, SvgDocument } from "../figures/index.ts";
import type { Progress } from "../fit/options.ts";
import type { Kept } from "../landscape/surface.ts";
import type { TextTable } from "../report/textTable.ts";
import type { Claim } from "./study.ts";

/** A study that is no recipe: it runs itself. */
export interface Experiment {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  /** The folder it reads from, unless told another; absent where it reads nothing. */
  readonly data?: string;
  /** What the names of its further files end in, beside those of every study. */
  readonly endings?: readonly string[];
  run(options: ExperimentOptions): Promise<Findings>;
}

export interface ExperimentOptions {
  /** Fewer seeds. */
  readonly quick: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /** A file of its folder. @throws UsageError where there is none of that name */
  read?(file: string): Promise<Uint8Array>;
  /** Where a part of the work is kept while it goes on, so that an interrupted run goes on from there. */
  kept?(part: string): Kept | undefined;
}

export interface Findings {
  readonly tables: readonly { readonly head: string; readonly table: TextTable }[];
  readonly claims: readonly Claim[];
  /** Every number, a line each, with a header. */
  readonly csv: string;
  readonly figure?: (document: SvgDocument) => Figure;
  /** The further files by ending. */
  readonly files?: (document: SvgDocument) => Readonly<Record<string, string>>;
}

/** What a command may ask of the machine it runs on: streams, files, a document to draw in. */
import type { Table } from "../data/table.ts";
import type { SvgDocument } from "../figures/index.ts";
import type { Progress } from "../fit/options.ts";
import type { Crew } from "../study/runStudy.ts";

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width in characters, where it is known. */
  readonly columns?: number | undefined;
}

/** A column to write. NaN and null are written as empty cells. */
export interface OutputColumn {
  readonly name: string;
  readonly values: ArrayLike<number | string | null>;
}

export interface ReadOptions {
  /** What is read as missing instead of the usual markers. */
  readonly na?: readonly string[] | undefined;
  /** Columns that are text whatever their cells look like. */
  readonly text?: readonly string[] | undefined;
}

export interface WorkOptions {
  /** Cells at once; by default one a processor. */
  readonly jobs?: number | undefined;
  readonly version: string;
  /** Told of each cell that is done. */
  readonly done: (title: string, seconds: number) => void;
}

export interface ProgressBar {
  update(progress: Progress): void;
  /** Takes the bar off the screen. */
  stop(): void;
}

export interface Host {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether colors and characters beyond ASCII may be written to standard output. */
  readonly style: { readonly color: boolean; readonly unicode: boolean };
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Reads a table; `-` is CSV on standard input. @throws DataError */
  readTable(path: string, options?: ReadOptions): Promise<Table>;
  /** Writes a table as its name's extension says, whole or not at all. @throws WorkError */
  writeTable(path: string, columns: readonly OutputColumn[]): Promise<void>;
  /** Copies the rows of a table file that are marked 1, whole or not at all. @throws WorkError */
  copyRows(from: string, to: string, kept: Uint8Array): Promise<void>;
  /** @throws UsageError where there is no such file. */
  readText(path: string): Promise<string>;
  /** The same for what is no text. @throws UsageError */
  readBytes(path: string): Promise<Uint8Array>;
  /** Whether there is such a file. */
  hasFile(path: string): Promise<boolean>;
  /** Standard input line by line, each as soon as it is there. */
  readLines(): AsyncIterable<string>;
  /** Writes a file whole or not at all. @throws WorkError */
  writeText(path: string, text: string): Promise<void>;
  /** The same for what is no text. @throws WorkError */
  writeBytes(path: string, bytes: Uint8Array): Promise<void>;
  /** A figure's SVG as PNG. */
  png(svg: string): Promise<Uint8Array>;
  /** Removes a file, if there is one. */
  removeFile(path: string): Promise<void>;
  /** Makes sure, before any work, that an output can be written and overwrites no input. @throws UsageError */
  checkOutput(option: string, path: string, inputs: readonly string[]): Promise<void>;
  /** The same for a table, whose ending must be one that can be written. @throws UsageError */
  checkTableOutput(option: string, path: string, inputs: readonly string[]): Promise<void>;
  /** What figures are drawn in. */
  document(): Promise<SvgDocument>;
  /** Threads that run the cells of a study, so many at once. */
  crew(jobs: number): Promise<Crew>;
  /** The machines that work on the Redis at this address. @throws WorkError where it cannot be reached */
  queueCrew(url: string, version: string): Promise<Crew>;
  /** Is such a machine until the signal is aborted. @throws WorkError where Redis cannot be reached */
  work(url: string, options: WorkOptions): Promise<void>;
  /** A bar on standard error; draws nothing where that is no terminal. */
  progressBar(): Promise<ProgressBar>;
}

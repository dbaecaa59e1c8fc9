/** Runs the cells of recipes, each once: what an interrupted run has finished is read again, not run again. */
import type { Progress } from "../fit/options.ts";
import type { Kept } from "../landscape/surface.ts";
import { type Cell, type CellOptions, castOf, cellsOf, runCell, type StudyRecord, titleOf } from "./cell.ts";
import { exactJson, fromExactJson } from "./exactJson.ts";
import type { Recipe } from "./recipe.ts";

export type { StudyRecord } from "./cell.ts";

/** Who runs cells, so many at once. */
export interface Crew {
  readonly size: number;
  run(cell: Cell, options: CellOptions): Promise<StudyRecord>;
  /** Told that the record of a cell is kept, so that it need not be kept there any longer. */
  forget?(cell: Cell): void;
  /** Ends what it is made of, finished or not. */
  close(): Promise<void>;
}

export interface StudyOptions {
  /** Stops the cells that are running; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /** Where the record of a cell is kept while the others run. */
  readonly kept?: (part: string) => Kept | undefined;
  /** Of the program: what another one has kept is not read. */
  readonly version?: string | undefined;
  /** By default `alone`; whoever gives another closes it. */
  readonly crew?: Crew;
}

/** This thread, one cell after another. */
export const alone: Crew = { size: 1, run: runCell, close: async () => {} };

/**
 * @returns a record a cell, in the order of the cells whoever ran them
 * @throws UsageError for a recipe that names what there is not; the signal's reason
 */
export async function runStudy(recipes: readonly Recipe[], options: StudyOptions = {}): Promise<StudyRecord[]> {
  const { signal, progress, kept, version, crew = alone } = options;
  const cells = recipes.flatMap(cellsOf);
  for (const cell of cells) castOf(cell); // refuses what there is not before any work
  const works = cells.map(({ rows, features }) => rows * features);
  const whole = works.reduce((sum, work) => sum + work, 0);
  const shares = cells.map(() => 0);
  const records: StudyRecord[] = [];
  const waiting = cells.entries();
  const work = async (): Promise<void> => {
    for (const [i, cell] of waiting) {
      signal?.throwIfAborted();
      const tell = (share: number): void => {
        shares[i] = share;
        const done = shares.reduce((sum, each, j) => sum + each * works[j], 0) / whole;
        progress?.({ stage: titleOf(cell), done: Math.min(1, done) });
      };
      tell(0);
      records[i] = await once({ version, ...cell }, kept?.(partOf(cell)), () =>
        crew.run(cell, { signal, progress: tell }),
      );
      crew.forget?.(cell);
      tell(1);
    }
  };
  await Promise.all(Array.from({ length: Math.min(crew.size, cells.length) }, work));
  progress?.({ stage: "done", done: 1 });
  return records;
}

/** Names a cell's file among those of its study. */
const partOf = ({ name, rows, seed, learner }: Cell): string =>
  [name, rows, seed, learner].join("-").replace(/[^\w.-]/g, "_");

/** The record that is kept, if it is one of this very cell; else a new one, which is then kept. */
async function once(
  cell: Cell & Pick<StudyOptions, "version">,
  kept: Kept | undefined,
  run: () => Promise<StudyRecord>,
): Promise<StudyRecord> {
  const head = `{"cell":${JSON.stringify(cell)},"record":`;
  const text = await kept?.read();
  if (text?.startsWith(head)) return fromExactJson(text).record;
  const record = await run();
  await kept?.write(`${head}${exactJson(record)}}\n`);
  return record;
}

/** Records of several seeds taken together. */
import type { StudyRecord } from "./runStudy.ts";

/** The middle of some numbers and how far they reach. */
export interface Range {
  readonly median: number;
  readonly least: number;
  readonly largest: number;
}

/** What a learner comes to on one recipe and size, over the seeds. */
export interface Summary extends Pick<StudyRecord, "recipe" | "learner" | "rows"> {
  readonly seeds: number;
  readonly angle: Range;
  readonly rawAngle: Range;
  readonly lossOverOpt: Range;
  readonly sweeps: Range;
  readonly seconds: Range;
}

/** One summary a recipe, learner and size, in the order in which they first appear. */
export function summarize(records: readonly StudyRecord[]): Summary[] {
  const groups = new Map<string, StudyRecord[]>();
  for (const record of records) {
    const key = [record.recipe, record.learner, record.rows].join();
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].map((group) => {
    const { recipe, learner, rows } = group[0];
    const over = (key: "angle" | "rawAngle" | "lossOverOpt" | "sweeps" | "seconds"): Range =>
      rangeOf(group.map((record) => record[key]));
    return {
      recipe,
      learner,
      rows,
      seeds: group.length,
      angle: over("angle"),
      rawAngle: over("rawAngle"),
      lossOverOpt: over("lossOverOpt"),
      sweeps: over("sweeps"),
      seconds: over("seconds"),
    };
  });
}

export function rangeOf(values: readonly number[]): Range {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  const median = (sorted[Math.floor(last / 2)] + sorted[Math.ceil(last / 2)]) / 2;
  return { median, least: sorted[0], largest: sorted[last] };
}

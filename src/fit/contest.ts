/**
 * Which of several learned directions predicts best: each refined on four fifths of the rows and scored on the fifth
 * left out, five times over. With few rows a plain direction often beats a cleverer one; this is where it may.
 */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import { evidence, paired } from "../math/paired.ts";
import type { RandomStream } from "../math/random.ts";
import { scalingOf } from "../pass/scaling.ts";
import type { Rows } from "../robust/rows.ts";
import { scoredDirection } from "../robust/scoredDirection.ts";
import { carry } from "./carry.ts";
import { predictions } from "./compare.ts";
import { finish } from "./finish.ts";
import type { Open } from "./ground.ts";
import { type LabelUnit, withLabels } from "./labels.ts";
import type { Candidate } from "./model.ts";
import { type Learned, wholeOf } from "./procedure.ts";

const FOLDS = 5;
/** With more rows one fold tells enough, and with more features five take too long. */
const MANY_ROWS = 5000;
const MANY_FEATURES = 300;

/**
 * A challenger takes the champion's place on so many standard errors of evidence. 0/1 labels tell little: a square loss
 * that is lower by chance would cost a direction that is likelier.
 */
const [ENOUGH, ENOUGH_OF_CLASSES] = [0.5, 2];

/**
 * A direction as it was found and, before it, refined to the last digit: row by row, or in bins of a sweep. For very many
 * rows in bins alone: row by row takes seconds there, and a direction that few have told lacks the last digits.
 */
export function variantsOf(learned: Learned, { binary, weights }: Design, areMany: boolean): Contestant[] {
  const { name } = learned.learner;
  const plain = { name, learned };
  if (!learned.learner.polishes) return [plain];
  const inBins = { ...learned, found: { ...learned.found, polished: true } };
  const polished = { name: `${name}, refined in bins`, learned: inBins };
  if (areMany) return [polished];
  if (learned.learner.link !== "found" || binary || weights !== undefined) return [polished, plain];
  const settle = (rows: Rows) => scoredDirection(rows, learned.found.w);
  const scored = { ...learned, explanation: { kind: name, settle } };
  return [{ name: `${name}, refined row by row`, learned: scored }, polished, plain];
}

/** One who stands for the answer. */
export interface Contestant {
  readonly name: string;
  readonly learned: Learned;
}

export interface Standings {
  readonly learned: Learned;
  /** The others, as they stood. */
  readonly others: readonly Candidate[];
}

/** Whoever stands at the end: the first, unless a later one predicts better on the evidence of rows left out. */
export async function contest(
  contestants: readonly Contestant[],
  design: Design,
  unit: LabelUnit,
  told: boolean,
  stream: RandomStream,
  open: Open,
): Promise<Standings> {
  if (contestants.length === 1) return { learned: contestants[0].learned, others: [] };
  const losses = await crossValidated(
    contestants.map(({ learned }) => learned),
    design,
    unit,
    told,
    stream,
    open,
  );
  const enough = design.binary ? ENOUGH_OF_CLASSES : ENOUGH;
  let best = 0;
  for (let k = 1; k < contestants.length; k++) if (evidence(losses[best], losses[k]) > enough) best = k;
  const others = contestants.flatMap(({ name }, k) =>
    k === best ? [] : [{ name, measure: "squareLoss" as const, ...apart(losses[best], losses[k]) }],
  );
  return { learned: contestants[best].learned, others: others.sort((a, b) => a.gap - b.gap) };
}

/** By how much more the second loses a row, and the standard error of that. */
export function apart(one: Float64Array, other: Float64Array): Pick<Candidate, "gap" | "error"> {
  const { mean, error } = paired(other, one);
  return { gap: mean, error };
}

/** For each contestant the loss of every row left out, times its weight. */
async function crossValidated(
  contestants: readonly Learned[],
  design: Design,
  unit: LabelUnit,
  told: boolean,
  stream: RandomStream,
  open: Open,
): Promise<Float64Array[]> {
  const fold = foldsOf(design, stream, FOLDS);
  const rows = Int32Array.from({ length: design.n }, (_, i) => i);
  const losses: number[][] = contestants.map(() => []);
  const folds = design.n > MANY_ROWS || design.d > MANY_FEATURES ? 1 : FOLDS;
  for (let out = 0; out < folds; out++) {
    const [inside, outside] = [rows.filter((i) => fold[i] !== out), rows.filter((i) => fold[i] === out)];
    if (inside.length === 0 || outside.length === 0) continue;
    const [train, test] = [rowsOf(design, inside), rowsOf(design, outside)];
    const { y, weights, binary } = test;
    const scaling = scalingOf(train, contestants[0].trial.knowledge.intercept);
    const store = await open(withLabels(train, unit), scaling);
    const whole = await wholeOf(withLabels(train, unit), store.pass(), scaling, contestants[0]);
    for (const [k, learned] of contestants.entries()) {
      const { signal } = learned.trial;
      const carried = await carry(learned, whole);
      const finished = await finish(carried, train, told, stream.jumped(out + 1), signal);
      const prediction = predictions(finished, test, binary);
      prediction.forEach((value, i) => losses[k].push((weights?.[i] ?? 1) * (value - y[i]) ** 2));
    }
    store.close();
  }
  return losses.map((each) => Float64Array.from(each));
}

/** A fold a row, rows of a group in the same one. */
export function foldsOf({ n, groups }: Pick<Design, "n" | "groups">, stream: RandomStream, folds: number): Int32Array {
  if (groups === undefined) return Int32Array.from({ length: n }, () => stream.below(folds));
  const ofGroup = new Map<number, number>();
  return groups.map((group) => {
    const fold = ofGroup.get(group) ?? stream.below(folds);
    ofGroup.set(group, fold);
    return fold;
  });
}

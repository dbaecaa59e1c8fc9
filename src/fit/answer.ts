/** Who is the answer: what explains corrupted labels where it is believed, else the winner of a contest. */
import type { Design } from "../data/design.ts";
import type { RandomStream } from "../math/random.ts";
import type { Explanation } from "../robust/explanation.ts";
import { contest, variantsOf } from "./contest.ts";
import type { LabelUnit } from "./labels.ts";
import type { Candidate } from "./model.ts";
import type { Learned } from "./procedure.ts";
import { type Contamination, contaminationOf, type Search } from "./robustly.ts";

export interface Answer {
  readonly learned: Learned;
  /** The others. */
  readonly candidates: readonly Candidate[];
  readonly contamination?: Contamination;
}

export interface Question {
  /** What was learned as if all labels were right, and the plain learner beside it. */
  readonly first: Learned;
  readonly plain: Learned;
  readonly unit: LabelUnit;
  /** Whether the link is told. */
  readonly told: boolean;
  /** Whether the plain learner may win. */
  readonly contested: boolean;
  /** Whether labels may be corrupted. */
  readonly looksFor: boolean;
  /** Whether there are many more rows than these. */
  readonly areMany: boolean;
  readonly contest: RandomStream;
  readonly search: Search;
}

type Explained = Learned & { readonly explanation: Pick<Explanation, "kind" | "settle"> };

export async function answerOf(some: Design, question: Question): Promise<Answer> {
  const { first, plain, unit, told, contested, looksFor, areMany, search } = question;
  const contamination = looksFor ? await contaminationOf(some, unit, first, plain, search) : undefined;
  const explained = contamination && { ...contamination.learned, explanation: contamination.best };
  if (explained && contamination.believed) {
    return { learned: explained, candidates: contamination.candidates, contamination };
  }
  const robust = explained ? [{ name: explained.explanation.kind, learned: byDirection(explained) }] : [];
  const variants = variantsOf(first, some, areMany);
  const besides = contested ? [{ name: plain.learner.name, learned: plain }] : [];
  const contestants = [...robust, ...(some.binary ? [...besides, ...variants] : [...variants, ...besides])];
  const { learned: winner, others } = await contest(contestants, some, unit, told, question.contest, search.open);
  const learned = explained && winner === robust[0].learned ? explained : winner;
  return { learned, candidates: others, ...(contamination && { contamination }) };
}

/**
 * An explanation by its direction alone. Labels are what all are judged by: a curve of the labels that it trusts would
 * lose to one of labels as they come.
 */
function byDirection(learned: Explained): Explained {
  const { kind, settle } = learned.explanation;
  return { ...learned, explanation: { kind, settle: async (rows) => ({ w: (await settle(rows)).w }) } };
}

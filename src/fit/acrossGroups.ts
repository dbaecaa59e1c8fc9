/**
 * A fit that is to serve every group of a table: the group neuron in place of the learner, in the coordinates that the
 * learner has found, and what each group has and pays.
 */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import { DataError, UsageError } from "../errors.ts";
import { norm, unit } from "../math/vectors.ts";
import type { KnownLink } from "../method/field.ts";
import type { Knowledge } from "../method/judge.ts";
import { manyRows } from "../method/trial.ts";
import { withIntercept } from "../method/whiten.ts";
import { linkOf } from "../pass/maps.ts";
import { openStore } from "../pass/openStore.ts";
import type { LinkReference } from "../pass/pass.ts";
import type { Divergence } from "../shift/divergence.ts";
import { divergences } from "../shift/divergences/index.ts";
import { type GroupedRows, groupedRows } from "../shift/groupedRows.ts";
import { type GroupStep, groupNeuron } from "../shift/groupNeuron.ts";
import { ownLosses } from "../shift/ownLosses.ts";
import { type Predictor, predictions } from "./compare.ts";
import type { LabelUnit } from "./labels.ts";
import type { Model } from "./model.ts";
import type { FitOptions } from "./options.ts";
import type { Carried, Learned, Whole } from "./procedure.ts";

/** What a fit across groups was told. */
export interface ShiftSettings {
  readonly shift: "chi2" | "kl" | "none";
  /** ν, in units of the mean loss of the groups where they count alike. */
  readonly nu: number;
  readonly reference: "own" | "none";
}

/** Default ν. */
const PENALTY = 0.5;

/** @throws UsageError for options that make no sense without groups, or with them, and for a link that is too steep */
export function shiftSettings(options: FitOptions, { link }: Pick<Knowledge, "link">): ShiftSettings | undefined {
  const { group, shift, nu, reference, contamination, bootstrap = 0, folds = 0 } = options;
  if (group === undefined) {
    for (const [where, got] of Object.entries({ shift, nu, reference })) {
      if (got === undefined) continue;
      throw new UsageError({ where, what: "there are no groups", got, would: "name their column with group" });
    }
    return undefined;
  }
  expectOneOf("shift", shift, ["chi2", "kl", "none"]);
  expectOneOf("reference", reference, ["own", "none"]);
  if (nu !== undefined && !(nu >= 0 && nu <= MOST_PENALTY)) {
    throw new UsageError({
      where: "nu",
      what: "not a penalty",
      got: nu,
      would: "give 0 for the worst group alone, or more",
    });
  }
  for (const [where, got] of Object.entries({ bootstrap, folds })) {
    if (got === 0) continue;
    throw new UsageError({ where, what: "not worked out for a fit across groups", got, would: "leave it away" });
  }
  if (link !== undefined && !(linkOf(link).lipschitz < Infinity)) {
    const what = "has no bounded slope, which a fit across groups needs";
    throw new UsageError({ where: "link", what, got: linkOf(link).name, would: "leave it unknown, or name relu" });
  }
  return { shift: shift ?? "chi2", nu: nu ?? PENALTY, reference: reference ?? (contamination === 0 ? "none" : "own") };
}

/** With a larger penalty all groups count alike to many digits. */
const MOST_PENALTY = 1e6;

function expectOneOf(where: string, got: string | undefined, names: readonly string[]): void {
  if (got === undefined || names.includes(got)) return;
  throw new UsageError({ where, what: "there is no such one", got, would: `give ${names.join(", ")}` });
}

/** Groups count alike, whatever their losses. */
const still: Divergence = { name: "none", between: () => 0, ascend: (from) => from };

/** How many steps groups count alike at first, and how many more the worst ones count for more. */
const [STEPS, MORE_STEPS] = [100, 400];
/** So many moments of the groups' weights are kept. */
const MOMENTS = 60;

export interface AcrossGroups {
  readonly kind: "groupNeuron";
  /** The neuron on these rows. */
  over(whole: Whole): Promise<Carried>;
  /** What came of it on all rows, and on rows set aside. */
  report(test: Design, alike: Predictor, robust: Predictor, whole: Whole): Promise<NonNullable<Model["shift"]>>;
}

export function acrossGroups(
  settings: ShiftSettings,
  { column, names }: { readonly column: string; readonly names: readonly string[] },
  { trial }: Learned,
  unit: LabelUnit,
): AcrossGroups {
  const { link, intercept } = trial.knowledge;
  let last: Found | undefined;
  return {
    kind: "groupNeuron",
    async over(whole) {
      last = await neuronOver(whole, settings, link, intercept);
      return last.carried;
    },
    async report(test, alike, robust, whole) {
      const found = last?.whole === whole ? last : await neuronOver(whole, settings, link, intercept);
      const lossOf = (predictor: Predictor) =>
        groupLosses(test, predictions(predictor, test, test.binary), names.length);
      const [before, after] = [lossOf(alike), lossOf(robust)];
      const square = unit.scale * unit.scale;
      const at = new Map([...found.present].map((group, k) => [group, k]));
      const groups = names.map((name, j) => {
        const k = at.get(j);
        return {
          name,
          rows: k === undefined ? 0 : found.sizes[k],
          weight: k === undefined ? 0 : found.weights[k],
          trusted: k === undefined ? 1 : found.trusted[k],
          ...(found.own[k ?? -1] !== undefined && { own: found.own[k!] * square }),
          alike: before[j],
          robust: after[j],
        };
      });
      const order = [...groups.keys()].sort((a, b) => groups[b].weight - groups[a].weight).slice(0, MOST_DRAWN);
      return {
        ...settings,
        column,
        penalty: found.penalty * square,
        groups,
        path: {
          steps: found.path.map(({ t }) => t),
          groups: order,
          weights: order.map((j) => found.path.map(({ weights }) => weights[at.get(j) ?? -1] ?? 0)),
        },
      };
    },
  };
}

/** The weights of so many groups are kept step by step. */
const MOST_DRAWN = 8;

interface Found {
  readonly whole: Whole;
  readonly carried: Carried;
  /** Which groups the rows are of, and for each of them in this order: */
  readonly present: Int32Array;
  readonly sizes: readonly number[];
  readonly weights: Float64Array;
  readonly trusted: readonly number[];
  /** What each could have by itself, where asked. */
  readonly own: readonly number[];
  readonly penalty: number;
  readonly path: readonly Pick<GroupStep, "t" | "weights">[];
}

async function neuronOver(
  whole: Whole,
  { shift, nu, reference }: ShiftSettings,
  link: LinkReference | undefined,
  intercept: boolean,
): Promise<Found> {
  const { design, scaling } = whole;
  const which = someOfEach(design.strata!, manyRows(design.d));
  const some = which.length === design.n ? design : rowsOf(design, which);
  const { group, present } = renumbered(some.strata!);
  const store = some === design ? undefined : await openStore(some, scaling);
  try {
    const pass = store?.pass() ?? whole.pass;
    const whitening = link && intercept ? withIntercept(whole.whitening) : whole.whitening;
    const known: KnownLink | undefined = link && { link, scale: 1, shift: 0 };
    const all = await groupedRows(some, group, { pass, whitening, scaling });
    const own = reference === "own" ? await ownLosses(all, known) : undefined;
    const rows = own?.rows ?? all;
    const problem = { rows, ...(known && { link: known }), ...(own && { references: own.losses }) };
    const equal = await groupNeuron({ ...problem, divergence: still, penalty: 0 }, { steps: STEPS });
    const penalty = nu * mean(equal.losses);
    const path: Pick<GroupStep, "t" | "weights">[] = [];
    const every = Math.ceil(MORE_STEPS / MOMENTS);
    const watch = ({ t, weights }: GroupStep): void => void (t % every === 0 && path.push({ t, weights }));
    const sizes = sizesOf(design.strata!, present);
    const fit =
      shift === "none"
        ? { ...equal, weights: Float64Array.from(sizes, (size) => size / design.n) }
        : await groupNeuron(
            { ...problem, divergence: divergences[shift](), penalty },
            { steps: MORE_STEPS, start: equal.w, watch },
          );
    if (shift !== "none") path.push({ t: fit.steps, weights: fit.weights });
    return {
      whole,
      carried: carriedBy(fit.w, fit.weights, rows, which, whole, known),
      present,
      sizes,
      weights: fit.weights,
      trusted: trustedShares(all, rows),
      own: own ? [...own.losses] : [],
      penalty,
      path,
    };
  } finally {
    store?.close();
  }
}

/** Of every group some rows, `most` in all or little more: a group of few has them all. */
function someOfEach(strata: Int32Array, most: number): Int32Array {
  if (strata.length <= most) return Int32Array.from(strata, (_, i) => i);
  const seen: number[] = [];
  const groups = new Set(strata).size;
  const each = Math.ceil(most / groups);
  return Int32Array.from(strata.keys()).filter((i) => (seen[strata[i]] = (seen[strata[i]] ?? 0) + 1) <= each);
}

/** The same groups numbered from 0 on, and which they are. */
function renumbered(strata: Int32Array): { readonly group: Int32Array; readonly present: Int32Array } {
  const present = Int32Array.from(new Set(strata)).sort();
  const numbers = new Map([...present].map((group, k) => [group, k]));
  return { group: strata.map((group) => numbers.get(group)!), present };
}

function sizesOf(strata: Int32Array, present: Int32Array): number[] {
  const counts = new Map<number, number>();
  for (const group of strata) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...present].map((group) => counts.get(group) ?? 0);
}

/**
 * How much of each group's labels is trusted: shares are in proportion to trust, so that where all but a few labels are
 * trusted fully, the largest share is that of full trust.
 */
function trustedShares(all: GroupedRows, rows: GroupedRows): number[] {
  const fullest = new Float64Array(all.groups);
  for (let i = 0; i < rows.shares.length; i++) {
    fullest[rows.group[i]] = Math.max(fullest[rows.group[i]], rows.shares[i] / all.shares[i]);
  }
  return [...fullest].map((ratio) => 1 / ratio);
}

/** The direction of a neuron's weights, and how much each row counts for the curve along it. */
function carriedBy(
  w: Float64Array,
  groupWeights: Float64Array,
  rows: GroupedRows,
  which: Int32Array,
  whole: Whole,
  link: KnownLink | undefined,
): Carried {
  const slopes = w.subarray(0, whole.whitening.size);
  const direction = unit(Float64Array.from(slopes));
  const counts = new Float64Array(whole.design.n);
  which.forEach((row, i) => (counts[row] = which.length * rows.shares[i] * groupWeights[rows.group[i]]));
  return {
    ...whole,
    line: whole.whitening.line(direction),
    candidate: {
      w: direction,
      phi: 0,
      ...(link && {
        known: { ...link, scale: norm(slopes) || Number.MIN_VALUE, shift: w[whole.whitening.size] ?? 0 },
      }),
    },
    trust: { corrupted: new Float64Array(whole.design.n), counts },
  };
}

/** The mean loss of each group on rows; null of a group without any. */
function groupLosses({ y, strata, weights }: Design, prediction: Float64Array, groups: number): (number | null)[] {
  const [sums, masses] = [new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < y.length; i++) {
    const weight = weights?.[i] ?? 1;
    sums[strata![i]] += weight * (prediction[i] - y[i]) * (prediction[i] - y[i]);
    masses[strata![i]] += weight;
  }
  return Array.from(sums, (sum, j) => (masses[j] > 0 ? sum / masses[j] : null));
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Some group needs two rows, so that one of them can be held out. @throws DataError */
export function refuseLoneRows({ strata, groups }: Design, column: string | undefined): void {
  if (strata === undefined || groups !== undefined || new Set(strata).size < strata.length) return;
  const would = "name a column whose values repeat";
  throw new DataError({ where: `group ${column}`, what: "every row is a group of its own", would });
}

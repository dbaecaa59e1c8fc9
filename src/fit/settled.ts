/** An explanation of labels carried to other rows: its direction settled on them, and how much each of them counts. */
import { unit } from "../math/vectors.ts";
import type { KnownLink } from "../method/field.ts";
import { settle as atBest, fineProfile, type Knowledge } from "../method/judge.ts";
import { type Line, rebased, type Whitening } from "../method/whiten.ts";
import type { Pass } from "../pass/pass.ts";
import { inDataUnits, type Scaling } from "../pass/scaling.ts";
import type { Explanation } from "../robust/explanation.ts";
import { packedRows, rowsOver } from "../robust/rows.ts";
import type { ExplainedBy } from "./labelLaw.ts";
import { type Carried, type Learned, rescaled, type Whole } from "./procedure.ts";

/** Explanations know directions in the coordinates they were found in, so they are settled in those. */
export async function settled(
  { trial, scaling, found }: Learned,
  explanation: Pick<Explanation, "kind" | "settle">,
  whole: Whole,
): Promise<Carried> {
  const whitening = rebased(trial.whitening, scaling, whole.scaling);
  const rows = rowsOver(whole.design, whole.pass, whole.scaling, whitening);
  const { w, trust, law, classes, trustOf, again } = await explanation.settle(rows);
  const there = unit(whole.whitening.coordinates(rescaled(trial.whitening.line(w), scaling, whole.scaling)));
  const line = whole.whitening.line(there);
  const known = await knownOn(whole.pass, line, trial.knowledge, trust?.counts);
  return {
    ...whole,
    line,
    candidate: { w: there, phi: found.phi, ...(known && { known }) },
    ...(trust && { trust }),
    ...(classes && { classes: { ...classes, lineOf: lineOf(whitening, whole.scaling) } }),
    ...(law && { law: { ...law, w, lineOf: lineOf(whitening, whole.scaling) } }),
    ...(again && { explanation: { kind: explanation.kind, settle: again } }),
    ...(trustOf && { trustOf: async (others) => trustOf(await packedRows(others, whole.scaling, whitening)) }),
  };
}

/** The known link at its best scale and shift on rows that count so much each. */
async function knownOn(
  pass: Pass,
  line: Line,
  knowledge: Knowledge,
  weights?: Float64Array,
): Promise<KnownLink | undefined> {
  if (knowledge.link === undefined) return undefined;
  const [profile] = await pass.sweep([{ ...fineProfile(line), ...(weights && { working: { weights } }) }]);
  return atBest(profile, knowledge, 1);
}
/** The index along a direction in whitened coordinates: Σ weights·(x − centers) + offset, x in the data's units. */
const lineOf =
  (whitening: Whitening, scaling: Scaling): ExplainedBy["lineOf"] =>
  (w) => {
    const line = whitening.line(w);
    return { weights: inDataUnits(line.w, 0, scaling).weights, centers: scaling.center, offset: line.offset };
  };

/** The group neuron on four groups that differ: how near the surrogate comes to the least risk. */
import { worstCase } from "../../shift/divergence.ts";
import { divergences } from "../../shift/divergences/index.ts";
import { type GroupedRows, groupedRows, groupMeans, rowWeightsOf } from "../../shift/groupedRows.ts";
import { groupNeuron } from "../../shift/groupNeuron.ts";
import { type Polished, polished } from "../../shift/polish.ts";
import { indexAt, plainly, rowLosses } from "../../shift/rows.ts";
import { uniform } from "../../shift/simplex.ts";
import type { Run } from "./cells.ts";
import { groupSample, RELU, UNLIKE } from "./samples.ts";

export const SETTINGS = [
  { name: "kl 0.2", kind: "kl", penalty: 0.2 },
  { name: "chi2 0.2", kind: "chi2", penalty: 0.2 },
  { name: "kl 0", kind: "kl", penalty: 0 },
] as const;

type Setting = (typeof SETTINGS)[number];
export type Kind = keyof typeof divergences;

const PLAN = { first: 0.05, growth: 0, sharpness: 0, inertia: 0.5 };
const RADIUS = 3;

export async function groupLosses(w: Float64Array, rows: GroupedRows): Promise<Float64Array> {
  return groupMeans(rowLosses(await indexAt(w, rows), rows.labels, plainly(RELU)), rows);
}

/** The least risk that subgradient descent finds from where a surrogate has led. */
export function leastGroupRisk(
  rows: GroupedRows,
  kind: Kind,
  penalty: number,
  start: Float64Array,
  steps: number,
): Promise<Polished> {
  const worst = (losses: Float64Array) => {
    const { weights, risk } = worstCase(groupMeans(losses, rows), uniform(rows.groups), penalty, divergences[kind]());
    return { weights: rowWeightsOf(weights, rows), risk };
  };
  // A quarter over this is the first step of the peer, .05.
  return polished(rows, RELU, worst, start, { smoothness: 5, steps, radius: RADIUS });
}

/** R at the last iterate and at the mean of all, and the least there is, for every penalty. */
export async function groupsRun(seed: number, settings: readonly Setting[] = SETTINGS): Promise<Run> {
  const { design, group } = groupSample(100 + seed, UNLIKE);
  const rows = await groupedRows(design, group);
  const run: Record<string, number> = {};
  for (const { name, kind, penalty } of settings) {
    const divergence = divergences[kind]();
    const problem = { rows, link: RELU, divergence, penalty, radius: RADIUS };
    const fit = await groupNeuron(problem, { plan: PLAN, steps: 1500 });
    const riskAt = async (w: Float64Array): Promise<number> =>
      worstCase(await groupLosses(w, rows), uniform(rows.groups), penalty, divergence).risk;
    run[`${name} least`] = (await leastGroupRisk(rows, kind, penalty, fit.w, 3000)).risk;
    run[`${name} last`] = await riskAt(fit.w);
    run[`${name} mean`] = await riskAt(fit.average);
  }
  return run;
}

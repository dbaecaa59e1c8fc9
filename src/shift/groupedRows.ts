/** Rows that come in groups (sites, years, sensors), all in one pass, and each group by itself. */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import { DataError } from "../errors.ts";
import type { Frame } from "../method/field.ts";
import { unwhitened } from "../method/whiten.ts";
import { memoryPass } from "../pass/memory.ts";
import { openStore } from "../pass/openStore.ts";
import type { Scaling } from "../pass/scaling.ts";
import type { LabeledRows } from "./rows.ts";

export interface GroupedRows extends LabeledRows {
  /** n numbers from 0 to K − 1. */
  readonly group: Int32Array;
  /** K. */
  readonly groups: number;
  /** Of every row, within its group; the shares of a group sum to 1. */
  readonly shares: Float64Array;
  /** The rows of one group. */
  only(group: number): LabeledRows;
}

/** Where rows are seen: the pass over all of them, what they were packed with, and the coordinates. */
export interface GroupFrame extends Frame {
  readonly scaling: Scaling;
}

/**
 * @param group n numbers from 0 on, none left out
 * @param frame by default the rows as they are, neither centered nor whitened
 * @throws DataError where the groups are not those of the rows
 */
export async function groupedRows(design: Design, group: Int32Array, frame?: GroupFrame): Promise<GroupedRows> {
  const { n, y } = design;
  if (group.length !== n) throw new DataError({ where: "groups", what: "not as many as rows", got: group.length });
  const members = membersOf(group);
  const { pass, whitening, scaling } = frame ?? (await asTheyAre(design));
  const shares = new Float64Array(n);
  for (const rows of members) {
    let mass = 0;
    for (const i of rows) mass += design.weights?.[i] ?? 1;
    for (const i of rows) shares[i] = (design.weights?.[i] ?? 1) / mass;
  }
  return {
    pass,
    whitening,
    labels: y,
    group,
    groups: members.length,
    shares,
    only(j) {
      const own = rowsOf(design, Int32Array.from(members[j]));
      return { pass: memoryPass(own, scaling), whitening, labels: own.y };
    },
  };
}

async function asTheyAre(design: Design): Promise<GroupFrame> {
  const { d } = design;
  const scaling = { center: new Float64Array(d), scale: new Float64Array(d).fill(1) };
  return { pass: (await openStore(design, scaling)).pass(), whitening: unwhitened(d), scaling };
}

function membersOf(group: Int32Array): number[][] {
  const members: number[][] = [];
  group.forEach((j, i) => {
    while (members.length <= j) members.push([]);
    members[j].push(i);
  });
  const empty = members.findIndex((rows) => rows.length === 0);
  if (empty < 0) return members;
  throw new DataError({ where: `group ${empty}`, what: "has no rows", would: "number groups from 0 on" });
}

/** Σ share · value of each group. */
export function groupMeans(values: Float64Array, { group, groups, shares }: GroupedRows): Float64Array {
  const means = new Float64Array(groups);
  for (let i = 0; i < values.length; i++) means[group[i]] += shares[i] * values[i];
  return means;
}

/** What each row weighs where its group weighs so much. */
export function rowWeightsOf(groupWeights: Float64Array, { group, shares }: GroupedRows): Float64Array {
  return shares.map((share, i) => share * groupWeights[group[i]]);
}

/** The same rows, their shares within their groups in proportion to a trust of each. */
export function trusting(rows: GroupedRows, trust: Float64Array): GroupedRows {
  const counted = rows.shares.map((share, i) => share * trust[i]);
  const masses = new Float64Array(rows.groups);
  for (let i = 0; i < counted.length; i++) masses[rows.group[i]] += counted[i];
  return { ...rows, shares: counted.map((share, i) => share / masses[rows.group[i]]) };
}

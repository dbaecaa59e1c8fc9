/** What each group has and pays in a fit across groups, for terminal and HTML. */
import { plainText, shortened } from "../figures/plainText.ts";
import type { Model } from "../fit/model.ts";
import { percent, significant } from "./number.ts";

type Shift = NonNullable<Model["shift"]>;

/** So many groups are shown, the worst served first. */
const MOST = 12;

export interface GroupTable {
  readonly heads: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  /** How many groups are not shown. */
  readonly rest: number;
}

/** A line a group, the largest loss of the fit first. */
export function groupTable({ groups, reference }: Shift): GroupTable {
  const order = [...groups].sort((a, b) => (b.robust ?? -1) - (a.robust ?? -1));
  const loss = (value: number | null): string => (value === null ? "" : significant(value));
  return {
    heads: ["rows", "all alike", "this fit", "pays", ...(reference === "own" ? ["own", "trusted"] : []), "weight"],
    rows: order.slice(0, MOST).map(({ name, rows, alike, robust, own, trusted, weight }) => ({
      name: shortened(plainText(name), 24),
      cells: [
        String(rows),
        loss(alike),
        loss(robust),
        paid(alike, robust),
        ...(reference === "own" ? [own === undefined ? "" : significant(own), percent(trusted)] : []),
        percent(weight),
      ],
    })),
    rest: Math.max(groups.length - MOST, 0),
  };
}

function paid(alike: number | null, robust: number | null): string {
  if (alike === null || robust === null) return "";
  const more = robust - alike;
  return `${more < 0 ? "−" : "+"}${significant(Math.abs(more), 2)}`;
}

/** What was asked for and what came of it, a word and a sentence each. */
export function groupWords(model: Model): readonly (readonly [word: string, text: string])[] {
  const { shift } = model;
  if (shift === undefined) return [];
  const told = shift.groups.filter(({ alike, robust }) => alike !== null && robust !== null);
  const worst = (of: "alike" | "robust") =>
    told.reduce((most, group) => ((group[of] ?? 0) > (most[of] ?? 0) ? group : most), told[0]);
  const [before, after] = [worst("alike"), worst("robust")];
  const counted =
    shift.reference === "own" ? "in excess of each group's own robust neuron, over labels it trusts" : "as they are";
  const named = (name: string): string => shortened(plainText(name), 24);
  return [
    [
      "groups",
      `${shift.groups.length} of ${plainText(shift.column)}, shift ${shift.shift}, nu ${significant(shift.nu)} mean losses, losses ${counted}`,
    ],
    ...(before === undefined
      ? []
      : [
          [
            "worst",
            `${named(before.name)} with a held-out loss of ${significant(before.alike ?? 0)} where all rows count alike, ${named(after.name)} with ${significant(after.robust ?? 0)} here`,
          ] as const,
        ]),
  ];
}

export const groupNote =
  "Held-out losses of the fit for which all rows count alike and of this one, what the group pays for the others (less is a gain), and how much it counts; own is what a robust neuron of its own has over the labels that it trusts.";

/**
 * Robust neurons and mixtures under shift: the same tables as NumPy has on samples of the same laws, how the primal–dual
 * gap closes, and whom a fit across groups serves where labels are wrong.
 */
import { gap } from "../figures/index.ts";
import type { TextTable } from "../report/textTable.ts";
import type { Experiment, ExperimentOptions, Findings } from "./experiment.ts";
import { agreement, type Cell, cellOf, claim, peerCell, type Run, shown } from "./shift/cells.ts";
import { corruptedRun, FITS, TROUBLES } from "./shift/corrupted.ts";
import { groupsRun, SETTINGS } from "./shift/groups.ts";
import { EVERY, MIXTURES, mixturesRun } from "./shift/mixtures.ts";
import * as peer from "./shift/peer.ts";
import { type GapPath, gapPath, PENALTIES, penaltyName, rowsRun } from "./shift/rows.ts";
import type { Claim } from "./study.ts";

/** Seeds, as many as the peer has, and of `--quick`. */
const [SEEDS, QUICK_SEEDS] = [10, 3];

export const shift: Experiment = {
  name: "shift",
  about: "Neurons and mixtures robust to distribution shift, beside NumPy; groups with wrong labels.",
  async run(options) {
    const seeds = Array.from({ length: options.quick ? QUICK_SEEDS : SEEDS }, (_, k) => k + 1);
    const parts = { rows: rowsRun, groups: groupsRun, mixtures: mixturesRun, corrupted: corruptedRun };
    const runs: Record<string, Run[]> = {};
    const names = Object.keys(parts) as (keyof typeof parts)[];
    for (const [k, name] of names.entries())
      runs[name] = await each((seed) => parts[name](seed), seeds, name, k / names.length, options);
    const gaps = [await gapPath(1, true), await gapPath(1, false)];
    options.progress?.({ stage: "done", done: 1 });
    return findings(runs, gaps, seeds);
  },
};

async function each(
  part: (seed: number) => Promise<Run>,
  seeds: readonly number[],
  name: string,
  from: number,
  { signal, progress }: ExperimentOptions,
): Promise<Run[]> {
  const runs: Run[] = [];
  for (const [k, seed] of seeds.entries()) {
    signal?.throwIfAborted();
    progress?.({ stage: `${name}, seed ${seed}`, done: from + k / seeds.length / 4 });
    runs.push(await part(seed));
  }
  return runs;
}

function findings(runs: Readonly<Record<string, Run[]>>, gaps: readonly GapPath[], seeds: readonly number[]): Findings {
  const { rows, groups, mixtures, corrupted } = runs;
  const beside = (of: readonly Run[], theirs: peer.Peer, name: string): string[] => [
    shown(cellOf(of, name)),
    shown(peerCell(theirs, name)),
  ];
  const table = (heads: readonly string[], lines: readonly (readonly string[])[]): TextTable => ({
    heads,
    rows: lines,
  });
  return {
    tables: [
      {
        head: `Risk R(w) under the worst χ² shift of 2000 rows, a tenth of them shifted, 3 % of the labels wrong; ${seeds.length} seeds`,
        table: table(
          ["ν", "weights by", "here", "NumPy"],
          PENALTIES.flatMap((penalty) =>
            ROWS.map(([key, words]) => [
              `${penalty}`,
              words,
              ...beside(rows, peer.rows, `${penaltyName(penalty)} ${key}`),
            ]),
          ),
        ),
      },
      {
        head: "Risk under the worst mix of four groups",
        table: table(
          ["shift, ν", "weights by", "here", "NumPy"],
          SETTINGS.flatMap(({ name }) =>
            GROUPS.map(([key, words]) => [name, words, ...beside(groups, peer.groups, `${name} ${key}`)]),
          ),
        ),
      },
      {
        head: "Worst excess of four domains, less that of the constant mixture (which has its own line)",
        table: table(
          ["every", "controller", "here", "NumPy"],
          EVERY.flatMap((every) =>
            Object.keys(MIXTURES).map((name) => [
              `${every}`,
              name,
              ...beside(mixtures, peer.mixtures, `${every} ${name}`),
            ]),
          ),
        ),
      },
      {
        head: "Worst group's loss on clean labels, plumbline fit --link relu --group",
        table: table(
          ["trouble", ...Object.keys(FITS)],
          Object.keys(TROUBLES).map((trouble) => [
            trouble,
            ...Object.keys(FITS).map((name) => shown(cellOf(corrupted, `${trouble}, ${name}`))),
          ]),
        ),
      },
    ],
    claims: [
      agreement("rows", rows, peer.rows),
      agreement("groups", groups, peer.groups),
      agreement("mixtures", mixtures, peer.mixtures),
      ...rowsClaims(rows),
      ...gapClaims(gaps),
      ...mixtureClaims(mixtures),
      ...corruptedClaims(corrupted),
    ],
    csv: csvOf(runs, seeds),
    figure: (document) => gap(document, { panels: gaps }),
  };
}

const ROWS = [
  ["least", "descent on R from the practical ones"],
  ["practical", "practical constants, 500 steps"],
  ["cautious", "c₁ = .2, ν₀ = .05, 3000 steps"],
  ["theoretical", "the theorem's constants, 3000 steps"],
  ["erm", "empirical risk minimization"],
  ["zero", "0"],
] as const;

const GROUPS = [
  ["least", "descent on R from the last"],
  ["last", "the last iterate"],
  ["mean", "the mean of all iterates"],
] as const;

/** Every run has `a` below `b`, or their means if so told. */
const below = (runs: readonly Run[], a: string, b: string): boolean => cellOf(runs, a).mean < cellOf(runs, b).mean;

function rowsClaims(runs: readonly Run[]): Claim[] {
  const at = (nu: number, key: string): string => `${penaltyName(nu)} ${key}`;
  const ratio = PENALTIES.map((nu) => cellOf(runs, at(nu, "practical")).mean / cellOf(runs, at(nu, "cautious")).mean);
  return [
    claim(
      "rows: practical and cautious constants settle at the same risk, to a thousandth",
      ratio.every((value) => Math.abs(value - 1) < 1e-3),
      `ratios ${ratio.map((value) => value.toFixed(5)).join(", ")}`,
    ),
    claim(
      "rows: least < practical < ERM < theoretical after 3000 steps < 0, in the mean, at every ν",
      PENALTIES.every((nu) =>
        ["practical", "erm", "theoretical", "zero"].every((key, k) =>
          below(runs, at(nu, ["least", "practical", "erm", "theoretical"][k]), at(nu, key)),
        ),
      ),
      PENALTIES.map((nu) =>
        ["least", "practical", "erm", "theoretical", "zero"]
          .map((key) => cellOf(runs, at(nu, key)).mean.toFixed(3))
          .join(" "),
      ).join("; "),
    ),
  ];
}

function gapClaims([exact, noisy]: readonly GapPath[]): Claim[] {
  const over = exact.potential.map((value, i) => value / exact.bound[i]);
  const worst = Math.max(...over);
  const fell = exact.gap[0] / exact.gap[exact.gap.length - 1];
  const promised = exact.bound[0] / exact.bound[exact.bound.length - 1];
  return [
    claim(
      "gap, exact labels: the distance to the saddle point is below D₀/A at every step",
      worst <= 1,
      `at most ${worst.toFixed(3)} of it`,
    ),
    claim(
      "gap, exact labels: it falls at least as fast as 1/A",
      fell >= promised,
      `by ${fell.toExponential(1)} over ${exact.steps.length} steps, 1/A by ${promised.toExponential(1)}`,
    ),
    claim(
      "gap, noisy labels: the method settles, and the gap with it",
      Math.abs(noisy.gap[noisy.gap.length - 1]) < 1e-2 * noisy.gap[0],
      `${noisy.gap[0].toExponential(1)} to ${noisy.gap[noisy.gap.length - 1].toExponential(1)}`,
    ),
  ];
}

function mixtureClaims(runs: readonly Run[]): Claim[] {
  const cell = (name: string): Cell => cellOf(runs, name);
  const controllers = Object.keys(MIXTURES).filter((name) => name !== "constant" && !name.startsWith("groupDro"));
  const paired = runs.map((run) => ({
    gain: run["5 pdKl f=0"] - run["5 pdKl"],
    gain3: run["5 pdKl 3 f=0"] - run["5 pdKl 3"],
  }));
  const gains = [cellOf(paired, "gain"), cellOf(paired, "gain3")];
  return [
    claim(
      "mixtures: every controller that is told references has a lower worst excess than the constant mixture, updated every 5 steps",
      controllers.every((name) => cell(`5 ${name}`).mean < 0),
      controllers.map((name) => `${name} ${cell(`5 ${name}`).mean.toFixed(4)}`).join(", "),
    ),
    claim(
      "mixtures: Group DRO on losses as they are has a higher one",
      cell("5 groupDro 0.1").mean > 0,
      shown(cell("5 groupDro 0.1")),
    ),
    claim(
      "mixtures: dual extrapolation lowers PD-KL's worst excess where it is updated every 5 steps, at η = 1 and 3",
      gains.every(({ mean }) => mean > 0),
      gains.map(shown).join(" and "),
    ),
  ];
}

function corruptedClaims(runs: readonly Run[]): Claim[] {
  const mean = (trouble: string, fit: string): number => cellOf(runs, `${trouble}, ${fit}`).mean;
  const wrong = ["labels too low", "labels too high"];
  const ratios = (fit: string) => wrong.map((trouble) => mean(trouble, "by default") / mean(trouble, fit));
  const said = (values: readonly number[]) => `${values.map((value) => value.toFixed(2)).join(" and ")} of it`;
  const minority = mean("a shifted minority", "by default") / mean("a shifted minority", "ERM");
  return [
    claim(
      "groups: with a fifth of a group's labels wrong, the default's worst clean loss is no larger than ERM's",
      ratios("ERM").every((value) => value <= 1),
      said(ratios("ERM")),
    ),
    claim(
      "groups: and at most half of plain Group DRO's",
      ratios("Group DRO").every((value) => value <= 0.5),
      said(ratios("Group DRO")),
    ),
    claim("groups: with a shifted minority and no wrong labels it is below ERM's", minority < 1, said([minority])),
  ];
}

function csvOf(runs: Readonly<Record<string, readonly Run[]>>, seeds: readonly number[]): string {
  const lines = Object.entries(runs).flatMap(([part, of]) =>
    of.flatMap((run, k) => Object.entries(run).map(([name, value]) => `${part},"${name}",${seeds[k]},${value}`)),
  );
  return `${["part,name,seed,value", ...lines].join("\n")}\n`;
}

/** What the runs of all methods come to: tables, verdicts and the lines of the figures. */
import { significant } from "../../report/number.ts";
import type { TextTable } from "../../report/textTable.ts";
import { type Cell, cellOf, claim } from "../shift/cells.ts";
import type { Claim } from "../study.ts";
import { METHODS, type Method, type MethodRun, type Targets } from "./methods.ts";
import type { Judgment } from "./training.ts";

export interface Results {
  readonly domains: readonly string[];
  readonly targets: Targets;
  readonly runs: readonly MethodRun[];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** All domains count alike. */
export const meanLoss = ({ losses }: Judgment): number => mean(losses);
/** Percent of the symbols that are the likeliest. */
export const accuracy = ({ errors }: Judgment): number => 100 * (1 - mean(errors));
/** How far the worst domain is from a model of its own. */
export const worstExcess = ({ losses }: Judgment, { heldOut }: Targets): number =>
  Math.max(...losses.map((loss, i) => loss - heldOut[i]));

const atEnd = ({ checks }: MethodRun): Judgment => checks[checks.length - 1];

/** Tokens after which the mean loss is at a level, in a straight line between checks; undefined where it never is. */
export function tokensTo({ checks }: Pick<MethodRun, "checks">, level: number): number | undefined {
  const k = checks.findIndex((check) => meanLoss(check) <= level);
  if (k === -1) return undefined;
  if (k === 0) return checks[0].tokens;
  const [before, after] = [checks[k - 1], checks[k]];
  const share = (meanLoss(before) - level) / (meanLoss(before) - meanLoss(after));
  return before.tokens + share * (after.tokens - before.tokens);
}

const cell = (values: readonly number[]): Cell =>
  cellOf(
    values.map((value) => ({ value })),
    "value",
  );

/** Mean ± two standard errors. */
const written = ({ mean, error }: Cell, digits: number): string =>
  `${mean.toFixed(digits)} ± ${(2 * error).toFixed(digits)}`;

export const runsOf = ({ runs }: Results, method: Method): MethodRun[] =>
  runs.filter((run) => run.method === method).sort((a, b) => a.seed - b.seed);

const methodsIn = ({ runs }: Results): Method[] =>
  (Object.keys(METHODS) as Method[]).filter((method) => runs.some((run) => run.method === method));

/** One number of every seed's model at the end. */
const over = (results: Results, method: Method, of: (at: Judgment) => number): number[] =>
  runsOf(results, method).map((run) => of(atEnd(run)));

/** Of the proportional mixture's tokens, how many lead to where it ends; a seed's own end each. */
function sharesToTarget(results: Results, method: Method): (number | undefined)[] {
  const targets = over(results, "proportional", meanLoss);
  return runsOf(results, method).map((run, k) => {
    const tokens = tokensTo(run, targets[k]);
    return tokens === undefined ? undefined : (100 * tokens) / run.checks[run.checks.length - 1].tokens;
  });
}

export function summaryTable(results: Results): TextTable {
  return {
    heads: [
      "mixture",
      "tokens before",
      "mean accuracy, %",
      "mean loss",
      "worst excess",
      "tokens to the proportional mixture's end, %",
    ],
    rows: methodsIn(results).map((method) => {
      const reached = sharesToTarget(results, method);
      const those = reached.filter((share) => share !== undefined);
      const some = those.length < reached.length ? ` (${those.length} of ${reached.length})` : "";
      return [
        METHODS[method],
        `${significant(runsOf(results, method)[0].before / 1000, 4)}k`,
        written(cell(over(results, method, accuracy)), 2),
        written(cell(over(results, method, meanLoss)), 4),
        written(cell(over(results, method, (at) => worstExcess(at, results.targets))), 4),
        those.length === 0 ? "never" : `${written(cell(those), 0)}${some}`,
      ];
    }),
  };
}

export function domainTable(results: Results): TextTable {
  return {
    heads: ["mixture", "", ...results.domains],
    rows: [
      ["a model of its own", "loss", ...results.targets.heldOut.map((loss) => loss.toFixed(3))],
      ...methodsIn(results).flatMap((method) => [
        [
          METHODS[method],
          "loss",
          ...results.domains.map((_, i) => written(cell(over(results, method, ({ losses }) => losses[i])), 3)),
        ],
        [
          "",
          "% of tokens",
          ...results.domains.map((_, i) =>
            written(cell(runsOf(results, method).map(({ shares }) => 100 * shares[i])), 1),
          ),
        ],
      ]),
    ],
  };
}

/** Whether the first of two numbers a seed is better, by more than chance does: two standard errors of the difference. */
export function ahead(
  says: string,
  better: "larger" | "smaller",
  first: readonly number[],
  second: readonly number[],
  digits: number,
): Claim {
  const difference = cell(first.map((value, k) => value - second[k]));
  const gain = better === "larger" ? difference.mean : -difference.mean;
  // One seed says nothing of chance.
  const chance = first.length > 1 ? 2 * difference.error : Number.POSITIVE_INFINITY;
  const verdict = gain > chance ? "ahead" : gain < -chance ? "the order is the other way round" : "chance does as much";
  const [a, b] = [cell(first).mean, cell(second).mean].map((value) => value.toFixed(digits));
  return claim(
    says,
    gain > chance,
    `${a} against ${b}, difference ${written(difference, digits)} over ${first.length} seeds: ${verdict}`,
  );
}

export function claimsOf(results: Results): Claim[] {
  const accurate = (says: string, a: Method, b: Method): Claim =>
    ahead(says, "larger", over(results, a, accuracy), over(results, b, accuracy), 2);
  const worst = (method: Method): number[] => over(results, method, (at) => worstExcess(at, results.targets));
  const even = (says: string, a: Method, b: Method): Claim => ahead(says, "smaller", worst(a), worst(b), 4);
  const forms: readonly (readonly [Method, string])[] = [
    ["doremi", "DoReMi with its published step, η = 1"],
    ["doremiSmall", "DoReMi with η = 0.01"],
    ["doremiOnline", "the online form that its authors compare with as DoReMi"],
  ];
  const verdicts = forms.map(([form, name]) => accurate(`PD-KL has a higher mean accuracy than ${name}`, "pdKl", form));
  const won = verdicts.filter(({ holds }) => holds).length;
  return [
    claim(
      "PD-KL has a higher mean accuracy than DoReMi in every form, as in the talk (49.87 against 48.91)",
      won === forms.length,
      `it has than ${won} of ${forms.length}`,
    ),
    ...verdicts,
    accurate("PD-KL has a higher mean accuracy than the uniform mixture", "pdKl", "uniform"),
    ...forms.map(([form, name]) => even(`PD-KL has a smaller worst excess than ${name}`, "pdKl", form)),
    even("PD-KL has a smaller worst excess than the uniform mixture", "pdKl", "uniform"),
    even(
      "PD-χ² has a smaller worst excess than the proportional mixture, from which it starts",
      "pdChi2",
      "proportional",
    ),
    even(
      "DoReMi with η = 0.01 has a smaller worst excess than the proportional mixture, its reference",
      "doremiSmall",
      "proportional",
    ),
  ];
}

/** Mean and two standard errors over the seeds after so many tokens, a line a method. */
export function linesOf(results: Results, of: (at: Judgment) => number) {
  return methodsIn(results).map((method) => {
    const runs = runsOf(results, method);
    return {
      name: METHODS[method],
      ours: method === "pdKl" || method === "pdChi2",
      points: runs[0].checks.map(({ tokens }, k) => {
        const { mean: value, error } = cell(runs.map(({ checks }) => of(checks[k])));
        return { tokens, value, least: value - 2 * error, largest: value + 2 * error };
      }),
    };
  });
}

export function csvOf({ domains, targets, runs }: Results): string {
  const lines = runs.flatMap(({ method, seed, checks, shares, before }) =>
    checks.flatMap(({ tokens, losses, errors }) =>
      domains.map((domain, i) =>
        [method, seed, before, tokens, domain, shares[i], losses[i], errors[i], targets.heldOut[i]].join(),
      ),
    ),
  );
  return `${["method,seed,before,tokens,domain,share,loss,error,target", ...lines].join("\n")}\n`;
}

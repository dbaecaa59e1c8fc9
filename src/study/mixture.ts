/**
 * The language-model comparison of the talk, at a size that runs here: who decides best on the mixture of six domains of
 * text that a small language model is trained on?
 */
import { learningCurves, standalone } from "../figures/index.ts";
import type { Experiment, ExperimentOptions, Findings } from "./experiment.ts";
import { DOMAINS, textsIn } from "./mixture/domains.ts";
import { METHODS, type MethodRun, methodsOn, type Targets, targetsOf } from "./mixture/methods.ts";
import {
  claimsOf,
  csvOf,
  domainTable,
  linesOf,
  meanLoss,
  type Results,
  summaryTable,
  worstExcess,
} from "./mixture/results.ts";
import type { Budget } from "./mixture/training.ts";

export interface MixtureSettings {
  readonly budget: Budget;
  readonly seeds: readonly number[];
  /** The step sizes were chosen on it, too. */
  readonly targetSeed: number;
}

export const WHOLE: MixtureSettings = {
  budget: {
    model: { context: 8, vector: 8, hidden: 48 },
    tokens: 327_680,
    batch: 64,
    step: 0.15,
    momentum: 0.9,
    every: 40,
    validation: 250,
    heldOut: 1500,
    checks: [1 / 8, 1 / 4, 3 / 8, 1 / 2, 5 / 8, 3 / 4, 7 / 8, 1],
  },
  seeds: [1, 2, 3, 4, 5],
  targetSeed: 99,
};

const QUICK: MixtureSettings = {
  ...WHOLE,
  budget: { ...WHOLE.budget, tokens: 20_480, heldOut: 500, checks: [1 / 4, 1 / 2, 3 / 4, 1] },
  seeds: [1, 2],
};

export const mixture: Experiment = {
  name: "mixture",
  about: "A small language model on a mixture of six domains of text, and who decides on the mixture.",
  endings: [".json", "-worst.svg"],
  data: DOMAINS,
  run: (options) => mixtureStudy(options.quick ? QUICK : WHOLE, options),
};

/** What is kept while the study goes on. */
interface Part {
  readonly targets: Targets;
  /** Of whole seeds. */
  readonly runs: readonly MethodRun[];
}

/** Interrupted, it goes on with the seed that it was at. */
export async function mixtureStudy(
  settings: MixtureSettings,
  { read, kept, signal, progress }: ExperimentOptions,
): Promise<Findings> {
  const { budget, seeds, targetSeed } = settings;
  const { domains, fingerprint } = await textsIn(read);
  const setting = { domains, budget, signal };
  const key = JSON.stringify({ settings, fingerprint });
  const store = kept?.("runs");
  const before = await store?.read();
  const found = before === undefined ? undefined : (JSON.parse(before) as Part & { readonly key: string });
  const whole = 1 + seeds.length;
  progress?.({ stage: "a model for each domain", done: 0 });
  let part: Part =
    found?.key === key
      ? { targets: found.targets, runs: found.runs }
      : { targets: await targetsOf(setting, targetSeed), runs: [] };
  const keep = (): Promise<void> | undefined => store?.write(JSON.stringify({ key, ...part }));
  await keep();
  for (const [k, seed] of seeds.entries()) {
    if (part.runs.some((run) => run.seed === seed)) continue;
    const runs: MethodRun[] = [];
    const tell = (): void => {
      const done = (1 + k + runs.length / Object.keys(METHODS).length) / whole;
      progress?.({ stage: `seed ${seed}, ${runs.length} of ${Object.keys(METHODS).length} methods`, done });
    };
    tell();
    for await (const run of methodsOn({ ...setting, targets: part.targets }, seed)) {
      runs.push(run);
      tell();
    }
    part = { ...part, runs: [...part.runs, ...runs] };
    await keep();
  }
  progress?.({ stage: "done", done: 1 });
  return findings(settings, fingerprint, { domains: domains.map(({ name }) => name), ...part });
}

function findings(settings: MixtureSettings, fingerprint: string, results: Results): Findings {
  const { budget, seeds } = settings;
  const { context, vector, hidden } = budget.model;
  const tokens = budget.tokens.toLocaleString("en-US");
  const band = `Bands are two standard errors over ${seeds.length} seeds.`;
  return {
    tables: [
      {
        head: `Held-out text after ${tokens} tokens, all domains counting alike; means ± 2 standard errors over ${seeds.length} seeds; model: ${context} symbols → ${vector} numbers each → ${hidden} neurons`,
        table: summaryTable(results),
      },
      {
        head: `Held-out loss of every domain, nats a symbol, and its share of the tokens; texts ${fingerprint}`,
        table: domainTable(results),
      },
    ],
    claims: claimsOf(results),
    csv: csvOf(results),
    figure: (document) =>
      learningCurves(document, {
        title: "Mean loss for the tokens spent",
        caption: `Mean held-out loss over six domains of text, by who decides on the mixture. ${band}`,
        quantity: "mean held-out loss, nats",
        lines: linesOf(results, meanLoss),
      }),
    files: (document) => ({
      ".json": `${JSON.stringify({ name: "mixture", settings, fingerprint, targets: results.targets }, null, 2)}\n`,
      "-worst.svg": standalone(
        learningCurves(document, {
          title: "Worst excess for the tokens spent",
          caption: `The largest excess of a domain's held-out loss over that of a model of its own, by who decides on the mixture. ${band}`,
          quantity: "worst excess, nats",
          lines: linesOf(results, (at) => worstExcess(at, results.targets)),
        }),
      ),
    }),
  };
}

/**
 * The methods that are compared, each one or more training runs on one seed: constant mixtures, Group DRO (SagawaKHL2020),
 * DoReMi with its stages (XiePDDLLLMY2023), Sheared LLaMA's dynamic loading (XiaGZC2024), PD-KL and PD-χ² (CaoLKD2026). All
 * end with a model that has learned from as many tokens; what is spent before is counted.
 */
import { controllers } from "../../shift/controllers/index.ts";
import type { TextDomain } from "./domains.ts";
import { type Budget, type Judgment, type Steering, type Trained, trainedOn } from "./training.ts";

/** What a model that learns from one domain alone comes to on it, at the same size and budget. */
export interface Targets {
  readonly validation: readonly number[];
  readonly heldOut: readonly number[];
}

/** One method on one seed. */
export interface MethodRun {
  readonly method: string;
  readonly seed: number;
  readonly checks: readonly (Judgment & { readonly tokens: number })[];
  /** The share of tokens that each domain had. */
  readonly shares: readonly number[];
  /** Tokens learned from before this run, by models that are thrown away. */
  readonly before: number;
}

export interface Setting {
  readonly domains: readonly TextDomain[];
  readonly budget: Budget;
  readonly targets: Targets;
  readonly signal?: AbortSignal | undefined;
}

/** What a method is called, and how it decides. */
export const METHODS = {
  uniform: "uniform",
  proportional: "proportional",
  groupDro: "Group DRO",
  doremi: "DoReMi",
  doremiSmall: "DoReMi, η = 0.01",
  doremiOnline: "DoReMi, online",
  shearedLlama: "Sheared LLaMA",
  pdKl: "PD-KL",
  pdChi2: "PD-χ²",
} as const;

export type Method = keyof typeof METHODS;

/** All methods on one seed: the proportional mixture's model is DoReMi's reference. */
export async function* methodsOn(setting: Setting, seed: number): AsyncGenerator<MethodRun> {
  const { domains, budget, targets, signal } = setting;
  const train = (steering: Steering): Promise<Trained> => trainedOn(domains, budget, steering, seed, signal);
  const run = (method: Method, { checks, shares }: Trained, before: number): MethodRun => ({
    method,
    seed,
    checks,
    shares,
    before,
  });
  const sizes = domains.map(({ learned }) => learned.length);
  const alike = domains.map(() => 1);
  const constant = controllers.constant();

  yield run("uniform", await train({ controller: constant, start: alike }), 0);
  const reference = await train({ controller: constant, start: sizes });
  yield run("proportional", reference, 0);
  yield run("groupDro", await train({ controller: controllers.groupDro(), start: sizes }), 0);

  // A proxy of the same size as the model: there is none smaller worth it here. The published η = 1 is for batches of half
  // a million tokens; on 64 the proxy's weights swing and it hardly learns, so a smaller step has a try as well.
  for (const [method, controller] of [
    ["doremi", controllers.doremi()],
    ["doremiSmall", controllers.doremi({ step: 0.01 })],
  ] as const) {
    const proxy = await train({ controller, start: sizes, reference: reference.w });
    yield run(method, await train({ controller: constant, start: proxy.state.average }), 2 * budget.tokens);
  }

  // The formula that the authors of PD-KL compare with as DoReMi is that of Sheared LLaMA's code.
  const steered = {
    doremiOnline: controllers.shearedLlamaCode(),
    shearedLlama: controllers.shearedLlama(),
    pdKl: controllers.pdKl(),
    pdChi2: controllers.pdChi2(),
  };
  for (const [method, controller] of Object.entries(steered)) {
    const trained = await train({ controller, start: sizes, targets: targets.validation });
    yield run(method as Method, trained, domains.length * budget.tokens);
  }
}

/** A domain each, learned alone on a seed of its own. */
export async function targetsOf({ domains, budget, signal }: Omit<Setting, "targets">, seed: number): Promise<Targets> {
  const controller = controllers.constant();
  const validation: number[] = [];
  const heldOut: number[] = [];
  for (const domain of domains) {
    const trained = await trainedOn([domain], budget, { controller, start: [1] }, seed, signal);
    heldOut.push(trained.checks[trained.checks.length - 1].losses[0]);
    validation.push(trained.validation[0]);
  }
  return { validation, heldOut };
}

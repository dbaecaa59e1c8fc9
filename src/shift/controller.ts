/**
 * A mixture controller: every so often it is told each domain's loss, and says how much each domain is to count next. It
 * knows nothing of what is trained; its state is plain JSON, so that a training loop in any language can keep it.
 *
 * Training with the `weights` takes batches drawn by `sampling`, an example of domain i weighed by weightsᵢ/samplingᵢ.
 * Where the two are equal, which is so for most controllers, examples count alike.
 */
import { UsageError } from "../errors.ts";

/** What a controller knows, after every update. */
export interface MixtureState {
  /** How many updates there were. */
  readonly updates: number;
  /** Where it started; sums to 1. */
  readonly start: readonly number[];
  /** How much each domain's mean loss counts; sums to 1. */
  readonly weights: readonly number[];
  /** How examples are drawn; sums to 1. */
  readonly sampling: readonly number[];
  /** The mean of the weights over all updates; the start before there was one. */
  readonly average: readonly number[];
  /** What the next update starts from, which extrapolation and smoothing leave alone. */
  readonly dual: readonly number[];
  /** Each domain's latest excess; DoReMi's alone, for domains that a batch has none of. */
  readonly scores?: readonly number[];
}

/** A domain's loss: a mean, or that of every token. */
export type DomainLoss = number | readonly number[];

/** What an update is told, a domain each; null where a batch had nothing of a domain. */
export interface Observation {
  readonly losses: readonly (DomainLoss | null)[];
  /** What a reference model has, or a target; of tokens, as many as there are losses. */
  readonly references?: readonly (DomainLoss | null)[];
}

/** What an update of a controller is told: mean losses, and their excess over the references. */
export interface Told {
  readonly losses: Float64Array;
  /** loss − reference; 0 of a domain that is absent. */
  readonly excess: Float64Array;
  /** The mean over tokens of max(loss − reference, 0). */
  readonly clipped: Float64Array;
  readonly present: readonly boolean[];
}

export interface Controller {
  readonly name: string;
  /** What it must be told. */
  readonly needs: "nothing" | "losses" | "references";
  /** Whether a domain may be absent from an update. */
  readonly allowsAbsent: boolean;
  /** Where it starts, given shares that sum to 1. */
  begin(start: Float64Array): Mix;
  next(state: MixtureState, told: Told): Mix;
}

/** The part of the state that a controller decides. `sampling` and `dual` are the weights where they are not named. */
export interface Mix {
  readonly weights: Float64Array;
  readonly sampling?: Float64Array;
  readonly dual?: Float64Array;
  readonly scores?: Float64Array;
}

/**
 * The state before the first update.
 *
 * @param start a positive number a domain, such as its tokens; shares of them are where it starts
 * @throws UsageError for a number that is not positive
 *
 * @example
 * import { controllers, mixtureStep, startMixture } from "plumbline-fit";
 *
 * const controller = controllers.pdKl({ step: 1 });
 * let state = startMixture(controller, [500, 300, 200]);
 * state = mixtureStep(controller, state, { losses: [2.1, 3.0, 1.4], references: [2.0, 2.4, 1.5] });
 * console.log(state.sampling.map((share) => share.toFixed(3)).join()); // → 0.363,0.554,0.083
 */
export function startMixture(controller: Controller, start: readonly number[]): MixtureState {
  if (start.length === 0) throw new UsageError({ where: "start", what: "no domains", would: "give one or more" });
  start.forEach((share, i) => {
    if (share > 0 && share < Infinity) return;
    const would = "give every domain a share or size above 0";
    throw new UsageError({ where: `start of domain ${i + 1}`, what: "not a positive number", got: share, would });
  });
  // Of the largest first, so that the sum of huge sizes is a number.
  const most = Math.max(...start);
  const total = start.reduce((sum, share) => sum + share / most, 0);
  const shares = Float64Array.from(start, (share) => share / most / total);
  return stateOf(controller.begin(shares), 0, shares, []);
}

/**
 * The state after one more update. The state that is given is left alone.
 *
 * @throws UsageError for losses that are not numbers, or not those that the controller needs
 */
export function mixtureStep(controller: Controller, state: MixtureState, observation: Observation): MixtureState {
  const told = toldOf(controller, state.weights.length, observation);
  const { updates, start, average } = state;
  return stateOf(controller.next(state, told), updates + 1, start, average);
}

function stateOf(mix: Mix, updates: number, start: ArrayLike<number>, average: readonly number[]): MixtureState {
  const { weights, sampling = weights, dual = weights, scores } = mix;
  const mean = (weight: number, i: number): number => average[i] + (weight - average[i]) / updates;
  return {
    updates,
    start: Array.from(start),
    weights: [...weights],
    sampling: [...sampling],
    average: updates === 0 ? [...weights] : Array.from(weights, mean),
    dual: [...dual],
    ...(scores && { scores: [...scores] }),
  };
}

function toldOf({ name, needs, allowsAbsent }: Controller, k: number, { losses, references }: Observation): Told {
  const told = { losses: new Float64Array(k), excess: new Float64Array(k), clipped: new Float64Array(k) };
  const present = Array.from({ length: k }, () => false);
  if (needs === "nothing") return { ...told, present };
  expectLength("losses", losses, k);
  if (needs === "references" && references === undefined) {
    const would = "give the losses of a reference model, or targets";
    throw new UsageError({ where: "references", what: `${name} needs them`, would });
  }
  if (references !== undefined) expectLength("references", references, k);
  losses.forEach((loss, i) => {
    if (loss === null) {
      if (allowsAbsent) return;
      const would = "give every domain a loss";
      throw new UsageError({ where: `loss of domain ${i + 1}`, what: `${name} needs it`, got: null, would });
    }
    present[i] = true;
    const tokens = tokensOf(`loss of domain ${i + 1}`, loss);
    const reference = needs === "references" ? (references?.[i] ?? undefined) : 0;
    if (reference === undefined) {
      const would = "give every domain that has a loss a reference";
      throw new UsageError({ where: `reference of domain ${i + 1}`, what: "not given", would });
    }
    const base = tokensOf(`reference of domain ${i + 1}`, reference);
    if (base.length !== tokens.length && base.length !== 1) {
      const [where, what] = [`reference of domain ${i + 1}`, "not as many tokens as losses"];
      throw new UsageError({ where, what, got: base.length, would: `give ${tokens.length}, or their mean` });
    }
    tokens.forEach((token, j) => {
      const over = token - base[base.length === 1 ? 0 : j];
      told.losses[i] += token / tokens.length;
      told.excess[i] += over / tokens.length;
      told.clipped[i] += Math.max(over, 0) / tokens.length;
    });
  });
  return { ...told, present };
}

function tokensOf(where: string, loss: DomainLoss): readonly number[] {
  const tokens = typeof loss === "number" ? [loss] : loss;
  if (tokens.length === 0) throw new UsageError({ where, what: "no tokens", would: "give null for an absent domain" });
  for (const token of tokens) {
    if (Math.abs(token) <= LARGEST) continue;
    throw new UsageError({ where, what: "not a loss", got: token, would: "look for what made the training diverge" });
  }
  return tokens;
}

/** Beyond it a difference of two is no number any more. */
const LARGEST = 1e300;

function expectLength(where: string, values: readonly unknown[], k: number): void {
  if (values.length === k) return;
  throw new UsageError({ where, what: "not as many as domains", got: values.length, would: `give ${k}` });
}

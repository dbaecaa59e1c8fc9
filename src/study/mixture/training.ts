/** A language model trained on a mixture of domains while a controller says how much of each. */

import { RandomStream } from "../../math/random.ts";
import { contextInto, type LanguageModelSize, languageModel } from "../../network/languageModel.ts";
import { type Network, type NetworkRun, network } from "../../network/network.ts";
import { halfThenLinear } from "../../network/schedule.ts";
import { softmaxCrossEntropy } from "../../network/softmaxCrossEntropy.ts";
import { SYMBOLS } from "../../network/symbols.ts";
import { breathe } from "../../pass/breath.ts";
import { type Controller, type MixtureState, mixtureStep, startMixture } from "../../shift/controller.ts";
import type { TextDomain } from "./domains.ts";

export interface Budget {
  readonly model: LanguageModelSize;
  /** What a run may learn from; one token is one symbol predicted. */
  readonly tokens: number;
  readonly batch: number;
  /** η at first, and μ. */
  readonly step: number;
  readonly momentum: number;
  /** Steps between two updates of a controller that is told validation losses. */
  readonly every: number;
  /** Tokens of a domain that such an update is told the loss of. */
  readonly validation: number;
  /** Tokens of a domain that a model is judged by. */
  readonly heldOut: number;
  /** Shares of the tokens after which it is. */
  readonly checks: readonly number[];
}

/** How a model does on every domain. */
export interface Judgment {
  /** Nats a token. */
  readonly losses: readonly number[];
  /** Share of the tokens whose likeliest symbol is wrong. */
  readonly errors: readonly number[];
}

export interface Trained {
  readonly w: Float64Array;
  readonly checks: readonly (Judgment & { readonly tokens: number })[];
  /** Losses of the validation texts at the end. */
  readonly validation: readonly number[];
  readonly state: MixtureState;
  /** The share of tokens that each domain had. */
  readonly shares: readonly number[];
}

/** Who decides on the mixture, and what it is told. */
export interface Steering {
  readonly controller: Controller;
  /** Where it starts, a positive number a domain. */
  readonly start: readonly number[];
  /** A target a domain, for one that is told validation losses. */
  readonly targets?: readonly number[];
  /** The weights of a reference model, for one that is told the tokens of every batch. */
  readonly reference?: Float64Array;
}

/** The same seed draws the same first weights, whoever decides. */
export async function trainedOn(
  domains: readonly TextDomain[],
  budget: Budget,
  { controller, start, targets, reference }: Steering,
  seed: number,
  signal?: AbortSignal,
): Promise<Trained> {
  const { model, tokens, batch, momentum, every } = budget;
  const { context } = model;
  const net = network(languageModel(model));
  const run = net.open(batch);
  const stream = new RandomStream(seed);
  const w = net.draw(stream);
  const schedule = halfThenLinear(budget.step);
  const [g, velocity] = [new Float64Array(w.length), new Float64Array(w.length)];
  const x = new Float64Array(batch * context);
  const [labels, from] = [new Int32Array(batch), new Int32Array(batch)];
  const weights = new Float64Array(batch);
  const counts = domains.map(() => 0);
  const checks: Trained["checks"][number][] = [];
  const steps = Math.floor(tokens / batch);
  const due = new Set(budget.checks.map((share) => Math.max(Math.floor(share * steps), 1)));
  let state = startMixture(controller, start);
  for (let t = 0; t < steps; t++) {
    if (told(controller) === "validation" && t > 0 && t % every === 0) {
      const { losses } = judged(net, w, domains, "validation", budget);
      state = mixtureStep(controller, state, { losses, ...(targets && { references: targets }) });
    }
    for (let i = 0; i < batch; i++) {
      from[i] = drawn(state.sampling, stream);
      const text = domains[from[i]].learned;
      labels[i] = contextInto(x, i, text, context + stream.below(text.length - context), context);
      counts[from[i]]++;
    }
    if (told(controller) === "batch") {
      const losses = byDomain(tokenLosses(run, w, x, labels), from, domains.length);
      const references = reference && byDomain(tokenLosses(run, reference, x, labels), from, domains.length);
      state = mixtureStep(controller, state, { losses, ...(references && { references }) });
    }
    for (let i = 0; i < batch; i++) weights[i] = state.weights[from[i]] / state.sampling[from[i]] / batch;
    g.fill(0);
    run.gradient(w, { x, labels }, g, weights);
    const eta = schedule(t / steps);
    for (let j = 0; j < w.length; j++) {
      velocity[j] = momentum * velocity[j] + g[j];
      w[j] -= eta * velocity[j];
    }
    if (due.has(t + 1)) checks.push({ tokens: (t + 1) * batch, ...judged(net, w, domains, "heldOut", budget) });
    await breathe(signal);
  }
  const validation = judged(net, w, domains, "validation", budget).losses;
  return { w, checks, validation, state, shares: counts.map((count) => count / (steps * batch)) };
}

/** Controllers that let a domain be absent are made for the losses of batches. */
function told({ needs, allowsAbsent }: Controller): "nothing" | "batch" | "validation" {
  if (needs === "nothing") return "nothing";
  return allowsAbsent ? "batch" : "validation";
}

/** On tokens that are spread evenly over each text, the same for all models. */
function judged(
  net: Network,
  w: Float64Array,
  domains: readonly TextDomain[],
  part: "validation" | "heldOut",
  budget: Pick<Budget, "model" | "validation" | "heldOut">,
): Judgment {
  const { context } = budget.model;
  const run = net.open();
  const each = domains.map((domain) => {
    const text = domain[part];
    const n = Math.min(budget[part], text.length - context);
    const x = new Float64Array(n * context);
    const labels = Int32Array.from({ length: n }, (_, i) =>
      contextInto(x, i, text, context + Math.floor((i * (text.length - context)) / n), context),
    );
    return run.measure(w, { n, x, labels, classes: SYMBOLS });
  });
  return { losses: each.map(({ loss }) => loss), errors: each.map(({ error }) => error) };
}

const tokenLosses = (run: NetworkRun, w: Float64Array, x: Float64Array, labels: Int32Array): Float64Array =>
  softmaxCrossEntropy(run.scores(w, x, labels.length), labels, SYMBOLS).losses;

/** The losses of each domain's tokens; null where there are none. */
function byDomain(losses: Float64Array, from: Int32Array, k: number): (number[] | null)[] {
  const own: number[][] = Array.from({ length: k }, () => []);
  losses.forEach((loss, i) => own[from[i]].push(loss));
  return own.map((each) => (each.length === 0 ? null : each));
}

function drawn(shares: readonly number[], stream: RandomStream): number {
  let left = stream.uniform();
  for (let k = 0; k + 1 < shares.length; k++) {
    left -= shares[k];
    if (left < 0) return k;
  }
  return shares.length - 1;
}

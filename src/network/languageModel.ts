/**
 * A language model (BengioDVJ2003): the vectors of the few symbols before, a hidden layer, and a probability for each
 * symbol that may come next.
 */
import type { Architecture } from "./network.ts";
import { flat } from "./shape.ts";
import { SYMBOLS } from "./symbols.ts";

export interface LanguageModelSize {
  /** How many symbols it sees. */
  readonly context: number;
  /** Numbers a symbol becomes. */
  readonly vector: number;
  /** Hidden neurons. */
  readonly hidden: number;
}

/**
 * @example
 * import { languageModel, network } from "plumbline-fit";
 *
 * const net = network(languageModel({ context: 8, vector: 8, hidden: 48 }));
 * console.log(net.layout.size); // → 8706
 */
export function languageModel({ context, vector, hidden }: LanguageModelSize): Architecture {
  return {
    input: flat(context),
    layers: [`embedding:words=${SYMBOLS}:size=${vector}`, `dense:size=${hidden}`, "relu", `dense:size=${SYMBOLS}`],
  };
}

/** Puts what stands before a place ≥ context into a row of a batch's x. @returns the symbol at that place, its label */
export function contextInto(x: Float64Array, row: number, text: Uint8Array, place: number, context: number): number {
  for (let j = 0; j < context; j++) x[row * context + j] = text[place - context + j];
  return text[place];
}

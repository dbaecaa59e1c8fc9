/** Rows packed once, for passes over the first so many of them. */
import type { Pass } from "./pass.ts";

export interface Store {
  /** A pass over the first `rows` packed rows, by default all. */
  pass(rows?: number): Pass;
  /** Gives the memory back; passes over a closed store must not be swept any more. */
  close(): void;
}

export interface PackOptions {
  /** Which rows of the design, and in which order; by default all as they come. */
  readonly order?: Int32Array;
  /** Aborts between sweeps and, in long ones, within: the sweep then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** How many threads sweep, where the engine has them; by default this one alone. It changes no bits. */
  readonly threads?: number;
}

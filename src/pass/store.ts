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
  /**
   * How a packed x is stored: "f32" takes half the memory and time, and sums are within 1e-5 of the sum of absolute terms
   * (of w·x as of Σ r x) instead of 1e-12. By default "f64".
   */
  readonly storage?: "f64" | "f32";
  /** How many threads sweep, where the engine has them; by default this one alone. It changes no bits. */
  readonly threads?: number;
}

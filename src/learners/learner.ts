/** A learner: a complete algorithm, from rows to a direction (and, where the link is known, its scale and shift). */
import type { Candidate } from "../method/judge.ts";
import type { Found, Trial } from "../method/trial.ts";
import type { LinkReference } from "../pass/pass.ts";

export interface Learner {
  readonly name: string;
  /** told: it must be given the link (GLM). found: it finds a monotone curve (SIM). A link: it always uses that one. */
  readonly link: "told" | "found" | LinkReference;
  /** Whether `again` polishes a direction that is marked `polished`. */
  readonly polishes?: boolean;
  /** Labels it is made for, where it is not made for all. */
  readonly labels?: "binary";
  /** Whether it can be told links that fall and rise, as far as it says itself. */
  readonly anyShape?: boolean;
  /**
   * Why on clean rows its error does not come down to a small multiple of the best there is, or not as n^(−½), in the
   * words of its theory; absent where it does.
   */
  readonly coarse?: string;
  /** Learns from the trial's training rows, choosing on its held-out rows. */
  learn(trial: Trial): Promise<Found>;
  /** What it found, carried over to the training rows of another trial (all rows, for the last fit). */
  again(found: Found, trial: Trial): Promise<Candidate>;
}

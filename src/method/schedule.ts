/** What drives an iteration: the angle guess φₜ, from which smoothing, bin width and step follow. */

export interface Moment {
  /** φ ≥ sin(θ/2), a bound for the angle θ still to go; 0 where a schedule makes no guess. */
  readonly phi: number;
  /** The step from w along −g, given |g|: a fixed size, or a size that makes the step's length fixed. */
  step(fieldNorm: number): number;
}

export interface Schedule {
  readonly name: string;
  /** Moment t = 0, 1, …; null when the schedule is over. */
  at(t: number): Moment | null;
}

/** The smoothing ρ = 1 − 2φ² that fits an angle guess: cos θ = 1 − 2 sin²(θ/2). */
export function smoothing(phi: number): number {
  return 1 - 2 * phi * phi;
}

import { UsageError } from "../../errors.ts";
import { RandomStream } from "../../math/random.ts";
import { smoothedOver, stratifiedNormals } from "../drawnSmoothing.ts";
import type { OwnLink } from "../link.ts";

/** A user's own link. */
export interface OwnLinkOptions {
  readonly name: string;
  /** σ(z). */
  readonly value: (z: number) => number;
  /** σ′(z) almost everywhere; by default a central difference over ±10⁻⁵, which is wrong next to a kink or jump. */
  readonly slope?: (z: number) => number;
  /** Default false. */
  readonly jumps?: boolean;
  /** Default true, and then looked at on a grid. */
  readonly monotone?: boolean;
  /** Default Infinity: unknown. */
  readonly lipschitz?: number;
  /** First degree with a non-zero Hermite coefficient; default 1, which every monotone link has. */
  readonly informationExponent?: number;
  /** Draws of noise the smoothing is the mean of; default 256. */
  readonly copies?: number;
  /** Which draws; default 1. */
  readonly seed?: number;
}

/**
 * A link from a function that has no closed form. It is smoothed by noise drawn once, from the seed: a function of
 * (m, τ) like any other, off from the exact S by at most (total variation of σ)/copies, monotone where σ is.
 * σ runs `copies` times for each row of a sweep. For the same bits everywhere it must not call Math.exp and its kin.
 *
 * @throws UsageError where σ is not finite on [−6, 6], or decreases there and was not said to.
 *
 * @example
 * import { ownLink } from "plumbline-fit";
 *
 * const root = ownLink({ name: "root", value: (z) => Math.sign(z) * Math.sqrt(Math.abs(z)) });
 * console.log(root.at.smooth(1, 0.5).toFixed(2)); // → 0.95
 */
export function ownLink(options: OwnLinkOptions): OwnLink {
  const { name, value, slope = difference(value), monotone = true, copies = 256, seed = 1 } = options;
  const { jumps = false, lipschitz = Number.POSITIVE_INFINITY, informationExponent = 1 } = options;
  if (!Number.isInteger(copies) || copies < 2) {
    throw new UsageError({
      where: `${name} copies`,
      what: "not a number of draws",
      got: copies,
      would: "give 2 or more",
    });
  }
  inspect(name, value, monotone);
  const draws = stratifiedNormals(new RandomStream(seed), copies);
  return {
    name,
    parameters: { copies, seed },
    monotone,
    jumps,
    lipschitz,
    informationExponent,
    at: {
      value,
      slope,
      smooth: (m, tau) => (tau === 0 ? value(m) : smoothedOver(draws, value, m, tau).smooth),
      smoothSlope: (m, tau) => (tau === 0 ? slope(m) : smoothedOver(draws, value, m, tau).smoothSlope),
    },
  };
}

/** (σ(z + h) − σ(z − h))/2h with h = 10⁻⁵, near the cube root of the rounding error. */
const difference =
  (value: (z: number) => number) =>
  (z: number): number =>
    (value(z + 1e-5) - value(z - 1e-5)) / 2e-5;

function inspect(name: string, value: (z: number) => number, monotone: boolean): void {
  let before = Number.NEGATIVE_INFINITY;
  for (let i = -96; i <= 96; i++) {
    const now = value(i / 16);
    if (!Number.isFinite(now)) {
      throw new UsageError({ where: `${name} at z = ${i / 16}`, what: "not a finite number", got: now });
    }
    if (monotone && now < before) {
      throw new UsageError({
        where: `${name} at z = ${i / 16}`,
        what: `decreases from ${before}`,
        got: now,
        would: "say monotone: false if that is meant",
      });
    }
    before = now;
  }
}

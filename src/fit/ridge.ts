/**
 * The whitening ridge, chosen on held-out rows from 10⁻⁸ … 10⁻² of the mean variance. With few rows or nearly collinear
 * columns it decides everything: directions of little variance are noise that whitening blows up.
 */

import { brief } from "../method/explore.ts";
import { plugIn } from "../method/fields/plugIn.ts";
import { smoothed } from "../method/fields/smoothed.ts";
import { chow } from "../method/initializers/chow.ts";
import type { Knowledge } from "../method/judge.ts";
import { together } from "../pass/together.ts";
import { type Ground, trialOn, whiteningAt } from "./ground.ts";

export const RIDGES: readonly number[] = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2];

/** With so many rows a feature noise blows up little, and ridges far from each other tell enough. */
const MANY_ROWS_A_FEATURE = 100;
const FAR_APART: readonly number[] = [1e-8, 1e-5, 1e-2];

export interface RidgeTried {
  readonly ridge: number;
  /** Mean held-out loss of a brief fit over the grounds. */
  readonly loss: number;
}

/** What each ridge comes to on several splits of the same rows, by a brief fit from the Chow vector. */
export async function tryRidges(grounds: readonly Ground[], knowledge: Knowledge): Promise<RidgeTried[]> {
  const plan = { initializers: [chow()], fieldOf: knowledge.link === undefined ? plugIn() : smoothed(), angles: [0.5] };
  const [{ train }] = grounds;
  const ridges = train.rows < MANY_ROWS_A_FEATURE * train.features ? RIDGES : FAR_APART;
  const losses = ridges.map(() => 0);
  for (const ground of grounds) {
    const found = await together(
      ground.small,
      ridges.map(
        (ridge) => (small) => brief({ ...trialOn(ground, whiteningAt(ground, ridge), knowledge), small }, plan),
      ),
    );
    found.forEach((loss, r) => {
      losses[r] += loss / grounds.length;
    });
  }
  return ridges.map((ridge, r) => ({ ridge, loss: losses[r] }));
}

/** The smallest ridge whose loss is within a thousandth of the least: ridges that make no difference stay small. */
export function chosenRidge(tried: readonly RidgeTried[]): number {
  const least = Math.min(...tried.map(({ loss }) => loss));
  return (tried.find(({ loss }) => loss <= least * 1.001) ?? tried[0]).ridge;
}

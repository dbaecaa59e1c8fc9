/**
 * Rivals: other directions that explain rows which the best one gives up. A direction is one when the rows that only it
 * explains are at least half as many as those that only the best explains, with noise of comparable scale. Where a decoy
 * takes over as many rows as the truth keeps, both are right answers, and picking one in silence would be wrong.
 */
import { meanOf } from "../math/mean.ts";
import type { Finding } from "./finding.ts";

export interface Rival extends Finding {
  /** Rows that only it explains, over rows that only the best explains. */
  readonly share: number;
}

const LEAST = 0.5;
const NOISIEST = 1.5;
const FEWER = 0.1;
const MOST = 2;

export function rivalsOf(best: Finding, others: readonly Finding[]): Finding[] {
  const clean = meanOf(best.mixture.sure);
  return others
    .map((other): Rival => ({ ...other, share: exclusive(other, best) / Math.max(exclusive(best, other), 1) }))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST)
    .filter(
      ({ share, mixture }) =>
        share > LEAST && mixture.s < NOISIEST * best.mixture.s && meanOf(mixture.sure) > clean - FEWER,
    );
}

/** How many rows a explains and b gives up. */
function exclusive({ mixture: a }: Finding, { mixture: b }: Finding): number {
  let count = 0;
  for (let i = 0; i < a.sure.length; i++) if (a.sure[i] > 0.5 && !(b.sure[i] > 0.5)) count++;
  return count;
}

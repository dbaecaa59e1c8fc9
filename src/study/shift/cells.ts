/** Numbers over seeds beside those of a peer. */
import type { Claim } from "../study.ts";
import type { Peer } from "./peer.ts";

/** A number by name, a seed each. */
export type Run = Readonly<Record<string, number>>;

export interface Cell {
  readonly mean: number;
  /** Of the mean. */
  readonly error: number;
}

/** The mean over runs and its standard error. */
export function cellOf(runs: readonly Run[], name: string): Cell {
  const values = runs.map((run) => run[name]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, error: Math.sqrt(square / Math.max(values.length - 1, 1) / values.length) };
}

/** As many digits as the error leaves. */
export function shown({ mean, error }: Cell): string {
  return `${mean.toFixed(4)} ± ${error.toFixed(4)}`;
}

/** The peer's cell. */
export function peerCell(peer: Peer, name: string): Cell {
  const [mean, error] = peer[name];
  return { mean, error };
}

/** Standard errors of a difference of means that chance does not reach. */
const MOST = 3;

/** Whether all means are those of the peer, up to three standard errors of their difference. */
export function agreement(what: string, runs: readonly Run[], peer: Peer): Claim {
  const apart = Object.keys(peer).map((name) => {
    const [ours, theirs] = [cellOf(runs, name), peerCell(peer, name)];
    const spread = Math.sqrt(ours.error * ours.error + theirs.error * theirs.error);
    return { name, errors: Math.abs(ours.mean - theirs.mean) / (spread || 1) };
  });
  const farthest = apart.reduce((a, b) => (b.errors > a.errors ? b : a));
  return {
    says: `${what}: all ${apart.length} means are within 3 standard errors of NumPy's`,
    holds: farthest.errors <= MOST,
    found: `the farthest, ${farthest.name}, is ${farthest.errors.toFixed(1)} away`,
  };
}

/** A claim about the means of runs. */
export const claim = (says: string, holds: boolean, found: string): Claim => ({ says, holds, found });

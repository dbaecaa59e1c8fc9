/**
 * Which worker holds which rows. Every worker gets an even share of the first 2^k chunks, for every k, and of all: so
 * a sweep over the first rows alone, as over a subsample, keeps all workers busy as well.
 */
import { CHUNK } from "../tree.ts";

/** Consecutive rows that one worker holds. It holds its spans one after another. */
export interface Span {
  readonly worker: number;
  /** The first of them among all rows, and among the worker's own. */
  readonly from: number;
  readonly at: number;
  readonly count: number;
}

/** Below so many chunks a sweep is too short for its balance to matter. */
const SMALL = 8;

/** Deals rows out: spans in order, each of whole chunks but for the last. */
export function sharesOf(rows: number, workers: number): Span[] {
  const chunks = Math.ceil(rows / CHUNK);
  const held = Array.from({ length: workers }, () => 0);
  const spans: Span[] = [];
  for (let start = 0, end = 0; end < chunks; start = end) {
    end = Math.min(Math.max(SMALL, 2 * start), chunks);
    // The last chunk may be the smaller part of one.
    const share = (Math.min(end, rows / CHUNK) - start) / workers;
    const grain = grainOf(share);
    const cut = (k: number) => (k === workers ? end : start + grain * Math.round((share * k) / grain));
    for (let worker = 0; worker < workers; worker++) {
      const from = cut(worker) * CHUNK;
      const count = Math.min(cut(worker + 1) * CHUNK, rows) - from;
      if (count <= 0) continue;
      spans.push({ worker, from, at: held[worker], count });
      held[worker] += count;
    }
  }
  return spans;
}

/** A power of two, at most 1/32 of a share or 1: cuts at its multiples make few nodes and shares that are even enough. */
function grainOf(share: number): number {
  let grain = 1;
  while (64 * grain <= share) grain *= 2;
  return grain;
}

/** What the first `rows` rows have of these spans. */
export function firstOf(spans: readonly Span[], rows: number): Span[] {
  return spans
    .filter(({ from }) => from < rows)
    .map((span) => ({ ...span, count: Math.min(span.count, rows - span.from) }));
}

/**
 * Sums of chunks in the fixed binary tree of src/pass/tree.ts. What is kept are nodes, each the sum of 2^level chunks
 * that begin at a multiple of it, one after another in memory: two equal neighbors below one node become that node.
 *
 *     node     level, nothing, sums
 */
import { reserve } from "./layout";

let first: usize = 0;
let size: usize = 0;
let end: usize = 0;
/** Chunks of the whole data before and in these nodes. */
let chunks: i32 = 0;

/** Begins a tree of nodes of `bytes` bytes, whole vectors, at `at`; so many chunks come before it. */
export function beginTree(at: usize, bytes: usize, before: i32): void {
  first = at;
  end = at;
  size = bytes;
  chunks = before;
}

/** Room for the sums of the next chunk, all 0. */
export function nextNode(): usize {
  reserve(end + size);
  memory.fill(end, 0, size);
  return end;
}

/** The next chunk is complete: joins it with its neighbors, as a carry does in a binary counter. */
export function closeNode(): void {
  chunks += 1;
  end += size;
  for (let level = 0; ; level++) {
    const right = end - size;
    const left = right - size;
    if (right == first || load<f64>(left) != <f64>level || chunks & ((2 << level) - 1)) return;
    join(left, right);
    store<f64>(left, level + 1);
    end = right;
  }
}

function join(left: usize, right: usize): void {
  const stop = left + size;
  left += 16;
  right += 16;
  for (; left < stop; left += 16) {
    v128.store(left, f64x2.add(v128.load(left), v128.load(right)));
    right += 16;
  }
}

export function nodes(): usize {
  return first;
}
export function nodesEnd(): usize {
  return end;
}

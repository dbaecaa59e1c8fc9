/** Held-out rows of repeated random splits, the same on every run and machine. */

/** @returns {number[][]} for each split the held-out rows, in order */
export function splits(n, count, share) {
  return Array.from({ length: count }, (_, split) => {
    const order = shuffled(n, uniform(split + 1));
    return order.slice(0, Math.round(share * n)).sort((a, b) => a - b);
  });
}

function shuffled(n, random) {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** mulberry32: good enough to split rows, independent of the library under test. */
function uniform(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Timing on a machine that others use, too: what is compared takes turns, so that a busy moment hits all of it, and a ratio
 * is the median of ratios turn by turn.
 *
 * @typedef {object} Side one of the things compared
 * @property {string} name
 * @property {(times: number) => number | Promise<number>} run does its work so many times; the seconds that took
 */

/**
 * Warms every side up, finds how many times make one timing of about `seconds`, and lets the sides take turns.
 *
 * @param {readonly Side[]} sides
 * @param {{ rounds: number, seconds: number }} effort
 * @returns {Promise<Record<string, number[]>>} by name: seconds for doing it once, a number a round
 */
export async function interleave(sides, { rounds, seconds }) {
  const times = new Map();
  for (const side of sides) times.set(side, await calibrated(side, seconds));
  const taken = Object.fromEntries(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Every other round backwards: what gets slower while the clock runs does not favor whoever comes first.
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      taken[side.name].push((await side.run(times.get(side))) / times.get(side));
    }
  }
  return taken;
}

/** How many times fill the seconds, found by doubling: early calls run in slower compilers and must not decide it. */
async function calibrated(side, seconds) {
  let times = 1;
  for (;;) {
    const taken = await side.run(times);
    if (taken >= seconds / 2) return Math.max(1, Math.round((times * seconds) / taken));
    times *= 2;
  }
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A median and how far it was from least to most. */
export function spread(values) {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/**
 * How many times faster `ours` was than `theirs`, round by round.
 *
 * @param {readonly number[]} theirs seconds
 * @param {readonly number[]} ours seconds
 */
export function timesFaster(theirs, ours) {
  return spread(ours.map((seconds, round) => theirs[round] / seconds));
}

/**
 * The exponent p of seconds ∝ size^p: the slope of the least squares line through the logarithms.
 *
 * @param {readonly { size: number, seconds: number }[]} points
 */
export function growth(points) {
  const logs = points.map(({ size, seconds }) => [Math.log(size), Math.log(seconds)]);
  const [meanX, meanY] = [0, 1].map((k) => logs.reduce((sum, log) => sum + log[k], 0) / logs.length);
  const slope = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return slope / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

/**
 * Runs sections and makes a page of them.
 *
 * @typedef {object} Bench what a section works with
 * @property {boolean} quick small sizes: to see that everything runs
 * @property {(text: string) => void} say progress
 * @property {string} folder for files, removed at the end
 * @property {typeof import("./plumbline.mjs")} plumbline
 * @property {Awaited<ReturnType<typeof import("./python.mjs").openPython>>} python
 * @property {ReturnType<typeof import("./limits.mjs").limitsOf>} limits
 * @property {{ rounds: number, seconds: number }} effort
 * @property {readonly number[]} widths d
 * @property {Record<"cached" | "middle" | "large", { name: string, bytes: number }>} sizes bytes of X
 *
 * @typedef {(bench: Bench) => Promise<import("./page.mjs").Section>} SectionOf
 */
import { around } from "./around.mjs";
import { candidates } from "./candidates.mjs";
import { field } from "./field.mjs";
import { fits } from "./fits.mjs";
import { limit } from "./limit.mjs";
import { limitsOf } from "./limits.mjs";
import { openPython } from "./python.mjs";
import { sums } from "./sums.mjs";
import { threads } from "./threads.mjs";

/** In the order of the page. */
export const SECTIONS = { limit, field, candidates, sums, threads, around, fits };

const MB = 2 ** 20;
const FULL = {
  effort: { rounds: 7, seconds: 0.2 },
  widths: [8, 20, 50, 100, 500],
  sizes: {
    cached: { name: "in cache, 0.5 MB", bytes: MB / 2 },
    middle: { name: "16 MB", bytes: 16 * MB },
    large: { name: "out of cache, 128 MB", bytes: 128 * MB },
  },
};
const QUICK = {
  effort: { rounds: 2, seconds: 0.002 },
  widths: [8, 50],
  sizes: {
    cached: { name: "64 kB", bytes: MB / 16 },
    middle: { name: "256 kB", bytes: MB / 4 },
    large: { name: "1 MB", bytes: MB },
  },
};

/**
 * @param {readonly string[]} names of sections
 * @param {{ quick: boolean, folder: string, say(text: string): void }} options
 * @returns {Promise<{ sections: import("./page.mjs").Section[], peers: string | undefined }>} peers: versions
 */
export async function runSections(names, { quick, folder, say }) {
  const plumbline = await import("./plumbline.mjs");
  const extent = quick ? QUICK : FULL;
  const limits = limitsOf({ openPython, effort: extent.effort });
  const python = await openPython();
  const bench = { quick, folder, say, plumbline, python, limits, ...extent };
  const sections = [];
  try {
    for (const name of names) sections.push(await SECTIONS[name](bench));
  } finally {
    python?.close();
    await limits.close();
  }
  return { sections, peers: python?.versions };
}

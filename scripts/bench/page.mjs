/**
 * bench/results.md: a table of targets, then the sections.
 *
 * @typedef {{ median: number, least: number, most: number }} Spread
 *
 * @typedef {object} Target
 * @property {string} what
 * @property {string} unit
 * @property {number} asked
 * @property {number | undefined} found undefined where its peer did not run
 * @property {"least" | "most"} [bound] whether `asked` is the least that is asked (default) or the most
 *
 * @typedef {object} Section
 * @property {string} title
 * @property {readonly string[]} blocks Markdown, a paragraph or a table each
 * @property {readonly Target[]} targets
 */

export const NOT_RUN = "not run";

/**
 * @param {readonly Section[]} sections
 * @param {{ title?: string, facts: readonly string[], judged: boolean }} circumstances facts: sentences that head the page; judged: whether
 *   the run was long enough for its targets to mean anything
 */
export function page(sections, { title = "Benchmarks", facts, judged }) {
  const targets = sections.flatMap((section) => section.targets);
  const verdicts = judged
    ? [targetTable(targets)]
    : ["A quick run: it shows that everything runs, its numbers say nothing."];
  const body = sections.flatMap(({ title, blocks }) => [`## ${title}`, ...blocks]);
  return `${[`# ${title}`, facts.join("\n"), ...(targets.length > 0 ? ["## Targets", ...verdicts] : []), ...body].join("\n\n")}\n`;
}

function targetTable(targets) {
  return table(
    ["target", "asked", "found", ""],
    targets.map((target) => [
      target.what,
      `${target.bound === "most" ? "≤" : "≥"} ${target.asked} ${target.unit}`,
      target.found === undefined ? NOT_RUN : `${figures(target.found)} ${target.unit}`,
      verdict(target),
    ]),
    { left: [0, 3] },
  );
}

function verdict(target) {
  if (target.found === undefined) return NOT_RUN;
  if (holds(target)) return "holds";
  const short = target.bound === "most" ? target.found / target.asked - 1 : 1 - target.found / target.asked;
  return `**fails** by ${Math.ceil(100 * short)} %`;
}

/** @param {Target} target */
export function holds({ found, asked, bound }) {
  return found !== undefined && (bound === "most" ? found <= asked : found >= asked);
}

/**
 * A Markdown table, columns padded so that the file reads well, too.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @param {{ left?: readonly number[] }} [options] which columns hold words; the others hold numbers and go to the right
 */
export function table(head, rows, { left = [0] } = {}) {
  const widths = head.map((_, k) => Math.max(3, ...[head, ...rows].map((row) => row[k].length)));
  const line = (cells) =>
    `| ${cells.map((cell, k) => (left.includes(k) ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join(" | ")} |`;
  const rule = `| ${widths.map((width, k) => (left.includes(k) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** Three digits that count; whole numbers from 100 on. */
export function figures(value) {
  if (!Number.isFinite(value)) return "–";
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** `3.02 (2.81–3.30)`: a median, least and most. @param {Spread | undefined} value */
export function shown(value) {
  if (value === undefined) return NOT_RUN;
  const { median, least, most } = value;
  return least === most ? figures(median) : `${figures(median)} (${figures(least)}–${figures(most)})`;
}

/** A share as a percentage. @param {Spread | undefined} value */
export function shownShare(value) {
  if (value === undefined) return NOT_RUN;
  return `${(100 * value.median).toFixed(0)} % (${(100 * value.least).toFixed(0)}–${(100 * value.most).toFixed(0)})`;
}

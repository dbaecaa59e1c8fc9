/**
 * What the judged cases add up to: a section of the page each for an unknown link, a known one, binary labels and tables.
 *
 * @typedef {{ name: string, link: string, corruption: string, n: number, d: number, binary: boolean, seed: number, floor?: number,
 *   peers: Record<string, { angle: number, seconds: number }>, found: Angle, told?: Angle }} Case
 * @typedef {{ angle: number, nearest: number, r2: number, seconds: number }} Angle
 */
import { median } from "../bench/interleave.mjs";
import { figures, NOT_RUN, table } from "../bench/page.mjs";

/** The most that the median of angle / floor may be, link unknown and known, and its 90th percentile, link unknown. */
const CORRUPTIONS = {
  none: { unknown: 1.05, known: 1.02, percentile: 1.6 },
  random10: { unknown: 1.1, known: 1.05, percentile: 1.6 },
  decoy20: { unknown: 1.6, known: 1.3, percentile: 3 },
  zerotop20: { unknown: 1.1, known: 1.05, percentile: 1.6 },
  hetero: { unknown: 1.15, known: 1.1, percentile: 1.6 },
};

/** No case may be farther off than this, in degrees. */
const limit = ({ n, floor }) => (n >= 20_000 ? Math.max(10, 2 * floor) : Math.max(20, 2.5 * floor));

/** @param {readonly Case[]} cases @returns {import("../bench/page.mjs").Section} */
export function unknownSection(cases) {
  const beyond = cases.filter((one) => one.found.nearest > limit(one));
  const listed = beyond.map(
    ({ name, seed, floor, found }) =>
      `* ${name}, seed ${seed}: ${degrees(found.nearest)}, its direction ${degrees(found.angle)}, floor ${degrees(floor)}`,
  );
  const timed = cases.filter(({ n, d, peers }) => n === 20_000 && d === 50 && peers.huber);
  return {
    title: "Real-valued labels, link unknown",
    blocks: [
      "Medians over the seeds; in brackets the largest.",
      caseTable(cases, "found"),
      ...(beyond.length > 0 ? [`Farther off than may be:\n\n${listed.join("\n")}`] : []),
      ratioTable(cases, "found"),
    ],
    targets: [
      ...ratioTargets(cases, "found", "unknown"),
      ...Object.entries(CORRUPTIONS).map(([corruption, { percentile }]) =>
        most(`${corruption}, link unknown: 90th percentile of angle / floor`, percentile, {
          of: ratiosOf(cases, corruption, "found"),
          by: (ratios) => quantile(ratios, 0.9),
        }),
      ),
      most("no case beyond max(10°, 2 × floor), at 2000 rows max(20°, 2.5 × floor): largest part of that", 1, {
        of: cases.map((one) => one.found.nearest / limit(one)),
        by: (parts) => Math.max(...parts),
      }),
      most("20 000 × 50: seconds over those of Huber + isotonic", 3, {
        of: timed.map(({ found, peers }) => found.seconds / peers.huber.seconds),
        by: median,
      }),
    ],
  };
}

/** @param {readonly Case[]} cases @returns {import("../bench/page.mjs").Section} */
export function knownSection(cases) {
  return {
    title: "Real-valued labels, link told",
    blocks: [caseTable(cases, "told"), ratioTable(cases, "told")],
    targets: ratioTargets(cases, "told", "known"),
  };
}

/** @param {readonly Case[]} cases @returns {import("../bench/page.mjs").Section} */
export function binarySection(cases) {
  const clean = cases.filter(({ corruption, peers }) => corruption === "none" && peers.logistic);
  const steps = cases.filter(({ link, corruption }) => link === "step" && corruption === "decoy20");
  return {
    title: "Labels 0 and 1, link unknown",
    blocks: [caseTable(cases, "found")],
    targets: [
      most("binary, clean: angle over that of logistic regression", 1.1, {
        of: clean.map(({ found, peers }) => found.nearest / peers.logistic.angle),
        by: median,
      }),
      most("step under a decoy: angle", 3, { of: steps.map(({ found }) => found.nearest), by: median, unit: "°" }),
    ],
  };
}

/**
 * @param {readonly { name: string, kind: string, ours: number, nearest: number, seconds: number, peers: Record<string, number> }[]} rows
 * @returns {import("../bench/page.mjs").Section}
 */
export function tablesSection(rows) {
  const of = (name, kind) => rows.filter((row) => row.name === name && row.kind === kind);
  const shown = (values) => (values.some((value) => value === undefined) ? NOT_RUN : mean(values).toFixed(3));
  const groups = grouped(rows, ({ name, kind }) => `${name} ${kind}`);
  const kept = (name, kind, asked) => ({
    what: `${name}, ${kind}: share kept of the clean test R²`,
    unit: "×",
    asked,
    found: mean(of(name, kind).map(({ ours }) => ours)) / mean(of(name, "none").map(({ ours }) => ours)),
  });
  return {
    title: "Real tables with a fifth of the training labels corrupted",
    blocks: [
      "Clean test R², means over 70/30 splits. random: three times the label of another row; decoy: where another direction is largest, the labels follow that one (scripts/cases/corrupt_tables.py).",
      table(
        ["table", "corruption", "ours", "best of ours and rivals", "OLS", "Huber", "Huber + isotonic", "our s"],
        groups.map((group) => [
          group[0].name,
          group[0].kind,
          shown(group.map(({ ours }) => ours)),
          shown(group.map(({ nearest }) => nearest)),
          ...["ols", "huber", "huberIsotonic"].map((peer) => shown(group.map(({ peers }) => peers[peer]))),
          figures(median(group.map(({ seconds }) => seconds))),
        ]),
        { left: [0, 1] },
      ),
    ],
    targets: [
      ...["concrete", "meats", "biomass"].map((name) => kept(name, "random", 0.97)),
      kept("meats", "decoy", 0.95),
    ],
  };
}

/** A line a case: medians over the seeds. */
function caseTable(cases, side) {
  const groups = grouped(cases, ({ name }) => name);
  const named = { ols: "OLS", huber: "Huber", logistic: "logistic" };
  const shown = Object.keys(named).filter((name) => cases.some(({ peers }) => peers[name]));
  const peer = (group, name) =>
    group.every(({ peers }) => peers[name]) ? degrees(median(group.map(({ peers }) => peers[name].angle))) : NOT_RUN;
  const lines = groups.map((group) => {
    const found = group.map((one) => one[side]);
    const nearest = found.map((one) => one.nearest);
    const floors = group.map(({ floor }) => floor);
    const floored = floors.every((floor) => floor !== undefined);
    return [
      group[0].name,
      degrees(median(found.map(({ angle }) => angle))),
      `${degrees(median(nearest))} (${degrees(Math.max(...nearest))})`,
      floored ? degrees(median(floors)) : "–",
      floored ? figures(median(nearest.map((angle, k) => angle / floors[k]))) : "–",
      ...shown.map((name) => peer(group, name)),
      median(found.map(({ r2 }) => r2)).toFixed(3),
      figures(median(found.map(({ seconds }) => seconds))),
    ];
  });
  const peers = shown.map((name) => named[name]);
  return table(["case", "angle", "nearest", "floor", "× floor", ...peers, "R² of means", "seconds"], lines);
}

/** Median and 90th percentile of angle / floor for every corruption. */
function ratioTable(cases, side) {
  const lines = Object.keys(CORRUPTIONS).flatMap((corruption) => {
    const ratios = ratiosOf(cases, corruption, side);
    if (ratios.length === 0) return [];
    const own = cases.filter((one) => one.corruption === corruption).map((one) => one[side].angle / one.floor);
    const of = (values) => `${figures(median(values))} (${figures(quantile(values, 0.9))})`;
    return [[corruption, `${ratios.length}`, of(ratios), of(own)]];
  });
  return table(["corruption", "fits", "nearest / floor: median (90 %)", "direction / floor"], lines);
}

function ratioTargets(cases, side, key) {
  return Object.entries(CORRUPTIONS).map(([corruption, asked]) =>
    most(`${corruption}, link ${key}: median of angle / floor`, asked[key], {
      of: ratiosOf(cases, corruption, side),
      by: median,
    }),
  );
}

/** @returns {import("../bench/page.mjs").Target} not found where there is nothing to find it from */
function most(what, asked, { of, by, unit = "×" }) {
  return { what, unit, asked, found: of.length > 0 ? by(of) : undefined, bound: "most" };
}

function ratiosOf(cases, corruption, side) {
  return cases.filter((one) => one.corruption === corruption).map((one) => one[side].nearest / one.floor);
}

/** Linear between order statistics, as NumPy has it. */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const k = Math.floor(at);
  return sorted[k] + (at - k) * ((sorted[k + 1] ?? sorted[k]) - sorted[k]);
}

function grouped(rows, keyOf) {
  const keys = [...new Set(rows.map(keyOf))];
  return keys.map((key) => rows.filter((row) => keyOf(row) === key));
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

const degrees = (angle) => `${angle.toFixed(2)}°`;

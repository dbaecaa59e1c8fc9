/**
 * Why the weight h = T_ρσ′ with ρ = cos θ (ZarifisWDD2025): of all weights it stands the largest adversary,
 *
 *     OPT < (sin θ · E[T_{cos θ}σ′ h] / ‖h‖)²,
 *
 * by Cauchy and Schwarz. Here over all ρ = cos α, by quadrature: what is left of that level when the guess α of θ is off. And
 * why in closed form: noise that is drawn, as the paper augments its rows, estimates the same field with more variance.
 */
import { lines } from "../figures/index.ts";
import { normalExpectation } from "../math/quadrature.ts";
import { RandomStream } from "../math/random.ts";
import { addScaled, dot, scaled, unit } from "../math/vectors.ts";
import type { Frame } from "../method/field.ts";
import { augmented } from "../method/fields/augmented.ts";
import { smoothed } from "../method/fields/smoothed.ts";
import { indexAt, meanOfRows } from "../method/rowSums.ts";
import { unwhitened } from "../method/whiten.ts";
import { memoryPass } from "../pass/memory.ts";
import { type Link, linkAt } from "../problem/link.ts";
import { relu } from "../problem/links/relu.ts";
import { step } from "../problem/links/step.ts";
import { circle } from "./circle.ts";
import type { Experiment, Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";

const LINKS: Readonly<Record<string, { readonly link: Link; readonly at: number }>> = {
  "ReLU(z)": { link: relu(), at: 0 },
  "ReLU(z − 2)": { link: relu({ bias: -2 }), at: 2 },
  "1{z ≥ 1}": { link: step({ threshold: 1 }), at: 1 },
};
/** θ and the guesses α of it, degrees. */
const ANGLES = [60, 30, 10];
const GUESSES = [2.5, 5, 7, 10, 14, 20, 30, 40, 50, 60, 70, 80];
/** A guess at most this much too large keeps this share of the level. */
const [FACTOR, SHARE] = [2, 0.5];

/** Drawn noise: a link with a slope, rows, and how many samples are drawn. */
const DRAWN = { link: relu({ bias: -1.28 }), angle: 30, rows: 1000, features: 5 };
const COPIES = [1, 4, 16];
const [SAMPLES, QUICK_SAMPLES] = [400, 100];
const [CLOSED, UNCENTERED] = ["closed form", "closed form, T_ρσ(z) not subtracted"];
const drawnName = (copies: number): string => `${copies} drawn ${copies === 1 ? "copy" : "copies"}`;

/** The level at which h = T_{cos α}σ′ breaks down at angle θ, over the best. */
export interface Share {
  readonly link: string;
  readonly angle: number;
  readonly guess: number;
  readonly share: number;
}

/** The field's part along v, over samples. */
export interface Estimate {
  readonly name: string;
  readonly mean: number;
  readonly variance: number;
  /** Of the mean of what it has beyond the closed form on the same rows. */
  readonly apart: number;
  readonly error: number;
}

export const smoothing: Experiment = {
  name: "smoothing",
  about: "What is left of the smoothed field when the angle is guessed wrong, and when its noise is drawn.",
  async run({ quick, signal, progress }) {
    const shares = Object.keys(LINKS).flatMap((link) => sharesOf(link));
    const samples: number[][] = [];
    const count = quick ? QUICK_SAMPLES : SAMPLES;
    for (let seed = 1; seed <= count; seed++) {
      signal?.throwIfAborted();
      progress?.({ stage: `drawn noise, sample ${seed}`, done: seed / count });
      samples.push(await fieldsOn(seed));
    }
    return findings(shares, estimatesOf(samples));
  },
};

/** What is left at every angle and guess. */
export function sharesOf(name: string): Share[] {
  const { link, at } = LINKS[name];
  const { smoothSlope } = linkAt(link);
  const weight = (angle: number) => {
    const { cos, sin } = circle(angle);
    return (z: number): number => smoothSlope(cos * z, sin);
  };
  // T_{cos α}σ′ of a step is as narrow as tan α: panels to match.
  const mean = (f: (z: number) => number): number => normalExpectation(f, { kinks: [at], panel: 0.25 });
  return ANGLES.flatMap((angle) => {
    const best = weight(angle);
    const size = mean((z) => best(z) * best(z));
    return GUESSES.map((guess) => {
      const h = weight(guess);
      const product = mean((z) => best(z) * h(z));
      return { link: name, angle, guess, share: (product * product) / (size * mean((z) => h(z) * h(z))) };
    });
  });
}

/** −g·v on one sample: the closed form, the same without T_ρσ(z), and from drawn copies. */
async function fieldsOn(seed: number): Promise<number[]> {
  const { link, angle, rows: n, features: d } = DRAWN;
  const stream = new RandomStream(seed);
  const w = unit(stream.normals(d));
  const other = stream.normals(d);
  const v = unit(addScaled(other, -dot(other, w), w));
  const { cos, sin } = circle(angle);
  const target = addScaled(scaled(w, cos), sin, v);
  const { value, smoothSlope } = linkAt(link);
  const x = stream.normals(n * d);
  const y = Float64Array.from({ length: n }, (_, i) => value(dot(x.subarray(i * d, (i + 1) * d), target)));
  const names = Array.from({ length: d }, (_, j) => `x${j}`);
  const design = { n, d, x, y, names, weightsKind: "frequency" as const, binary: false };
  const asTheyAre = { center: new Float64Array(d), scale: new Float64Array(d).fill(1) };
  const frame: Frame = { pass: memoryPass(design, asTheyAre), whitening: unwhitened(d) };
  const known = { link: { name: link.name, parameters: link.parameters }, scale: 1, shift: 0 };
  // ρ = 1 − 2φ² = cos θ.
  const phi = circle(angle / 2).sin;
  const z = await indexAt(w, frame);
  const uncentered = await meanOfRows(
    y.map((label, i) => label * smoothSlope(cos * z[i], sin)),
    frame,
  );
  const found = [-dot(await smoothed()(known).at(w, phi, frame), v), dot(uncentered, v)];
  for (const copies of COPIES) found.push(-dot(await augmented({ copies, seed })(known).at(w, phi, frame), v));
  return found;
}

/** @param samples a line a sample, as `fieldsOn` has them */
export function estimatesOf(samples: readonly (readonly number[])[]): Estimate[] {
  const moments = (values: readonly number[]): { mean: number; variance: number } => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    return { mean, variance: squares / (values.length - 1) };
  };
  return [CLOSED, UNCENTERED, ...COPIES.map(drawnName)].map((name, k) => {
    const beyond = moments(samples.map((sample) => sample[k] - sample[0]));
    const error = Math.sqrt(beyond.variance / samples.length);
    return { name, ...moments(samples.map((sample) => sample[k])), apart: beyond.mean, error };
  });
}

/** What comes of it. */
export function findings(shares: readonly Share[], estimates: readonly Estimate[]): Findings {
  const names = [...new Set(shares.map(({ link }) => link))];
  const guesses = [...new Set(shares.map(({ guess }) => guess))];
  const found = (link: string, angle: number, guess: number): Share =>
    shares.find((each) => each.link === link && each.angle === angle && each.guess === guess)!;
  const [closed] = estimates;
  return {
    tables: [
      {
        head: "The level at which h = T_{cos α}σ′ breaks down at angle θ, over that of α = θ",
        table: {
          heads: ["link", "θ", ...guesses.map((guess) => `α = ${guess}°`)],
          rows: names.flatMap((name) =>
            ANGLES.map((angle) => [
              name,
              `${angle}°`,
              ...guesses.map((guess) => found(name, angle, guess).share.toFixed(2)),
            ]),
          ),
        },
      },
      {
        head: `The field's part along the way home, ReLU(z − 1.28) at ${DRAWN.angle}°, ${DRAWN.rows} clean rows`,
        table: {
          heads: ["estimate", "mean", "beyond the closed form", "variance / closed"],
          rows: estimates.map(({ name, mean, variance, apart, error }) => [
            name,
            mean.toFixed(4),
            name === CLOSED ? "" : `${apart.toFixed(4)} ± ${error.toFixed(4)}`,
            (variance / closed.variance).toFixed(2),
          ]),
        },
      },
    ],
    claims: [best(shares), forgiving(shares), same(estimates), noisier(estimates)],
    csv: `${["link,angle,guess,share", ...shares.map(({ link, angle, guess, share }) => [`"${link}"`, angle, guess, share].join()), ...estimates.map(({ name, mean, variance }) => [`"${name}"`, "", mean, variance].join())].join("\n")}\n`,
    figure: (document) =>
      lines(document, {
        title: "What is left when the angle is guessed wrong",
        caption:
          "The energy an adversary must spend to turn the field with h = T_{cos α}σ′, over what the best h stands, against the guess α of the angle θ, logarithmic; by quadrature.",
        x: { label: "guess α", logarithmic: true, ticks: [2.5, 5, 10, 20, 40], unit: "°" },
        y: { label: "share of the best level", ticks: [0, 0.25, 0.5, 0.75, 1] },
        panels: names.map((name) => ({
          title: name,
          lines: ANGLES.map((angle, k) => ({
            name: `θ = ${angle}°`,
            ours: k === 1,
            points: guesses.map((guess) => [guess, found(name, angle, guess).share] as const),
          })),
        })),
      }),
  };
}

function best(shares: readonly Share[]): Claim {
  const largest = Math.max(...shares.filter(({ guess, angle }) => guess !== angle).map(({ share }) => share));
  return {
    says: "for every link and angle, of all guesses the right one stands most",
    // Rounding of quadrature alone.
    holds: largest <= 1 + 1e-9,
    found: `a wrong one at most ${largest.toFixed(3)} times as much`,
  };
}

function forgiving(shares: readonly Share[]): Claim {
  const least = Math.min(
    ...shares.filter(({ guess, angle }) => guess >= angle && guess <= FACTOR * angle).map(({ share }) => share),
  );
  return {
    says: `a guess that is up to ${FACTOR} times too large keeps at least ${SHARE} of the level, so that a schedule may guess`,
    holds: least >= SHARE,
    found: `at least ${least.toFixed(2)}`,
  };
}

function same(estimates: readonly Estimate[]): Claim {
  const worst = Math.max(...estimates.slice(1).map(({ apart, error }) => Math.abs(apart) / error));
  return {
    says: "drawn noise estimates the same field: means within four standard errors of the closed form's on the same rows",
    holds: worst < 4,
    found: `within ${worst.toFixed(1)}`,
  };
}

function noisier(estimates: readonly Estimate[]): Claim {
  const [closed, , ...drawn] = estimates.map(({ variance }) => variance);
  const falls = drawn.every((variance, k) => k === 0 || variance < drawn[k - 1]);
  return {
    says: "with more variance, the more so the fewer copies",
    holds: falls && drawn.every((variance) => variance > closed),
    found: drawn.map((variance) => `${(variance / closed).toFixed(1)}`).join(", ") + " times",
  };
}

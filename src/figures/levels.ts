/** Levels and colors of landscapes, fine where the ground is low. */

/**
 * `count` levels from the least value up to `most`, evenly spaced in the logarithm of the height above the least: the
 * k-th lies exp(a + k(ln(most − least) − a)/count) above it (GaripovIPVW2018). The last is `most`: what is higher is
 * drawn alike.
 *
 * @param finest a: the logarithm of the first level's height
 */
export function logLevels(values: Iterable<number>, { most, count = 7, finest }: LevelOptions): number[] {
  const finite = [...values].filter(Number.isFinite);
  const least = finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const top = Math.min(
    most ?? Number.POSITIVE_INFINITY,
    finite.reduce((a, b) => Math.max(a, b), least),
  );
  if (!(top > least)) return [least];
  const span = Math.log(top - least);
  const first = Math.min(finest ?? span - 5, span - 1);
  return Array.from({ length: count + 1 }, (_, k) => least + Math.exp(first + (k * (span - first)) / count));
}

export interface LevelOptions {
  /** Where the levels end; by default at the largest value. */
  readonly most?: number;
  readonly count?: number;
  /** By default 5 below that of the largest. */
  readonly finest?: number;
}

/** Viridis in nine stops, dark where the ground is low: in order of lightness for every eye and in print. */
const STOPS = ["#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#fde725"];

/** The color at a share of the height, from 0 to 1. */
export function heightColor(share: number): string {
  const place = Math.min(Math.max(share, 0), 1) * (STOPS.length - 1);
  const k = Math.min(Math.floor(place), STOPS.length - 2);
  const channel = (at: number): string => {
    const [low, high] = [STOPS[k], STOPS[k + 1]].map((stop) => Number.parseInt(stop.slice(at, at + 2), 16));
    return Math.round(low + (place - k) * (high - low))
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** The color between level k − 1 and level k of n; below the first k is 0, above the last n. */
export const bandColor = (k: number, n: number): string => heightColor(n === 0 ? 0 : k / n);

/** A level in three digits. */
export const levelText = (level: number): string => {
  const text = level.toPrecision(Math.abs(level) >= 100 ? 3 : 2);
  return text.includes("e") ? text : String(Number(text));
};

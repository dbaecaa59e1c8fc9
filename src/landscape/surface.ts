/** Loss and error over a plane, coarse first and then finer: what one looks at is there early. */
import type { Measured } from "../network/network.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Plane, planePoint } from "./plane.ts";
import type { Rows, Subject } from "./task.ts";
import type { Workshop } from "./workshop.ts";

export interface Window {
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
}

export interface Surface {
  /** Points along each axis. */
  readonly size: number;
  /** `size` places along u, and along v. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** size×size, the row j of b[j]. */
  readonly loss: Float64Array;
  readonly error: Float64Array;
}

/** What has been measured already, for work that was interrupted. */
export interface Kept {
  /** Undefined where there is nothing. */
  read(): Promise<string | undefined>;
  /** Whole or not at all. */
  write(text: string): Promise<void>;
}

export interface SurfaceOptions {
  /** Points along each axis, ascending; a size that is a multiple less one shares the points of the one before. */
  readonly sizes?: readonly number[];
  readonly on?: Rows;
  readonly kept?: Kept;
  readonly progress?: (share: number) => void;
}

/** The sizes of the paper's planes and of Li's, each a first look at the next. */
export const SIZES: readonly number[] = [11, 21, 51];
/** So many points are measured between two savings. */
const SAVED_EVERY = 100;

/**
 * Measures a plane size by size, as many points at a time as the workshop has hands. Points that several sizes have in
 * common are measured once. Given a place to keep them in, it goes on where it was interrupted, if the networks, rows
 * and plane are the same.
 */
export async function* measureSurface(
  shop: Workshop,
  subject: Subject,
  plane: Plane,
  { a, b }: Window,
  { sizes = SIZES, on = "heldOut", kept, progress }: SurfaceOptions = {},
): AsyncGenerator<Surface> {
  const print = printOf(subject, plane, { a, b }, on);
  const known = await remembered(kept, print);
  const wanted = sizes.map((size) => placesOf(size));
  const all = new Set(wanted.flat().map(({ key }) => key)).size;
  let unsaved = 0;
  const save = async (): Promise<void> => {
    unsaved = 0;
    await kept?.write(`${JSON.stringify({ print, points: Object.fromEntries(known) })}\n`);
  };
  for (const [k, size] of sizes.entries()) {
    const places = wanted[k].filter(({ key }) => !known.has(key));
    for (let from = 0; from < places.length; from += SAVED_EVERY) {
      await Promise.all(
        places.slice(from, from + SAVED_EVERY).map(async ({ key, along, across }) => {
          const w = planePoint(plane, between(a, along), between(b, across));
          const [{ loss, error }] = await shop.perform({ kind: "measure", w, on: [on] });
          known.set(key, [loss, error]);
          unsaved++;
          progress?.(Math.min(known.size / all, 1));
        }),
      );
      if (unsaved > 0) await save();
    }
    yield surfaceOf(size, wanted[k], known, { a, b });
  }
}

interface Place {
  /** The same for one place, whatever the size. */
  readonly key: string;
  /** From 0 to 1 along u and along v. */
  readonly along: number;
  readonly across: number;
}

function placesOf(size: number): Place[] {
  const shares = Array.from({ length: size }, (_, i) => shareOf(i, size - 1));
  return shares.flatMap((across) =>
    shares.map((along) => ({ key: `${along.text},${across.text}`, along: along.value, across: across.value })),
  );
}

/** i/n in lowest terms, so that shares of different sizes have the same bits. */
function shareOf(i: number, n: number): { readonly text: string; readonly value: number } {
  const divisor = greatestDivisor(i, n);
  return { text: `${i / divisor}/${n / divisor}`, value: i / divisor / (n / divisor) };
}

const greatestDivisor = (i: number, n: number): number => (i === 0 ? n : greatestDivisor(n % i, i));

const between = ([from, to]: readonly [number, number], share: number): number => from + share * (to - from);

function surfaceOf(size: number, places: readonly Place[], known: Known, { a, b }: Window): Surface {
  const values = places.map(({ key }) => known.get(key)!);
  const row = places.slice(0, size);
  return {
    size,
    a: row.map(({ along }) => between(a, along)),
    b: row.map(({ along }) => between(b, along)),
    loss: Float64Array.from(values, ([loss]) => loss),
    error: Float64Array.from(values, ([, error]) => error),
  };
}

type Known = Map<string, readonly [loss: Measured["loss"], error: Measured["error"]]>;

async function remembered(kept: Kept | undefined, print: string): Promise<Known> {
  const text = await kept?.read();
  if (text === undefined) return new Map();
  try {
    const { print: theirs, points } = JSON.parse(text);
    return theirs === print ? new Map(Object.entries(points)) : new Map();
  } catch {
    return new Map(); // not ours: it is measured anew, and written over
  }
}

function printOf(
  { architecture, learned, heldOut }: Subject,
  { origin, u, v }: Plane,
  window: Window,
  on: Rows,
): string {
  const data = on === "heldOut" ? heldOut : learned;
  const words = JSON.stringify({ architecture, window, on });
  return fingerprint(new TextEncoder().encode(words), origin, u, v, data.x, data.labels, learned.labels);
}

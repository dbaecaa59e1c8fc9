/** Sorting by value, for everything that walks along an index z. */
import { DataError } from "../errors.ts";

const SIGN = 0x80000000 | 0;
const EXPONENT = 0x7ff00000;
const FRACTION = 0x000fffff;

/** Which of the two words of a double in memory is the high one. */
const HIGH = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;
const LOW = 1 - HIGH;

/** A pass sorts by a digit of 11 bits, the lowest first; three of them are a word. */
const SHIFTS = [0, 11, 22];
const DIGIT = 2047;

/** Insertion may move so many entries a number; data that need more are sorted by their low words, too. */
const MOVES = 8;

/**
 * The order that sorts z: z[order[0]] ≤ z[order[1]] ≤ … . Equal values keep their order, −0 equals 0, ±∞ are at the
 * ends.
 *
 * A radix sort in linear time, whatever the values. Three passes put the numbers in the order of their high words, which
 * leaves most data all but sorted; numbers that share a high word are then put in order by insertion. The bits of a row
 * number that n rows leave free carry the first bits of the low word along, which decide most of that. Where the numbers
 * that share a high word are so many that insertion gets long, all are sorted by their low words and then, as that keeps
 * the order of equals, by their high words. A pass over a digit that all have in common is left out.
 *
 * @throws DataError where an entry is NaN, which has no place in an order.
 */
export function argsort(z: Float64Array): Int32Array {
  const n = z.length;
  const words = new Int32Array(z.buffer, z.byteOffset, 2 * n);
  const numberBits = (1 << (32 - Math.clz32(n - 1))) - 1;
  const byHighWord = sortedByKey(withHighKeys(words, ~numberBits));
  if (insertionSort(z, byHighWord, numberBits)) return byHighWord.order;
  const { order } = sortedByKey(withLowKeys(words));
  const { keys } = withHighKeys(words, 0);
  return sortedByKey({ keys: order.map((i) => keys[i]), order }).order;
}

/** The values in an order: values[order[0]], values[order[1]], … . */
export function inOrder(values: Float64Array, order: Int32Array): Float64Array {
  const along = new Float64Array(order.length);
  for (let k = 0; k < order.length; k++) along[k] = values[order[k]];
  return along;
}

/** Numbers of rows, and for each a key. */
interface Keyed {
  keys: Int32Array;
  order: Int32Array;
}

/**
 * Keys are the high words as unsigned integers that grow with the numbers: IEEE 754 doubles are ordered like integers
 * once the sign bit is flipped, and all bits of negative ones. (They are kept as int32; only their bits matter.)
 *
 * @param spare bits of a row number that are free and take those of the low word
 */
function withHighKeys(words: Int32Array, spare: number): Keyed {
  const n = words.length / 2;
  const keys = new Int32Array(n);
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const high = words[2 * i + HIGH];
    const low = words[2 * i + LOW];
    if ((high & EXPONENT) === EXPONENT && ((high & FRACTION) | low) !== 0) {
      throw new DataError({ where: `entry ${i}`, what: "not a number, cannot be sorted" });
    }
    keys[i] = isMinusZero(low, high) ? SIGN : high ^ ((high >> 31) | SIGN);
    order[i] = (lowKey(low, high) & spare) | i;
  }
  return { keys, order };
}

/** Keys are the low words, which grow with positive numbers; those of negative ones are flipped. */
function withLowKeys(words: Int32Array): Keyed {
  const n = words.length / 2;
  const keys = new Int32Array(n);
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    keys[i] = lowKey(words[2 * i + LOW], words[2 * i + HIGH]);
    order[i] = i;
  }
  return { keys, order };
}

const isMinusZero = (low: number, high: number): boolean => high === SIGN && low === 0;
const lowKey = (low: number, high: number): number => (isMinusZero(low, high) ? 0 : low ^ (high >> 31));

/** Sorts by keys as unsigned integers; takes the arrays over. Equal keys keep their order. */
function sortedByKey(given: Keyed): Keyed {
  const { keys } = given;
  const n = keys.length;
  const starts = SHIFTS.map(() => new Int32Array(DIGIT + 1));
  const [first, second, third] = starts;
  for (let k = 0; k < n; k++) {
    const key = keys[k];
    first[key & DIGIT]++;
    second[(key >>> SHIFTS[1]) & DIGIT]++;
    third[key >>> SHIFTS[2]]++;
  }
  let from = given;
  let to: Keyed = { keys: new Int32Array(n), order: new Int32Array(n) };
  starts.forEach((counts, digit) => {
    const shift = SHIFTS[digit];
    if (n === 0 || counts[(keys[0] >>> shift) & DIGIT] === n) return;
    let start = 0;
    for (let value = 0; value <= DIGIT; value++) {
      const count = counts[value];
      counts[value] = start;
      start += count;
    }
    distribute(from, to, counts, shift);
    [from, to] = [to, from];
  });
  return from;
}

/** One pass: everything goes to the next free place of its digit. */
function distribute(from: Keyed, to: Keyed, next: Int32Array, shift: number): void {
  const { keys, order } = from;
  const { keys: keysTo, order: orderTo } = to;
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k];
    const place = next[(key >>> shift) & DIGIT]++;
    keysTo[place] = key;
    orderTo[place] = order[k];
  }
}

/**
 * Sorts by z what has equal keys, and takes the tags off. False where that would take long, which leaves the order
 * unfinished. Tags decide most comparisons, so that z, which is far away in memory, is hardly read.
 */
function insertionSort(z: Float64Array, { keys, order }: Keyed, numberBits: number): boolean {
  let movesLeft = MOVES * z.length;
  for (let k = 1; k < keys.length; k++) {
    const key = keys[k];
    if (key !== keys[k - 1]) continue;
    const tagged = order[k];
    let place = k;
    for (; place > 0 && keys[place - 1] === key; place--) {
      const before = order[place - 1];
      const isTied = ((before ^ tagged) & ~numberBits) === 0;
      if (isTied ? z[before & numberBits] <= z[tagged & numberBits] : before >>> 0 < tagged >>> 0) break;
      order[place] = before;
    }
    order[place] = tagged;
    movesLeft -= k - place;
    if (movesLeft < 0) return false;
  }
  for (let k = 0; k < order.length; k++) order[k] &= numberBits;
  return true;
}

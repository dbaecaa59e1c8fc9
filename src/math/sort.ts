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
 * leaves most data all but sorted; numbers that share a high word are then put in order by insertion. Where they are so
 * many that insertion gets long, all are sorted by their low words and then, as that keeps the order of equals, by their
 * high words. A pass over a digit that all have in common is left out.
 *
 * @throws DataError where an entry is NaN, which has no place in an order.
 */
export function argsort(z: Float64Array): Int32Array {
  const words = new Int32Array(z.buffer, z.byteOffset, 2 * z.length);
  const sorted = sortedByKey(highKeys(words));
  if (insertionSort(z, sorted)) return sorted.order;
  const { order } = sortedByKey(lowKeys(words));
  const keys = highKeys(words);
  return sortedByKey(
    order.map((i) => keys[i]),
    order,
  ).order;
}

/** The values in an order: values[order[0]], values[order[1]], … . */
export function inOrder(values: Float64Array, order: Int32Array): Float64Array {
  const along = new Float64Array(order.length);
  for (let k = 0; k < order.length; k++) along[k] = values[order[k]];
  return along;
}

/**
 * The high words as unsigned integers that grow with the numbers: IEEE 754 doubles are ordered like integers once the
 * sign bit is flipped, and all bits of negative ones. (Keys are kept as int32; only their bits matter.)
 */
function highKeys(words: Int32Array): Int32Array {
  const keys = new Int32Array(words.length / 2);
  for (let i = 0; i < keys.length; i++) {
    const high = words[2 * i + HIGH];
    if ((high & EXPONENT) === EXPONENT && ((high & FRACTION) | words[2 * i + LOW]) !== 0) {
      throw new DataError({ where: `entry ${i}`, what: "not a number, cannot be sorted" });
    }
    const isMinusZero = high === SIGN && words[2 * i + LOW] === 0;
    keys[i] = isMinusZero ? SIGN : high ^ ((high >> 31) | SIGN);
  }
  return keys;
}

/** The low words, which grow with positive numbers; those of negative ones are flipped. */
function lowKeys(words: Int32Array): Int32Array {
  const keys = new Int32Array(words.length / 2);
  for (let i = 0; i < keys.length; i++) {
    const low = words[2 * i + LOW];
    keys[i] = low === 0 && words[2 * i + HIGH] === SIGN ? 0 : low ^ (words[2 * i + HIGH] >> 31);
  }
  return keys;
}

interface Sorted {
  /** Ascending as unsigned integers. */
  keys: Int32Array;
  order: Int32Array;
}

/** Sorts keys, which it takes over, along with the numbers `order` (default: 0, 1, …). Equal keys keep their order. */
function sortedByKey(keys: Int32Array, order?: Int32Array): Sorted {
  const n = keys.length;
  const starts = SHIFTS.map(() => new Int32Array(DIGIT + 1));
  const [first, second, third] = starts;
  for (let k = 0; k < n; k++) {
    const key = keys[k];
    first[key & DIGIT]++;
    second[(key >>> SHIFTS[1]) & DIGIT]++;
    third[key >>> SHIFTS[2]]++;
  }
  let from: Sorted = { keys, order: order ?? naturalOrder(n) };
  let to: Sorted = { keys: new Int32Array(n), order: new Int32Array(n) };
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

function naturalOrder(n: number): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return order;
}

/** One pass: everything goes to the next free place of its digit. */
function distribute(from: Sorted, to: Sorted, next: Int32Array, shift: number): void {
  const { keys, order } = from;
  const { keys: keysTo, order: orderTo } = to;
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k];
    const place = next[(key >>> shift) & DIGIT]++;
    keysTo[place] = key;
    orderTo[place] = order[k];
  }
}

/** Sorts by z what has equal keys; false where that would take long, which leaves the order unfinished. */
function insertionSort(z: Float64Array, { keys, order }: Sorted): boolean {
  let movesLeft = MOVES * z.length;
  for (let k = 1; k < keys.length; k++) {
    if (keys[k] !== keys[k - 1]) continue;
    const i = order[k];
    let place = k;
    for (; place > 0 && keys[place - 1] === keys[k] && z[order[place - 1]] > z[i]; place--) {
      order[place] = order[place - 1];
    }
    order[place] = i;
    movesLeft -= k - place;
    if (movesLeft < 0) return false;
  }
  return true;
}

// @ts-check
/**
 * The memory through which the main thread and one worker talk: one of the two has the turn, the other one sleeps.
 * Who has the turn writes what it wants beside it, then gives the turn away.
 */

/** Words: whose turn it is, what the other one wants, with two numbers. */
export const [TURN, WHAT, FIRST, SECOND] = [0, 1, 2, 3];

/** Values of TURN. */
export const [MAINS, WORKERS] = [0, 1];

/**
 * What the main thread wants.
 *  - PACK       FIRST, SECOND: the rows FIRST … FIRST + SECOND lie in `data`: x, then y, then ω
 *  - TASK       FIRST of SECOND numbers of a task lie in `data`, more are to come
 *  - SWEEP      the same, and nothing more is to come: sweep
 *  - GO         on with what you were doing
 *  - ABANDON    give up what you were doing
 */
export const [PACK, TASK, SWEEP, GO, ABANDON] = [1, 2, 3, 4, 5];

/**
 * What the worker answers.
 *  - DONE       FIRST numbers of the answer lie in `data`, and that was all
 *  - PIECE      the same, and there are more: take them, then say GO
 *  - OWN        m and h of a user's own link are wanted: the curve is number FIRST of the task, SECOND numbers z lie in
 *               `tile`, m and h are to follow them
 */
export const [DONE, PIECE, OWN] = [11, 12, 13];

const WORDS = 16;
/** Most rows of which m and h are asked for at once. */
const TILE = 4096;

/**
 * @typedef {object} Mailbox
 * @property {Int32Array} words
 * @property {Float64Array} tile z, m and h of a tile of rows
 * @property {Float64Array} data rows, tasks and answers, in pieces
 */

/**
 * Memory for a mailbox with room for so many numbers of `data`.
 *
 * @param {number} room
 * @returns {SharedArrayBuffer}
 */
export function mailboxMemory(room) {
  return new SharedArrayBuffer(4 * WORDS + 8 * (3 * TILE + room));
}

/**
 * @param {SharedArrayBuffer} memory
 * @returns {Mailbox}
 */
export function mailboxIn(memory) {
  return {
    words: new Int32Array(memory, 0, WORDS),
    tile: new Float64Array(memory, 4 * WORDS, 3 * TILE),
    data: new Float64Array(memory, 4 * WORDS + 8 * 3 * TILE),
  };
}

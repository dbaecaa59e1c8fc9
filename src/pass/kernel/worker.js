// @ts-check
/**
 * A worker of a crew (`crew.ts`): it holds a part of the packed rows and sweeps over them when it is told to. Plain
 * JavaScript, as it is loaded by its address: in Node and in a page, from source and from the package.
 *
 * Between two sweeps it sleeps in Atomics.wait and never comes back to its event loop: being woken costs 10 µs, and a
 * message would cost more. What goes wrong here is thrown and ends the worker; the main thread is then told by the
 * engine, as it is when the worker is killed.
 */
import { createHost } from "./host.js";
import { ABANDON, DONE, FIRST, MAINS, mailboxIn, OWN, PACK, PIECE, SECOND, SWEEP, TURN, WHAT } from "./mailbox.js";

/** @typedef {{ module: object, memory: SharedArrayBuffer, rings: boolean, layout: import("./host.js").Layout }} Beginning */

// Node gives a worker its port in a module, a page in the global object.
/** @type {{ addEventListener(type: "message", heard: (event: { data: Beginning }) => void): void, start?(): void, postMessage(message: unknown): void }} */
const port = /** @type {any} */ (
  globalThis.process?.getBuiltinModule?.("node:worker_threads").parentPort ?? globalThis
);

port.addEventListener("message", ({ data: { module, memory, rings, layout } }) =>
  work(module, mailboxIn(memory), rings, layout),
);
port.start?.();

/** Where a program says of how many lines z is kept: assembly/plan.ts. */
const KEPT = 4;

/** Thrown through the host when a sweep is given up. */
const ABANDONED = new Error("The sweep was abandoned.");

/**
 * @param {Beginning["module"]} module
 * @param {import("./mailbox.js").Mailbox} mailbox
 * @param {boolean} rings whether the main thread can only be woken by a message
 * @param {Beginning["layout"]} layout
 */
function work(module, { words, tile, data }, rings, layout) {
  /** Gives the turn to the main thread and sleeps until it comes back; returns what is wanted. */
  const turn = (/** @type {number} */ what, first = 0, second = 0) => {
    words[WHAT] = what;
    words[FIRST] = first;
    words[SECOND] = second;
    Atomics.store(words, TURN, MAINS);
    Atomics.notify(words, TURN);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
    if (rings) port.postMessage(0);
    do Atomics.wait(words, TURN, MAINS);
    while (Atomics.load(words, TURN) === MAINS);
    return words[WHAT];
  };

  /** m and h of a user's own link, whose function lives on the main thread. */
  const host = createHost(module, (curve, z, m, h) => {
    const rows = z.length;
    tile.set(z);
    if (turn(OWN, curve, rows) === ABANDON) throw ABANDONED;
    m.set(tile.subarray(rows, 2 * rows));
    h.set(tile.subarray(2 * rows, 3 * rows));
  });
  host.open(layout);

  const pack = (/** @type {number} */ from, /** @type {number} */ count) => {
    const entries = count * layout.d;
    host.pack(
      from,
      data.subarray(0, entries),
      data.subarray(entries, entries + count),
      layout.weighted ? data.subarray(entries + count, entries + 2 * count) : undefined,
    );
  };

  // A task: how many spans, numbers of the program and working vectors; where each span begins and ends among the rows
  // here, and how many chunks of all come before it; the program; for each span what every working vector has there.
  let task = new Float64Array(0);
  let told = 0;
  const listen = (/** @type {number} */ count, /** @type {number} */ length) => {
    if (task.length !== length) task = new Float64Array(length);
    task.set(data.subarray(0, count), told);
    told = (told + count) % length;
  };

  /** How many numbers of an answer lie in `data`. */
  let used = 0;
  const send = (/** @type {Float64Array} */ numbers) => {
    for (let at = 0; at < numbers.length; ) {
      if (used === data.length) {
        turn(PIECE, used);
        used = 0;
      }
      const piece = numbers.subarray(at, at + data.length - used);
      data.set(piece, used);
      used += piece.length;
      at += piece.length;
    }
  };

  // The answer: for each span its nodes, then z of its rows for every line whose z is kept.
  const sweep = () => {
    const [spans, length, vectors] = task;
    const places = 3 + 3 * spans;
    const program = task.subarray(places, places + length);
    let next = places + length;
    for (let at = 3; at < places; at += 3) {
      const [from, to, before] = task.subarray(at, at + 3);
      const working = Array.from({ length: vectors }, () => task.subarray(next, (next += to - from)));
      const z = Array.from({ length: program[KEPT] }, () => new Float64Array(to - from));
      host.begin(program, to, { from, before, working, z });
      host.advance(Number.POSITIVE_INFINITY);
      send(host.nodes());
      z.forEach(send);
    }
  };

  for (;;) {
    const wanted = turn(DONE, used);
    used = 0;
    if (wanted === PACK) pack(words[FIRST], words[SECOND]);
    else listen(words[FIRST], words[SECOND]);
    if (wanted !== SWEEP) continue;
    try {
      sweep();
    } catch (error) {
      if (error !== ABANDONED) throw error;
    }
  }
}

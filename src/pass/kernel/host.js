// @ts-check
/**
 * The host of a kernel: rows packed in the memory of one WebAssembly instance, and sweeps over them. Plain JavaScript
 * that imports nothing, since workers load it as it is, from the sources and from the package.
 */

/**
 * What assembly/pass.ts exports; addresses are bytes.
 *
 * @typedef {object} Exports
 * @property {{ readonly buffer: ArrayBuffer }} memory
 * @property {(rows: number, d: number, single: boolean, weighted: boolean) => void} layOut
 * @property {() => number} centers
 * @property {() => number} scales
 * @property {() => number} labels
 * @property {() => number} omegas
 * @property {(bytes: number) => number} staging
 * @property {(raw: number, from: number, count: number) => void} packRows
 * @property {(length: number) => number} program
 * @property {(length: number, rows: number, before: number) => void} begin
 * @property {(vector: number) => number} working where the numbers of the next chunk go
 * @property {(chunk: number) => void} sweep
 * @property {(line: number) => number} index where z of the last chunk is, of a line whose z is kept
 * @property {() => number} nodes
 * @property {() => number} nodesEnd
 */

/**
 * Fills m and h for z: the curve of a request that is a function of the user's own.
 *
 * @typedef {(request: number, z: Float64Array, m: Float64Array, h: Float64Array) => void} Own
 */

/**
 * @typedef {object} Layout
 * @property {number} rows
 * @property {number} d
 * @property {boolean} single whether x is stored as f32
 * @property {boolean} [weighted] whether rows have weights of their own, as they have by default
 * @property {Float64Array} center d centers and d scales to pack by
 * @property {Float64Array} scale
 * @property {number} [firstChunk] how many chunks of the whole data come before these rows
 */

/** @typedef {ReturnType<typeof createHost>} Host */

/** Rows of a chunk: src/pass/tree.ts. */
const CHUNK = 4096;
/** Bytes of rows in the data's units that are packed at a time: they stay in the second-level cache. */
const STAGING = 2 ** 18;
/** Rows of the largest block. */
const BLOCK = 32;

/**
 * @param {object} module the compiled WebAssembly.Module of the kernel
 * @param {Own} own
 */
export function createHost(module, own) {
  const { Instance } = /** @type {any} */ (globalThis).WebAssembly;
  /** @param {number} at @param {number} count */
  const numbers = (at, count) => new Float64Array(wasm.memory.buffer, at >>> 0, count);
  const imports = {
    /** @type {(request: number, z: number, m: number, h: number, length: number) => void} */
    own: (request, z, m, h, length) => own(request, numbers(z, length), numbers(m, length), numbers(h, length)),
  };
  /** @type {Exports} */
  const wasm = new Instance(module, { host: imports }).exports;

  /** @type {Layout} */
  let layout = {
    rows: 0,
    d: 0,
    single: false,
    weighted: false,
    center: new Float64Array(0),
    scale: new Float64Array(0),
  };
  let first = 0;
  let end = 0;
  let chunk = 0;
  /** @type {readonly Float64Array[]} */
  let brought = [];
  /** @type {readonly Float64Array[]} */
  let kept = [];

  /** Lays out what the chunk's rows bring; rows that fill up its last block bring 0. */
  const bring = () => {
    const from = chunk * CHUNK - first;
    for (const [k, values] of brought.entries()) {
      const room = numbers(wasm.working(k), CHUNK);
      const here = values.subarray(from, from + CHUNK);
      room.set(here);
      room.fill(0, here.length);
    }
  };

  /** Takes over what z the chunk's rows have. */
  const keep = () => {
    const from = chunk * CHUNK - first;
    for (const [k, z] of kept.entries()) {
      const here = z.subarray(from, from + CHUNK);
      here.set(numbers(wasm.index(k), here.length));
    }
  };

  const host = {
    /** Lays memory out for so many rows; what was packed before is gone. @param {Layout} wanted */
    open(wanted) {
      layout = wanted;
      const { rows, d, single, weighted = true, center, scale } = wanted;
      wasm.layOut(rows, d, single, weighted);
      numbers(wasm.centers(), d).set(center);
      numbers(wasm.scales(), d).set(scale);
    },

    /**
     * Packs the rows `from …`, a multiple of the largest block.
     *
     * @param {number} from
     * @param {Float64Array} x their d numbers each, in the data's units
     * @param {Float64Array} y
     * @param {Float64Array} [omega] row weights
     */
    pack(from, x, y, omega) {
      const { d, weighted = true } = layout;
      numbers(wasm.labels() + 8 * from, y.length).set(y);
      if (weighted) numbers(wasm.omegas() + 8 * from, y.length).set(omega ?? new Float64Array(y.length).fill(1));
      const most = Math.max(1, Math.floor(STAGING / (8 * d * BLOCK))) * BLOCK;
      const at = wasm.staging(8 * d * Math.min(most, y.length));
      const raw = numbers(at, d * Math.min(most, y.length));
      for (let row = 0; row < y.length; row += most) {
        const count = Math.min(most, y.length - row);
        raw.set(x.subarray(row * d, (row + count) * d));
        wasm.packRows(at, from + row, count);
      }
    },

    /**
     * Begins a sweep over the rows before `to`.
     *
     * @param {Float64Array} program
     * @param {number} to
     * @param {object} [more]
     * @param {number} [more.from] the first row, a multiple of a chunk
     * @param {number} [more.before] how many chunks of the whole data come before it
     * @param {readonly Float64Array[]} [more.working] what the program's requests bring, a number for each of these rows
     * @param {readonly Float64Array[]} [more.z] is filled with z of these rows, for every line whose z is kept
     */
    begin(program, to, { from = 0, before = layout.firstChunk ?? 0, working = [], z = [] } = {}) {
      const at = wasm.program(program.length);
      numbers(at, program.length).set(program);
      wasm.begin(program.length, to, before);
      first = from;
      end = to;
      chunk = from / CHUNK;
      brought = working;
      kept = z;
    },

    /** Sweeps over at most so many chunks. @param {number} most @returns {boolean} whether some are left */
    advance(most) {
      for (let left = most; left > 0 && chunk * CHUNK < end; left--, chunk++) {
        bring();
        wasm.sweep(chunk);
        keep();
      }
      return chunk * CHUNK < end;
    },

    /**
     * The nodes of the tree over what was swept, in order, each as the program lays it out: its level comes first.
     * They stand in the kernel's memory, until the next sweep.
     */
    nodes() {
      const [from, to] = [wasm.nodes() >>> 0, wasm.nodesEnd() >>> 0];
      return numbers(from, (to - from) / 8);
    },

    /** Bytes of packed x of so many rows. @param {number} [rows] */
    bytes: (rows = layout.rows) => rows * layout.d * (layout.single ? 4 : 8),

    /** Bytes of memory taken. */
    memory: () => wasm.memory.buffer.byteLength,
  };
  return host;
}

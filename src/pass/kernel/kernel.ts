/**
 * One instance of the WebAssembly kernel (assembly/) with its memory: packed rows, and above them what sweeps in
 * progress need. Everything is addressed by bytes; views of the memory are made anew when it has grown.
 */
import { type Design, rowStart } from "../../data/design.ts";
import { UsageError } from "../../errors.ts";
import { BLOCK } from "../maps.ts";
import type { Scaling } from "../scaling.ts";
import { BINARY } from "./binary.ts";
import { type Memory, type Module, webAssembly } from "./webAssembly.ts";

/** What assembly/pass.ts exports; a tile is a run of at most `BLOCK` rows that begins with a block. */
interface Exports {
  readonly memory: Memory;
  layOut(rows: number, d: number, single: boolean): void;
  reserve(end: number): void;
  free(): number;
  center(): number;
  scale(): number;
  y(): number;
  omega(): number;
  packRows(raw: number, from: number, count: number): void;
  projectTile(row: number, length: number, w: number, z: number): void;
  mapTile(length: number, program: number, z: number, m: number, h: number): void;
  fieldTile(
    row: number,
    length: number,
    m: number,
    h: number,
    labels: number,
    sign: number,
    above: number,
    lanes: number,
  ): void;
  profile(row: number, length: number, z: number, edges: number, count: number, columns: boolean, sums: number): void;
  momentsTile(
    row: number,
    length: number,
    v: number,
    plain: boolean,
    diagonal: boolean,
    column: number,
    lanes: number,
  ): void;
}

/** Bytes of rows in the data's units that are packed at a time. */
const STAGING = 2 ** 20;
/** Rows of a block of packed rows: assembly/layout.ts. */
const ROWS = 16;
const LINE = 64;
/** Bytes of x in a tile, which three stages read in turn: they fit in a second-level cache beside what else is there. */
const TILE = 2 ** 18;

/** Rows of a tile of d columns, a power of two; no sum depends on it. */
export function tileOf(d: number): number {
  let rows = BLOCK;
  while (rows > ROWS && 8 * d * rows > TILE) rows /= 2;
  return rows;
}

/** The kernel's module once it was compiled; nothing where the engine has no WebAssembly with SIMD. */
let compiled: { readonly module?: Module } | undefined;

function compile(): { readonly module?: Module } {
  try {
    const binary = Uint8Array.from(atob(BINARY), (character) => character.charCodeAt(0));
    return webAssembly === undefined ? {} : { module: new webAssembly.Module(binary) };
  } catch {
    return {};
  }
}

/** Whether this engine runs the kernel. */
export function runsKernel(): boolean {
  compiled ??= compile();
  return compiled.module !== undefined;
}

export class Kernel {
  readonly wasm: Exports;
  /** Addresses of `BLOCK` numbers each, for the rows of a tile. */
  z = 0;
  m = 0;
  h = 0;
  column = 0;
  #next = 0;
  #sweeps = 0;

  constructor() {
    compiled ??= compile();
    if (webAssembly === undefined || compiled.module === undefined) {
      const would = "use the pass in TypeScript (memoryStore)";
      throw new UsageError({ where: "kernel", what: "this engine has no WebAssembly with SIMD", would });
    }
    this.wasm = new webAssembly.Instance(compiled.module, {}).exports as Exports;
  }

  /** Packs the rows of a design; whatever was packed before is gone. */
  pack(design: Design, { center, scale }: Scaling): void {
    const { n, d, x, y, weights } = design;
    const { wasm } = this;
    wasm.layOut(n, d, false);
    this.#next = wasm.free();
    this.z = this.allocate(BLOCK);
    this.m = this.allocate(BLOCK);
    this.h = this.allocate(BLOCK);
    this.column = this.allocate(BLOCK);
    const kept = this.#next;
    const rows = Math.max(ROWS, Math.floor(STAGING / (8 * d * ROWS)) * ROWS);
    const at = this.allocate(rows * d);
    this.numbers(wasm.center(), d).set(center);
    this.numbers(wasm.scale(), d).set(scale);
    this.numbers(wasm.y(), n).set(y);
    const omega = this.numbers(wasm.omega(), n);
    if (weights === undefined) omega.fill(1);
    else omega.set(weights);
    const raw = this.numbers(at, rows * d);
    for (let from = 0; from < n; from += rows) {
      const count = Math.min(rows, n - from);
      if (design.rows === undefined) raw.set(x.subarray(from * d, (from + count) * d));
      else gather(design, from, count, raw);
      wasm.packRows(at, from, count);
    }
    this.#next = kept;
  }

  /** Begins a sweep: what is allocated until the last sweep in progress has ended is free again then. */
  enter(): void {
    this.#sweeps += 1;
  }

  leave(): void {
    this.#sweeps -= 1;
    if (this.#sweeps === 0) this.#next = this.column + 8 * BLOCK;
  }

  /** The address of so many zeros, on a cache line. */
  allocate(count: number): number {
    const at = Math.ceil(this.#next / LINE) * LINE;
    this.#next = at + 8 * count;
    this.wasm.reserve(this.#next);
    this.numbers(at, count).fill(0);
    return at;
  }

  /** The address of a copy of these numbers. */
  copy(...parts: readonly ArrayLike<number>[]): number {
    const at = this.allocate(parts.reduce((sum, { length }) => sum + length, 0));
    let to = at;
    for (const part of parts) {
      this.numbers(to, part.length).set(part);
      to += 8 * part.length;
    }
    return at;
  }

  numbers(at: number, count: number): Float64Array {
    return new Float64Array(this.wasm.memory.buffer, at, count);
  }

  get bytes(): number {
    return this.wasm.memory.buffer.byteLength;
  }
}

function gather(design: Design, from: number, count: number, to: Float64Array): void {
  const { d, x } = design;
  for (let i = 0, at = 0; i < count; i++) {
    const row = rowStart(design, from + i);
    for (let j = 0; j < d; j++) to[at++] = x[row + j];
  }
}

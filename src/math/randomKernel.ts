/**
 * The WebAssembly side of a random stream (assembly/normals.ts): many numbers at once, bit for bit those that
 * TypeScript draws one by one. It has 64-bit integers, which is most of what xoshiro256++ does.
 */
import { ziggurat } from "./normals.ts";
import { BINARY } from "./normalsBinary.ts";
import { compile, exportsOf } from "./webAssembly.ts";
import type { Xoshiro } from "./xoshiro.ts";

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly STATE: { readonly value: number };
  readonly EDGES: { readonly value: number };
  readonly HEIGHTS: { readonly value: number };
  readonly OUT: { readonly value: number };
  readonly OUT_BYTES: { readonly value: number };
  readonly normals: (count: number) => void;
  readonly places: (top: number, count: number) => void;
}

export interface RandomKernel {
  /** Fills `out` with the next normal numbers of the generator. */
  normals(generator: Xoshiro, out: Float64Array): void;
  /** Calls `use(places, top)` piece by piece with a uniform place in 0 … i for i = top, top − 1, …, down to 1. */
  places(generator: Xoshiro, n: number, use: (places: Int32Array, top: number) => void): void;
}

let started: { readonly kernel?: RandomKernel } | undefined;

/** The kernel; undefined where there is no WebAssembly, or a page's policy forbids it. */
export function randomKernel(): RandomKernel | undefined {
  started ??= start();
  return started.kernel;
}

function start(): { readonly kernel?: RandomKernel } {
  const module = compile(BINARY);
  return module === undefined ? {} : { kernel: kernelOf(exportsOf(module) as Exports) };
}

function kernelOf(exports: Exports): RandomKernel {
  const { buffer } = exports.memory;
  new Float64Array(buffer, exports.EDGES.value).set(ziggurat.edges);
  new Float64Array(buffer, exports.HEIGHTS.value).set(ziggurat.heights);
  const state = new Uint32Array(buffer, exports.STATE.value, 8);
  const outBytes = exports.OUT_BYTES.value;
  const normalsOut = new Float64Array(buffer, exports.OUT.value, outBytes / 8);
  const placesOut = new Int32Array(buffer, exports.OUT.value, outBytes / 4);
  return {
    normals: (generator, out) => {
      state.set(generator.state);
      for (let from = 0; from < out.length; from += normalsOut.length) {
        const count = Math.min(normalsOut.length, out.length - from);
        exports.normals(count);
        out.set(count < normalsOut.length ? normalsOut.subarray(0, count) : normalsOut, from);
      }
      generator.state.set(state);
    },
    places: (generator, n, use) => {
      state.set(generator.state);
      for (let top = n - 1; top > 0; top -= placesOut.length) {
        const count = Math.min(placesOut.length, top);
        exports.places(top, count);
        use(placesOut.subarray(0, count), top);
      }
      generator.state.set(state);
    },
  };
}

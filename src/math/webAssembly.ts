/** As much of WebAssembly as is needed here: Node and pages have it, their common type library does not. */

declare const compiled: unique symbol;
/** A compiled module. */
export interface Module {
  readonly [compiled]: true;
}

interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => Module;
  Instance: new (module: Module, imports: object) => { readonly exports: unknown };
}

const { WebAssembly: api } = globalThis as { WebAssembly?: WebAssemblyApi };

/** A module of scripts/kernel.mjs; nothing where there is no WebAssembly with SIMD, or a page's policy forbids it. */
export function compile(base64: string): Module | undefined {
  try {
    return api && new api.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** What an instance of a module exports. */
export function exportsOf(module: Module, imports: object = {}): unknown {
  return api && new api.Instance(module, imports).exports;
}

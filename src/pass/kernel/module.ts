/** The kernel's module, compiled once. */
import { BINARY } from "./binary.ts";
import { type Module, webAssembly } from "./webAssembly.ts";

let compiled: { readonly module?: Module } | undefined;

/** Nothing where the engine has no WebAssembly with SIMD. */
export function kernelModule(): Module | undefined {
  compiled ??= compile();
  return compiled.module;
}

function compile(): { readonly module?: Module } {
  try {
    const binary = Uint8Array.from(atob(BINARY), (character) => character.charCodeAt(0));
    return webAssembly === undefined ? {} : { module: new webAssembly.Module(binary) };
  } catch {
    return {};
  }
}

/** The kernel's module, compiled once. */
import { compile, type Module } from "../../math/webAssembly.ts";
import { BINARY } from "./binary.ts";

let compiled: { readonly module?: Module } | undefined;

/** Nothing where the engine has no WebAssembly with SIMD. */
export function kernelModule(): Module | undefined {
  compiled ??= once(compile(BINARY));
  return compiled.module;
}

const once = (module: Module | undefined): { readonly module?: Module } => (module === undefined ? {} : { module });

/** As much of WebAssembly as the kernel needs: Node and pages have it, their common type library does not. */

export interface Memory {
  /** Another one after the memory has grown. */
  readonly buffer: ArrayBuffer;
}

declare const compiledModule: unique symbol;
/** A compiled module. */
export interface Module {
  readonly [compiledModule]: true;
}

interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => Module;
  Instance: new (module: Module, imports: object) => { readonly exports: unknown };
}

export const webAssembly: WebAssemblyApi | undefined = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;

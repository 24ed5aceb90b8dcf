/**
 * The few parts of the WebAssembly interface that are used here. They are declared here, because
 * the standard types come only with the browser's (`lib.dom`), which the packages for Node do not
 * load.
 */
export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

interface Engine {
  readonly Memory: new (descriptor: { readonly initial: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

declare const WebAssembly: Engine;

/** A memory of its own, of so many pages of 64 KiB. */
export const memoryOf = (pages: number): Memory => new WebAssembly.Memory({ initial: pages });

export const isMemory = (value: unknown): value is Memory => value instanceof WebAssembly.Memory;

/** Compiles a module and links it to a memory. Throws what the engine throws. */
export const instantiate = (bytes: Uint8Array, memory: Memory): Readonly<Record<string, unknown>> =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports;

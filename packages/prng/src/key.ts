/** A random key: two unsigned 32-bit words. Plain immutable data; using the same key twice gives the same numbers. */
export type Key = readonly [number, number];

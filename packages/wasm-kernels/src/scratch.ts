import * as R from 'fp-ts/lib/Record.js';
import type { Heap } from './heap';
import type { HeapMatrix, Shape } from './heap-matrix';
import { sizeOf } from './heap-matrix';

/** Matrices begin on cache lines. */
const LINE = 64;

/** A shape for each name. */
export type Shapes<Name extends string> = Readonly<Record<Name, Shape>>;
/** A matrix for each name. */
export type Matrices<Name extends string> = Readonly<Record<Name, HeapMatrix>>;

/** Matrices that stay until they are freed. */
export interface Allocation<Name extends string> {
  /** Uninitialised, each beginning on a cache line. */
  readonly matrices: Matrices<Name>;
  /**
   * Gives the memory back: the matrices and their views throw from then on. A second call does
   * nothing.
   */
  readonly free: () => void;
}

const lines = (bytes: number): number => Math.ceil(bytes / LINE) * LINE;

/** Lays the shapes out one after another from an address on and says where the last one ends. */
const layOut = <Name extends string>(shapes: Shapes<Name>, address: number, lease: HeapMatrix['lease']) => {
  let next = lines(address);
  const matrices = R.map(([rows, columns]: Shape): HeapMatrix => {
    const matrix = { address: next, rows, columns, lease };
    next += lines(sizeOf([rows, columns]) * 4);
    return matrix;
  })(shapes);
  return { matrices, end: next };
};

interface Block<Name extends string> {
  readonly matrices: Matrices<Name>;
  readonly address: number;
  readonly lease: { live: boolean };
}

/** One block of the heap for all of the shapes. */
const blockOf = <Name extends string>(heap: Heap, shapes: Shapes<Name>): Block<Name> => {
  const lease = { live: true };
  const address = heap.allocate(layOut(shapes, 0, lease).end + LINE);
  return { matrices: layOut(shapes, address, lease).matrices, address, lease };
};

/**
 * Takes one block of the heap for all of the shapes. The contents are unspecified. A block that
 * nobody freed goes back to the heap some time after the last of its matrices and views is gone.
 */
export const allocateOn = (heap: Heap): (<Name extends string>(shapes: Shapes<Name>) => Allocation<Name>) => {
  const forgotten = new FinalizationRegistry<number>((address) => {
    heap.free(address);
  });
  return (shapes) => {
    const { matrices, address, lease } = blockOf(heap, shapes);
    forgotten.register(lease, address, lease);
    return {
      matrices,
      free: () => {
        if (!lease.live) return;
        lease.live = false;
        forgotten.unregister(lease);
        heap.free(address);
      },
    };
  };
};

/**
 * Lends one block of the heap for the time of one call, and takes it back also when that throws.
 */
export const withScratchOn =
  (heap: Heap) =>
  <Name extends string, A>(shapes: Shapes<Name>, use: (matrices: Matrices<Name>) => A): A => {
    const { matrices, address, lease } = blockOf(heap, shapes);
    try {
      return use(matrices);
    } finally {
      lease.live = false;
      heap.free(address);
    }
  };

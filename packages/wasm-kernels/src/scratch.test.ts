import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Heap } from './heap';
import { tfjsHeap } from './heap';
import { addressOf, view } from './heap-matrix';
import { allocateOn, withScratchOn } from './scratch';
import { rightOf, useWasm } from './testing/kernels';

/** A heap that hands out addresses from a list and records what it gets back. */
const recordingHeap = (...addresses: readonly number[]) => {
  const taken: number[] = [];
  const freed: number[] = [];
  const heap: Heap = {
    ...rightOf(tfjsHeap()),
    allocate: (bytes) => {
      taken.push(bytes);
      return addresses[taken.length - 1];
    },
    free: (address) => {
      freed.push(address);
    },
  };
  return { heap, taken, freed };
};

describe('scratch memory', () => {
  beforeAll(useWasm);

  it('is one block in which each matrix begins on a cache line and none overlaps another', () => {
    const { heap, taken } = recordingHeap(1000);
    const { matrices } = allocateOn(heap)({ a: [3, 7], none: [0, 5], b: [1, 1], c: [16, 1] });
    const spans = Object.values(matrices)
      .filter(({ rows }) => rows > 0)
      .map(({ address, rows, columns }) => [address, address + 4 * rows * columns]);
    expect(spans.every(([start]) => start % 64 === 0)).toBe(true);
    const sorted = [...spans].sort(([a], [b]) => a - b);
    expect(sorted[0][0]).toBeGreaterThanOrEqual(1000);
    expect(sorted[1][0]).toBeGreaterThanOrEqual(sorted[0][1]);
    expect(sorted[2][0]).toBeGreaterThanOrEqual(sorted[1][1]);
    expect(sorted[2][1]).toBeLessThanOrEqual(1000 + taken[0]);
    expect(taken).toHaveLength(1);
  });

  it('is freed once, and its matrices are refused from then on', () => {
    const { heap, freed } = recordingHeap(4096);
    const { matrices, free } = allocateOn(heap)({ a: [2, 2] });
    expect(addressOf(matrices.a)).toBe(4096);
    free();
    free();
    expect(freed).toEqual([4096]);
    expect(() => addressOf(matrices.a)).toThrow('memory was freed');
  });

  it('is freed when nobody refers to a part of it any longer', async () => {
    const { heap, freed } = recordingHeap(4096, 8192);
    const allocate = allocateOn(heap);
    const kept = view(allocate({ a: [2, 2] }).matrices.a, 1, [1, 1]);
    allocate({ b: [2, 2] });
    setFlagsFromString('--expose-gc');
    const collectGarbage: unknown = runInNewContext('gc');
    if (typeof collectGarbage !== 'function') throw new Error('Expected a function gc.');
    await setImmediate();
    collectGarbage();
    await setImmediate();
    expect(freed).toEqual([8192]);
    expect(addressOf(kept)).toBe(4100);
  });

  it('is freed when the use of it returns, and when it throws', () => {
    const { heap, freed } = recordingHeap(4096, 8192);
    expect(withScratchOn(heap)({ a: [2, 3] }, ({ a }) => a.columns)).toBe(3);
    expect(() =>
      withScratchOn(heap)({ a: [2, 3] }, () => {
        throw new Error('on purpose');
      }),
    ).toThrow('on purpose');
    expect(freed).toEqual([4096, 8192]);
  });
});

import * as fc from 'fast-check';
import { countMultisets, multisets } from './multisets';

describe('multisets', () => {
  it('stand for every ordered draw once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), (kinds, size) => {
        const ordered = new Map<string, number>();
        for (let code = 0; code < kinds ** size; code++) {
          const draw = Array.from({ length: size }, (_, i) => Math.floor(code / kinds ** i) % kinds);
          const sorted = draw.sort((x, y) => x - y).join();
          ordered.set(sorted, (ordered.get(sorted) ?? 0) + 1);
        }
        const all = [...multisets(kinds, size)];
        expect(new Map(all.map(({ indices, orders }) => [indices.join(), orders]))).toStrictEqual(
          new Map([...ordered].sort()),
        );
        expect(all).toHaveLength(countMultisets(kinds, size));
      }),
    );
  });
});

import * as fc from 'fast-check';
import type { HeapMatrix } from './heap-matrix';
import type { LinearAlgebra } from './linear-algebra';
import {
  any,
  expectNear,
  expectSame,
  linearAlgebra,
  ordinary,
  roundoff,
  smallest,
  useWasm,
  values,
} from './testing/kernels';

const count = fc.integer({ min: 0, max: 70 });

/**
 * Loads the sources, applies an operation and reads the target, which is another matrix or the
 * first source.
 */
const apply = (
  la: LinearAlgebra,
  sources: readonly Float32Array[],
  inPlace: boolean,
  operation: (target: HeapMatrix, ...sources: readonly HeapMatrix[]) => void,
): Float64Array => {
  const shape = [1, sources[0].length] as const;
  return la.withScratch(
    { a: shape, b: shape, c: shape, d: shape, target: shape },
    ({ a, b, c, d, target }) => {
      const places = [a, b, c, d].slice(0, sources.length);
      places.forEach((place, i) => {
        la.write(sources[i], place);
      });
      const to = inPlace ? a : target;
      operation(to, ...places);
      return la.read(to);
    },
  );
};

const columns = (n: number): fc.Arbitrary<readonly Float32Array[]> =>
  count.chain((length) => fc.tuple(...Array.from({ length: n }, () => values(any, length))));

/**
 * An operation that rounds a definition of at most a few float32 steps: exact where the definition
 * is one step.
 */
interface Law {
  readonly name: string;
  readonly sources: number;
  readonly run: (la: LinearAlgebra) => (target: HeapMatrix, ...sources: readonly HeapMatrix[]) => void;
  readonly step: (...sources: readonly number[]) => number;
}

const f = Math.fround;

/** Each definition is rounded where float32 rounds, so that the results must agree bit by bit. */
const laws: readonly Law[] = [
  {
    name: 'add',
    sources: 2,
    run: (la) => (z, x, y) => {
      la.add(x, y, z);
    },
    step: (x, y) => f(x + y),
  },
  {
    name: 'subtract',
    sources: 2,
    run: (la) => (z, x, y) => {
      la.subtract(x, y, z);
    },
    step: (x, y) => f(x - y),
  },
  {
    name: 'multiply',
    sources: 2,
    run: (la) => (z, x, y) => {
      la.multiply(x, y, z);
    },
    step: (x, y) => f(x * y),
  },
  {
    name: 'relu',
    sources: 1,
    run: (la) => (z, x) => {
      la.relu(x, z);
    },
    step: (x) => (Number.isNaN(x) ? NaN : x > 0 ? x : x === 0 ? x : 0),
  },
  {
    name: 'tanhDerivative',
    sources: 2,
    run: (la) => (z, y, dy) => {
      la.tanhDerivative(y, dy, z);
    },
    step: (y, dy) => f(f(1 - f(y * y)) * dy),
  },
  {
    name: 'reluDerivative',
    sources: 2,
    run: (la) => (z, y, dy) => {
      la.reluDerivative(y, dy, z);
    },
    step: (y, dy) => (y > 0 ? dy : 0),
  },
  {
    name: 'eluDerivative',
    sources: 2,
    run: (la) => (z, y, dy) => {
      la.eluDerivative(y, dy, z);
    },
    step: (y, dy) => (y > 0 ? dy : f(f(y + 1) * dy)),
  },
  {
    name: 'leakyReluDerivative',
    sources: 2,
    run: (la) => (z, y, dy) => {
      la.leakyReluDerivative(y, dy, z);
    },
    step: (y, dy) => (y > 0 ? dy : f(f(0.01) * dy)),
  },
  {
    name: 'eluSecondDerivative',
    sources: 4,
    run: (la) => (z, y, ty, dy, tdy) => {
      la.eluSecondDerivative(y, ty, dy, tdy, z);
    },
    step: (y, ty, dy, tdy) => (y > 0 ? tdy : f(f(f(y + 1) * tdy) + f(ty * dy))),
  },
  {
    name: 'tanhSecondDerivative',
    sources: 4,
    run: (la) => (z, y, ty, dy, tdy) => {
      la.tanhSecondDerivative(y, ty, dy, tdy, z);
    },
    step: (y, ty, dy, tdy) => f(f(f(1 - f(y * y)) * tdy) - f(f(f(2 * y) * ty) * dy)),
  },
];

describe('operations element by element', () => {
  beforeAll(useWasm);

  it.each(laws)(
    '$name is its definition, rounded at each step, in place or not',
    ({ sources, run, step }) => {
      const la = linearAlgebra();
      fc.assert(
        fc.property(columns(sources), fc.boolean(), (given, inPlace) => {
          const expected = Array.from(given[0], (_, i) => step(...given.map((column) => column[i])));
          expectSame(apply(la, given, inPlace, run(la)), expected);
        }),
      );
    },
  );

  it('addScaled adds a multiple', () => {
    const la = linearAlgebra();
    fc.assert(
      fc.property(columns(2), any, ([x, y], factor) => {
        const found = apply(la, [y, x], true, (target, _, source) => {
          la.addScaled(factor, source, target);
        });
        expectSame(
          found,
          Array.from(x, (value, i) => f(y[i] + f(f(factor) * value))),
        );
      }),
    );
  });

  it('tanh is within 1.6e-7, odd, never beyond 1 and saturates; near 0 it keeps its relative accuracy', () => {
    const la = linearAlgebra();
    const tanh = (x: Float32Array): Float64Array =>
      apply(la, [x], false, (y, from) => {
        la.tanh(from, y);
      });
    const grid = Float32Array.from({ length: 200_001 }, (_, i) => (i - 100_000) * 1e-4 + 1e-6);
    const found = tanh(grid);
    expectNear(found, Array.from(grid, Math.tanh), () => 1.6e-7);
    expect(found.every((value) => Math.abs(value) <= 1)).toBe(true);
    expectSame(
      tanh(grid.map((value) => -value)),
      found.map((value) => -value),
    );
    const tiny = Float32Array.from({ length: 2000 }, (_, i) => 2 ** (-i / 16));
    expectNear(tanh(tiny), Array.from(tiny, Math.tanh), (i) => 6 * roundoff * tiny[i] + smallest);
    const special = Float32Array.of(9.02, 50, Infinity, -9.02, -Infinity, NaN, 0, -0, smallest);
    expectSame(tanh(special), [1, 1, 1, -1, -1, NaN, 0, -0, smallest]);
  });

  it('exp is within one unit in the last place, from nothing over denormals to infinity', () => {
    const la = linearAlgebra();
    const exp = (x: Float32Array): Float64Array =>
      apply(la, [x], false, (y, from) => {
        la.exp(from, y);
      });
    const grid = Float32Array.from({ length: 200_001 }, (_, i) => (i / 200_000) * 191 - 103);
    const finite = grid.filter((value) => value < 88.72);
    expectNear(exp(finite), Array.from(finite, Math.exp), (i) =>
      Math.max(2 * roundoff * Math.exp(finite[i]), smallest),
    );
    const special = Float32Array.of(-Infinity, -1000, -104.1, 0, -0, 88.73, 1000, Infinity, NaN);
    expectSame(exp(special), [0, 0, 0, 1, 1, Infinity, Infinity, Infinity, NaN]);
  });

  it('softplusDerivative is (1 − e^−y) dy, and keeps its relative accuracy near 0', () => {
    const la = linearAlgebra();
    const y = Float32Array.from({ length: 100_001 }, (_, i) => 1e-6 + i * 3e-4);
    const found = (dy: number): Float64Array =>
      apply(la, [y, y.map(() => dy)], false, (target, from, factor) => {
        la.softplusDerivative(from, factor, target);
      });
    for (const dy of [1, -3])
      expectNear(
        found(dy),
        Array.from(y, (value) => -Math.expm1(-value) * dy),
        (i) => 6 * roundoff * Math.abs(dy) * Math.min(1, y[i]),
      );
    const special = Float32Array.of(0, 100, Infinity, NaN);
    expectSame(
      apply(la, [special, special.map(() => 2)], true, (target, from, factor) => {
        la.softplusDerivative(from, factor, target);
      }),
      [0, 2, 2, NaN],
    );
  });

  it('softplusSecondDerivative is (1 − e^−y) ḋy + e^−y ẏ dy, in place or not', () => {
    const la = linearAlgebra();
    const positive = fc.float({ noNaN: true, min: 0, max: 50 });
    const given = count.chain((length) =>
      fc.tuple(values(positive, length), ...[1, 2, 3].map(() => values(ordinary, length))),
    );
    fc.assert(
      fc.property(given, fc.boolean(), ([y, ty, dy, tdy], inPlace) => {
        expectNear(
          apply(la, [y, ty, dy, tdy], inPlace, (z, ...from) => {
            la.softplusSecondDerivative(from[0], from[1], from[2], from[3], z);
          }),
          Array.from(y, (value, i) => -Math.expm1(-value) * tdy[i] + Math.exp(-value) * ty[i] * dy[i]),
          // A factor below the normal numbers is rounded to a multiple of the smallest one.
          (i) =>
            8 * roundoff * (Math.abs(tdy[i]) + Math.abs(ty[i] * dy[i])) +
            smallest * (1 + Math.abs(ty[i]) + Math.abs(dy[i])),
        );
      }),
    );
  });

  it('refuse shapes that differ', () => {
    const la = linearAlgebra();
    la.withScratch({ a: [2, 3], b: [3, 2] }, ({ a, b }) => {
      expect(() => {
        la.add(a, b, a);
      }).toThrow('Expected the second source to be 2 x 3, found 3 x 2.');
      expect(() => {
        la.tanh(a, b);
      }).toThrow('Expected the source to be 3 x 2, found 2 x 3.');
      expect(() => {
        la.tanhSecondDerivative(a, a, b, a, a);
      }).toThrow('Expected dy to be 2 x 3, found 3 x 2.');
    });
  });
});

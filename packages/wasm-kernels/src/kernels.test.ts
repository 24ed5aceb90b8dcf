import * as fc from 'fast-check';
import type { Kernels } from './kernels';
import { strictArithmetic } from './arithmetic';
import { fusedArithmetic } from './fused-arithmetic';
import { checkArithmetic, linkKernels } from './kernels';
import { isMemory } from './web-assembly';
import { arithmetics, length, rightOf } from './testing/kernels';

interface MemoryDescriptor {
  readonly initial: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}
declare const WebAssembly: {
  readonly Memory: new (descriptor: MemoryDescriptor) => { readonly buffer: ArrayBuffer };
  readonly validate: (bytes: Uint8Array) => boolean;
};

/**
 * A call of a kernel on places that a bump allocator hands out, and how many floats it may write
 * where.
 */
type Call = (kernels: Kernels, place: (floats: number) => number, m: number, n: number) => readonly Written[];

interface Written {
  readonly address: number;
  readonly floats: number;
}

const elementwise =
  (name: keyof Kernels, sources: number): Call =>
  (kernels, place, m, n) => {
    const target = place(m * n);
    const addresses = Array.from({ length: sources }, () => place(m * n));
    kernels[name](target, ...addresses, m * n);
    return [{ address: target, floats: m * n }];
  };

/**
 * The kernels that take one value for each row (m) or column (n), and write a matrix or such
 * values.
 */
const onRows =
  (name: keyof Kernels, others: readonly ('m' | 'n' | 'mn')[], written: 'm' | 'n' | 'mn'): Call =>
  (kernels, place, m, n) => {
    const sizes = { m, n, mn: m * n };
    const target = place(sizes[written]);
    const addresses = others.map((size) => place(sizes[size]));
    kernels[name](target, ...addresses, m, n);
    return [{ address: target, floats: sizes[written] }];
  };

const product =
  (transposeA: 0 | 1, transposeB: 0 | 1, accumulate: 0 | 1): Call =>
  (kernels, place, m, n) => {
    const k = ((m * 7 + n * 3) % 19) + (m % 4 === 1 ? 256 : 0);
    const [c, a, b] = [place(m * n), place(m * k), place(k * n)];
    const bytes = kernels.matMulScratch(m, k, n, transposeA);
    const scratch = place(bytes / 4);
    kernels.matMul(c, a, b, m, k, n, transposeA, transposeB, accumulate, scratch);
    return [
      { address: c, floats: m * n },
      { address: scratch, floats: bytes / 4 },
    ];
  };

const calls: Readonly<Record<string, Call>> = {
  add: elementwise('add', 2),
  addBias: onRows('addBias', ['mn', 'n'], 'mn'),
  addBiasRelu: onRows('addBiasRelu', ['mn', 'n'], 'mn'),
  addBiasTanh: onRows('addBiasTanh', ['mn', 'n'], 'mn'),
  addScaled: (kernels, place, m, n) => {
    const [target, source] = [place(m * n), place(m * n)];
    kernels.addScaled(target, source, 2, m * n);
    return [{ address: target, floats: m * n }];
  },
  addScaledRows: onRows('addScaledRows', ['mn', 'm'], 'mn'),
  columnSums: onRows('columnSums', ['mn'], 'n'),
  exp: elementwise('exp', 1),
  'matMul A B': product(0, 0, 0),
  'matMul A Bᵀ': product(0, 1, 0),
  'matMul Aᵀ B': product(1, 0, 0),
  'matMul Aᵀ Bᵀ': product(1, 1, 0),
  'matMul C + A B': product(0, 0, 1),
  'matMul C + Aᵀ B': product(1, 0, 1),
  multiply: elementwise('multiply', 2),
  regroupRows: (kernels, place, m, n) => {
    const [target, source] = [place(6 * m * n), place(6 * m * n)];
    kernels.regroupRows(target, source, m, 6, n);
    return [{ address: target, floats: 6 * m * n }];
  },
  relu: elementwise('relu', 1),
  reluDerivative: elementwise('reluDerivative', 2),
  rowDots: onRows('rowDots', ['mn', 'mn'], 'm'),
  rowSums: onRows('rowSums', ['mn'], 'm'),
  scaleRows: onRows('scaleRows', ['mn', 'm'], 'mn'),
  subtract: elementwise('subtract', 2),
  tanh: elementwise('tanh', 1),
  tanhDerivative: elementwise('tanhDerivative', 2),
  tanhSecondDerivative: elementwise('tanhSecondDerivative', 4),
  transpose: onRows('transpose', ['mn'], 'mn'),
};

describe('the compiled module', () => {
  it('works on the memory it is given, and writes nothing else there', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { add } = rightOf(linkKernels(memory));
    const bytes = new Uint8Array(memory.buffer);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    const floats = new Float32Array(memory.buffer);
    floats.set([1, 2], 4);
    add(64, 16, 20, 1);
    expect(floats[16]).toBe(3);
    expect(floats.filter((value) => value !== 0)).toHaveLength(3);
  });

  it('says so when the engine refuses it', () => {
    const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    expect(linkKernels(shared)).toMatchObject({ left: { kind: 'no-simd' } });
  });

  it('computes strictly everywhere', () => {
    expect(checkArithmetic(strictArithmetic)).toEqual({ _tag: 'Right', right: undefined });
  });

  it('is fused where the engine has relaxed SIMD, and refused elsewhere', () => {
    const bytes = Buffer.from(fusedArithmetic.module, 'base64');
    const { Memory, validate } = WebAssembly;
    const linked = linkKernels(new Memory({ initial: 1 }), fusedArithmetic);
    if (validate(bytes)) {
      expect(linked).toMatchObject({ _tag: 'Right' });
      expect(arithmetics).toEqual([strictArithmetic, fusedArithmetic]);
      return;
    }
    const refused = {
      left: {
        kind: 'not-fused',
        message: expect.stringMatching(
          /^Expected an engine with fused multiply-add .*Node 22.*, but it refused the module: CompileError/,
        ) as unknown,
      },
    };
    expect(linked).toMatchObject(refused);
    expect(checkArithmetic(fusedArithmetic)).toMatchObject(refused);
    expect(arithmetics).toEqual([strictArithmetic]);
  });

  it('is refused where multiply-add is there but rounds twice', () => {
    const claims = { ...strictArithmetic, name: 'fused' } as const;
    const twice = {
      left: { kind: 'not-fused', message: expect.stringMatching(/rounds twice\.$/) as unknown },
    };
    expect(checkArithmetic(claims)).toMatchObject(twice);
    expect(linkKernels(new WebAssembly.Memory({ initial: 1 }), claims)).toMatchObject(twice);
  });

  it('knows a memory when it sees one', () => {
    expect(isMemory(new WebAssembly.Memory({ initial: 0 }))).toBe(true);
    expect(isMemory({ buffer: new ArrayBuffer(0) })).toBe(false);
  });

  const all = arithmetics.flatMap((arithmetic) =>
    Object.keys(calls).map((name) => [arithmetic.name, name, arithmetic] as const),
  );

  it.each(all)('%s %s writes inside its target and scratch only, at any alignment', (_, name, arithmetic) => {
    const memory = new WebAssembly.Memory({ initial: 8 });
    const kernels = rightOf(linkKernels(memory, arithmetic));
    const floats = new Float32Array(memory.buffer);
    const before = Float32Array.from(floats, (_, i) => 1 + (i % 1021) / 1021);
    fc.assert(
      fc.property(length, length, fc.integer({ min: 0, max: 15 }), (m, n, start) => {
        floats.set(before);
        let next = 64 + start;
        const place = (count: number): number => {
          const address = next * 4;
          next += count + 1 + (count % 3);
          return address;
        };
        const written = calls[name](kernels, place, m, n);
        expect(next).toBeLessThan(floats.length);
        for (const { address, floats: count } of written) {
          floats.set(before.subarray(address / 4, address / 4 + count), address / 4);
        }
        expect(floats.findIndex((value, i) => value !== before[i])).toBe(-1);
      }),
      { numRuns: 40 },
    );
  });
});

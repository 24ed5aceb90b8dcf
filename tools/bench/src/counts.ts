import { builtIn, loadTasks, optimizerOf } from '@sgmrl/experiments';
import { ascent, initialState, iterate } from '@sgmrl/meta-learning';
import { initializeBackend } from '@sgmrl/policies-tfjs';
import { key } from '@sgmrl/prng';
import type { Factor, HeapMatrix, LinearAlgebra, Shape } from '@sgmrl/wasm-kernels';
import { orThrow } from './or-throw';
import { algorithmFor, configOf, type BenchSetting } from './setting';

/** What a network's linear algebra was asked for. */
export interface Counts {
  /** Matrix products. */
  readonly products: number;
  /** Their multiplications and additions: 2 m k n each. */
  readonly flops: number;
  /** Numbers that passes over matrices read, other than products. */
  readonly passed: number;
  /** Numbers copied into the heap and out of it. */
  readonly copied: number;
  /** Blocks of the heap that were taken. */
  readonly blocks: number;
}

type Tally = { -readonly [K in keyof Counts]: Counts[K] };

const none: Counts = { products: 0, flops: 0, passed: 0, copied: 0, blocks: 0 };

const sizeOf = ({ rows, columns }: HeapMatrix): number => rows * columns;

const innerSize = (a: Factor): number => ('transposeOf' in a ? a.transposeOf.rows : a.columns);

/** Linear algebra that counts what a network with tanh asks of it. */
const counting = (algebra: LinearAlgebra, tally: Tally): LinearAlgebra => {
  const product =
    (f: LinearAlgebra['matMul']): LinearAlgebra['matMul'] =>
    (a, b, c) => {
      tally.products += 1;
      tally.flops += 2 * sizeOf(c) * innerSize(a);
      f(a, b, c);
    };
  const pass =
    <Rest extends readonly unknown[]>(f: (x: HeapMatrix, ...rest: Rest) => void) =>
    (x: HeapMatrix, ...rest: Rest): void => {
      tally.passed += sizeOf(x);
      f(x, ...rest);
    };
  return {
    ...algebra,
    matMul: product(algebra.matMul),
    matMulAdd: product(algebra.matMulAdd),
    addBias: pass(algebra.addBias),
    addBiasTanh: pass(algebra.addBiasTanh),
    addScaledRows: pass(algebra.addScaledRows),
    columnSums: pass(algebra.columnSums),
    regroupRows: pass(algebra.regroupRows),
    scaleRows: pass(algebra.scaleRows),
    tanhDerivative: pass(algebra.tanhDerivative),
    tanhSecondDerivative: pass(algebra.tanhSecondDerivative),
    allocate: <Name extends string>(shapes: Readonly<Record<Name, Shape>>) => {
      tally.blocks += 1;
      return algebra.allocate(shapes);
    },
    withScratch: (shapes, use) => {
      tally.blocks += 1;
      return algebra.withScratch(shapes, use);
    },
    read: (source) => {
      tally.copied += sizeOf(source);
      return algebra.read(source);
    },
    write: (values, target) => {
      tally.copied += sizeOf(target);
      algebra.write(values, target);
    },
  };
};

/**
 * What an outer iteration asks of the linear algebra, once a first one has made room for what
 * policies remember. The same on every machine.
 */
export const countsOf = async (setting: BenchSetting): Promise<Counts> => {
  const { environment, optimizer, policy, seed } = configOf(setting);
  const backend = orThrow(await initializeBackend());
  const tally: Tally = { ...none };
  const counted = { ...backend, algebra: counting(backend.algebra, tally) };
  const withTasks = orThrow(await loadTasks(environment)());
  return withTasks(async (tasks) => {
    const problem = {
      tasks,
      policy: orThrow(builtIn.policies[policy.kind].build(counted, policy, tasks)),
      algorithm: algorithmFor(setting),
      update: ascent(optimizerOf(builtIn.optimizers)(optimizer)),
    };
    const next = iterate(problem);
    const [warm] = orThrow(await next(initialState(problem)(key(seed))));
    Object.assign(tally, none);
    await next(warm);
    return tally;
  });
};

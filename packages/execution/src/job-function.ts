/**
 * What a worker's module does with jobs: a function from a job to its result or a promise of it, or
 * a promise of such a function.
 */
export type JobFunction = ((job: never) => unknown) | Promise<(job: never) => unknown>;

/** A function, or what a promise of one gives. */
type Settled<T> = T extends Promise<infer F> ? F : T;

/**
 * What a {@link JobFunction} takes.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import type { JobOf } from '@sgmrl/execution';
 * const cube = (x: number) => x ** 3;
 * const job: JobOf<typeof cube> = 3;
 * strictEqual(cube(job), 27);
 * ```
 */
export type JobOf<F extends JobFunction> = Settled<F> extends (job: infer J) => unknown ? J : never;

/**
 * What a {@link JobFunction} gives, itself and not a promise of it.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import type { ResultOf } from '@sgmrl/execution';
 * const cube = (x: number) => Promise.resolve(x ** 3);
 * const result: ResultOf<typeof cube> = await cube(3);
 * strictEqual(result, 27);
 * ```
 */
export type ResultOf<F extends JobFunction> =
  Settled<F> extends (job: never) => infer R | Promise<infer R> ? R : never;

import type { MainModule } from '@mujoco/mujoco';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Model } from './mjcf';
import { compile, type Simulator } from './simulator';

/** Why there is no engine, or no simulator of a model. */
export interface MujocoError {
  /** Whether the engine did not start, or it refused a model. */
  readonly _tag: 'MujocoUnavailable' | 'InvalidModel';
  /** What was expected, and what the engine says instead. */
  readonly message: string;
}

/**
 * A started MuJoCo engine: what {@link loadMujoco} hands to the environments that compute with it.
 */
export interface Mujoco {
  /**
   * The one simulator of a model in this engine; built when first asked for, Left if MuJoCo refuses
   * the model.
   */
  readonly simulator: (model: Model) => E.Either<MujocoError, Simulator>;
}

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

const build = (module: MainModule, model: Model): E.Either<MujocoError, Simulator> =>
  E.tryCatch(
    () => compile(module, model),
    (reason): MujocoError => ({
      _tag: 'InvalidModel',
      message: `expected a model that MuJoCo can simulate, but of "${model.name}" it says: ${messageOf(reason)}`,
    }),
  );

const engine = (module: MainModule): Mujoco => {
  const built = new Map<Model, E.Either<MujocoError, Simulator>>();
  return {
    simulator: (model) => {
      const simulator = built.get(model) ?? build(module, model);
      built.set(model, simulator);
      return simulator;
    },
  };
};

/**
 * A broken state shows in rewards; the engine need not speak of it as well. An engine keeps the
 * object as its own.
 */
const silent = () => ({ print: () => undefined, printErr: () => undefined });

/**
 * Starts MuJoCo's WASM build (10 MB, some 0.2 s) in this thread. Each run starts another engine
 * with a memory of its own, so once a thread is right. The models and the working memory of its
 * simulators, one each, are kept as long as the engine and never freed one by one: all of it lies
 * in the engine's memory, which goes with the last reference to it.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { loadMujoco } from '@sgmrl/environments-mujoco';
 * const mujoco = await loadMujoco();
 * deepStrictEqual(E.isRight(mujoco), true);
 * ```
 */
export const loadMujoco: TE.TaskEither<MujocoError, Mujoco> = pipe(
  TE.tryCatch(
    async () => {
      const { default: start } = await import('@mujoco/mujoco');
      return start(silent());
    },
    (reason): MujocoError => ({
      _tag: 'MujocoUnavailable',
      message: `expected MuJoCo's WASM build to start, but ${messageOf(reason)}`,
    }),
  ),
  TE.map(engine),
);

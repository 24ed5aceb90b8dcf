import * as E from 'fp-ts/lib/Either.js';
import { loadMujoco, type Mujoco } from '../mujoco';

/** The right side; a test has no use for the left. */
export const rightOf = <A>(either: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(either)) throw new Error(either.left.message);
  return either.right;
};

/** A fresh engine. */
export const startedEngine = async (): Promise<Mujoco> => rightOf(await loadMujoco());

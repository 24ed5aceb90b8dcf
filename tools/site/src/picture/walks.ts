/** Trains and prints the walks of the picture of the home page as JSON: `npm run picture`. */
import * as E from 'fp-ts/lib/Either.js';
import { begin, type Learning } from '../train/learning';
import type { Path } from '../train/scene';
import { navigation } from '../train/scenes/navigation';
import { startOf } from '../train/settings';

const iterations = 200;

const goals = [
  [0.4, 0.1],
  [0.2, 0.4],
  [-0.25, 0.35],
  [-0.4, -0.1],
  [-0.2, -0.4],
  [0.3, -0.3],
] as const;

const orThrow = <A>(either: E.Either<string, A>): A => {
  if (E.isLeft(either)) throw new Error(either.left);
  return either.right;
};

const trained = async (): Promise<Learning> => {
  let learning = orThrow(await begin(startOf(navigation)));
  for (let i = 0; i < iterations; i++) learning = orThrow(await learning.next()).learning;
  return learning;
};

const rounded = (path: Path): Path =>
  path.map(([x, y]) => [Math.round(1000 * x) / 1000, Math.round(1000 * y) / 1000]);

/** A walk ends early where it meets the goal. */
const longest = (paths: readonly Path[]): Path =>
  paths.reduce((best, path) => (path.length > best.length ? path : best));

const main = async (): Promise<void> => {
  const learning = await trained();
  const adapted = goals.map((goal) => ({ goal, ...orThrow(learning.adapt(goal)) }));
  // Before it adapts, one policy with the same random numbers walks to all goals alike.
  console.log(
    JSON.stringify({
      before: rounded(longest(adapted.map(({ before }) => before.paths[0]))),
      after: adapted.map(({ goal, after }) => ({ goal, walk: rounded(after.paths[0]) })),
    }),
  );
};

void main();

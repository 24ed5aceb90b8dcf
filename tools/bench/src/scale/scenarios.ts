import { iterationOf, shared, type Costs, type Fleet, type Iteration, type Shared } from './iteration';

export const workerCounts = [10, 100, 1000, 10_000] as const;

/** How long a task takes, in seconds. */
export const durations = [0.01, 1, 60, 600] as const;

/** Of θ. */
export const parameterCounts = [1e4, 1e5, 1e6, 1e7] as const;

/** Every worker has two tasks an iteration. */
const tasksEach = 2;

/** A number is eight bytes; a result holds a gradient. */
const bytesOf = (parameters: number): number => 8 * parameters;

/** What helps where much is shared; each alone, or both. */
export const remedies = {
  none: {},
  'leaf nodes': { perLeaf: 100 },
  'tree of reducers': { fanIn: 16 },
  both: { perLeaf: 100, fanIn: 16 },
} as const satisfies Readonly<Record<string, Pick<Fleet, 'perLeaf' | 'fanIn'>>>;

export type Remedy = keyof typeof remedies;

/** An iteration of two tasks a worker. */
export const scenario = (
  costs: Costs,
  workers: number,
  seconds: number,
  parameters: number,
  remedy: Remedy = 'none',
): Iteration =>
  iterationOf(costs, {
    workers,
    jobs: tasksEach * workers,
    seconds,
    bytes: bytesOf(parameters),
    ...remedies[remedy],
  });

/** Below this part of the workers' time it is worth knowing what the limit is. */
const enough = 0.9;

/**
 * What accounts for most of the time in which workers do not compute; undefined where they compute
 * nearly all the time, `overhead` where nothing that is shared does.
 */
export const limitOf = ({ efficiency, busy }: Iteration): Shared | 'overhead' | undefined => {
  if (efficiency >= enough) return undefined;
  const [busiest] = [...shared].sort((a, b) => busy[b] - busy[a]);
  return busy[busiest] >= (1 - efficiency) / 2 ? busiest : 'overhead';
};

/** A meta-batch that is given, each task of which is done in so many shards at once. */
export const sharded = (costs: Costs, workers: number, shards: number): number => {
  const [tasks, seconds] = [40, 600];
  const iteration = iterationOf(costs, {
    workers,
    jobs: tasks * shards,
    seconds: seconds / shards,
    bytes: bytesOf(1e5),
    ...remedies.both,
  });
  return (tasks * seconds) / iteration.seconds;
};

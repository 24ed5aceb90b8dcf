import { simulate, type Clock } from './clock';
import { station, type Station } from './station';

/** What things cost, in seconds. */
export interface Costs {
  /** Of the coordinator's processor: a job, and a byte of a result. */
  readonly coordinator: { readonly job: number; readonly byte: number };
  /** Of the broker's processor: a job, and a byte that passes through. */
  readonly broker: { readonly job: number; readonly byte: number };
  /** In which a worker has a job beside computing it. */
  readonly worker: number;
  /** A link: a byte, and from one end to the other. */
  readonly link: { readonly byte: number; readonly latency: number };
}

/** An outer iteration, and what does it. */
export interface Fleet {
  readonly workers: number;
  /** Jobs: tasks, or shards of them. */
  readonly jobs: number;
  /** That a job is computed for, in seconds. */
  readonly seconds: number;
  /** Of θ, and of the result of a job. */
  readonly bytes: number;
  /** How many workers share a leaf node of the broker, which fetches θ once for all of them. */
  readonly perLeaf?: number | undefined;
  /** How many results each reducer sums, in task order; without, the coordinator sums all. */
  readonly fanIn?: number | undefined;
}

/** Where time goes, of all that there is of it. */
export interface Iteration {
  readonly seconds: number;
  /** The part of the workers' time in which they compute. */
  readonly efficiency: number;
  /** The part of the time in which each of what all share is busy. */
  readonly busy: Readonly<Record<Shared, number>>;
}

/** What all workers share. */
export const shared = ['coordinator', 'broker', 'coordinator link', 'broker link'] as const;
export type Shared = (typeof shared)[number];

const perShared = <A>(of: (name: Shared) => A): Readonly<Record<Shared, A>> => ({
  coordinator: of('coordinator'),
  broker: of('broker'),
  'coordinator link': of('coordinator link'),
  'broker link': of('broker link'),
});

/** A job passes the coordinator and the broker twice: on its way out and back. */
const half = (cost: number): number => cost / 2;

/**
 * How results get to the coordinator: over the broker's link and its own; or up a tree of reducers,
 * each with a link of its own, which sum so many of them each, in task order.
 */
const collecting = (
  clock: Clock,
  { coordinator, broker, link }: Costs,
  { bytes, jobs, fanIn }: Fleet,
  stations: Readonly<Record<Shared, Station>>,
): ((job: number) => void) => {
  const toCoordinator = (): void => {
    stations.broker.serve(half(broker.job) + broker.byte * bytes, () => {
      stations['broker link'].serve(link.byte * bytes, () => {
        stations['coordinator link'].serve(link.byte * bytes, () => {
          clock.at(clock.now() + link.latency, () => {
            stations.coordinator.serve(half(coordinator.job) + coordinator.byte * bytes, () => undefined);
          });
        });
      });
    });
  };
  if (fanIn === undefined) return toCoordinator;

  interface Reducer {
    readonly own: Station;
    left: number;
  }
  const levels: Reducer[][] = [];
  for (let width = jobs; width > fanIn; width = Math.ceil(width / fanIn)) {
    const children = width;
    levels.push(
      Array.from({ length: Math.ceil(width / fanIn) }, (_, i) => ({
        own: station(clock),
        left: Math.min(fanIn, children - i * fanIn),
      })),
    );
  }
  const toLevel = (level: number, child: number): void => {
    if (level === levels.length) {
      toCoordinator();
      return;
    }
    const index = Math.floor(child / fanIn);
    const reducer = levels[level][index];
    reducer.own.serve((link.byte + coordinator.byte) * bytes + link.latency, () => {
      reducer.left -= 1;
      if (reducer.left === 0) toLevel(level + 1, index);
    });
  };
  return (job) => {
    toLevel(0, job);
  };
};

/** How workers get θ: each over the broker's link, or each over that of its leaf, which gets it once. */
const fetching = (
  clock: Clock,
  { broker, link }: Costs,
  { bytes, perLeaf }: Fleet,
  stations: Readonly<Record<Shared, Station>>,
): ((worker: number, then: () => void) => void) => {
  const fromBroker = (then: () => void): void => {
    stations.broker.serve(broker.byte * bytes, () => {
      stations['broker link'].serve(link.byte * bytes, () => {
        clock.at(clock.now() + link.latency, then);
      });
    });
  };
  if (perLeaf === undefined)
    return (_, then) => {
      fromBroker(then);
    };
  const leaves = new Map<
    number,
    { readonly own: Station; readonly waiting: (() => void)[]; there: boolean }
  >();
  return (worker, then) => {
    const index = Math.floor(worker / perLeaf);
    const leaf = leaves.get(index) ?? { own: station(clock), waiting: [], there: false };
    const isFirst = !leaves.has(index);
    leaves.set(index, leaf);
    const give = (): void => {
      leaf.own.serve((link.byte + broker.byte) * bytes + link.latency, then);
    };
    if (leaf.there) give();
    else leaf.waiting.push(give);
    if (isFirst)
      fromBroker(() => {
        leaf.there = true;
        for (const each of leaf.waiting) each();
      });
  };
};

/**
 * An outer iteration: jobs leave the coordinator one after the other, workers take them in that
 * order, each fetches θ before its first, and the iteration ends when the last result is summed.
 */
export const iterationOf = (costs: Costs, fleet: Fleet): Iteration => {
  const { coordinator, broker, worker: perJob, link } = costs;
  const { workers, jobs, seconds: computing, bytes } = fleet;
  const { seconds, made } = simulate((clock) => {
    const stations = perShared(() => station(clock));
    const collect = collecting(clock, costs, fleet, stations);
    const fetch = fetching(clock, costs, fleet, stations);
    const idle = Array.from({ length: workers }, (_, i) => workers - 1 - i);
    const has = new Set<number>();
    const queue: number[] = [];
    let next = 0;

    const assign = (): void => {
      while (next < queue.length) {
        const worker = idle.pop();
        if (worker === undefined) return;
        const job = queue[next];
        next += 1;
        const compute = (): void => {
          has.add(worker);
          clock.at(clock.now() + perJob + computing, () => {
            collect(job);
            idle.push(worker);
            assign();
          });
        };
        if (has.has(worker)) compute();
        else fetch(worker, compute);
      }
    };

    // θ goes out once, then the jobs.
    stations.coordinator.serve(coordinator.byte * bytes, () => {
      stations['coordinator link'].serve(link.byte * bytes, () => {
        for (let job = 0; job < jobs; job++)
          stations.coordinator.serve(half(coordinator.job), () => {
            stations.broker.serve(half(broker.job), () => {
              clock.at(clock.now() + link.latency, () => {
                queue.push(job);
                assign();
              });
            });
          });
      });
    });
    return stations;
  });
  return {
    seconds,
    efficiency: (jobs * computing) / (workers * seconds),
    busy: perShared((name) => made[name].busy() / seconds),
  };
};

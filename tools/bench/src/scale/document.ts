import { point, type LineFigure } from '@sgmrl/report';
import { digits, spread } from '../table';
import { costsOf, type Calibration } from './calibration';
import type { Iteration } from './iteration';
import {
  durations,
  limitOf,
  parameterCounts,
  remedies,
  scenario,
  sharded,
  workerCounts,
  type Remedy,
} from './scenarios';

const grouped = (n: number): string => n.toLocaleString('en-US');
const percent = (part: number): string =>
  part < 0.001 ? 'under 0.1 %' : `${part >= 0.1 ? (100 * part).toFixed(0) : (100 * part).toFixed(1)} %`;
const milliseconds = (seconds: number): string => `${digits(1000 * seconds)} ms`;
const power = (n: number): string => `10${['⁴', '⁵', '⁶', '⁷'][Math.log10(n) - 4]}`;
const duration = (seconds: number): string =>
  seconds < 1
    ? `${String(1000 * seconds)} ms`
    : seconds < 60
      ? `${String(seconds)} s`
      : `${String(seconds / 60)} min`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
};

const cell = (iteration: Iteration): string => {
  const limit = limitOf(iteration);
  return limit === undefined ? percent(iteration.efficiency) : `${percent(iteration.efficiency)}, ${limit}`;
};

const measuredTable = ({ iterations, coordinator, broker, worker, overhead }: Calibration): string =>
  table(
    ['what', 'measured'],
    [
      [
        'overhead a job: 40 jobs that compute nothing, two workers',
        `${spread({
          ...overhead,
          median: 1000 * overhead.median,
          least: 1000 * overhead.least,
          greatest: 1000 * overhead.greatest,
        })} ms`,
      ],
      ['of one worker: a job that computes nothing', milliseconds(worker)],
      ['processor of the coordinator, a job', milliseconds(coordinator.job)],
      ['processor of the coordinator, a megabyte of results', milliseconds(1e6 * coordinator.byte)],
      ['processor of the broker, a job', milliseconds(broker.job)],
      ['processor of the broker, a megabyte', milliseconds(1e6 * broker.byte)],
      ['navigation-2d, one worker thread, seconds an iteration', spread(iterations.oneThread)],
      ['navigation-2d, two worker threads', spread(iterations.twoThreads)],
      ['navigation-2d, one remote worker', spread(iterations.oneRemote)],
      ['navigation-2d, two remote workers', spread(iterations.twoRemote)],
      ['speed of two remote workers / two worker threads', spread(iterations.remoteToThreads)],
      ['speed of two remote workers / one', spread(iterations.speedup)],
    ],
  );

const plainTable = (calibration: Calibration): string => {
  const costs = costsOf(calibration);
  return table(
    ['parameters', 'workers', ...durations.map((seconds) => `tasks of ${duration(seconds)}`)],
    parameterCounts.flatMap((parameters) =>
      workerCounts.map((workers) => [
        power(parameters),
        grouped(workers),
        ...durations.map((seconds) => cell(scenario(costs, workers, seconds, parameters))),
      ]),
    ),
  );
};

const remedyNames: readonly Remedy[] = ['none', 'leaf nodes', 'tree of reducers', 'both'];

const remedyTable = (calibration: Calibration): string => {
  const costs = costsOf(calibration);
  return table(
    ['parameters', 'workers', ...remedyNames],
    [1e5, 1e6, 1e7].flatMap((parameters) =>
      [100, 1000, 10_000].map((workers) => [
        power(parameters),
        grouped(workers),
        ...remedyNames.map((remedy) => cell(scenario(costs, workers, 60, parameters, remedy))),
      ]),
    ),
  );
};

const shardCounts = [1, 5, 20];

const shardTable = (calibration: Calibration): string => {
  const costs = costsOf(calibration);
  return table(
    ['workers', ...shardCounts.map((shards) => (shards === 1 ? 'whole tasks' : `${String(shards)} shards`))],
    workerCounts.map((workers) => [
      grouped(workers),
      ...shardCounts.map((shards) => digits(sharded(costs, workers, shards))),
    ]),
  );
};

const ofWorkers = { label: 'workers', scale: 'log' } as const;
const ofEfficiency = { label: 'part of the time in which workers compute', scale: 'linear' } as const;

/** Every lot of workers, between one and the most. */
const curve = (efficiency: (workers: number) => number) =>
  [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000].map((workers) => point(workers, efficiency(workers)));

/** What the document shows. */
export const scaleFigures = (calibration: Calibration): readonly LineFigure[] => {
  const costs = costsOf(calibration);
  return [
    {
      id: 'tasks',
      title: 'Efficiency, 10⁵ parameters',
      description: 'Short tasks keep few workers busy, tasks of minutes keep thousands busy.',
      x: ofWorkers,
      y: ofEfficiency,
      symbols: true,
      series: durations.map((seconds, style) => ({
        name: `tasks of ${duration(seconds)}`,
        style,
        points: curve((workers) => scenario(costs, workers, seconds, 1e5).efficiency),
      })),
    },
    {
      id: 'remedies',
      title: 'Efficiency, 10⁶ parameters, tasks of 1 min',
      description: 'Leaf nodes and a tree of reducers together keep ten times the workers busy.',
      x: ofWorkers,
      y: ofEfficiency,
      symbols: true,
      series: remedyNames.map((name, style) => ({
        name: name === 'none' ? 'as it is' : name,
        style,
        points: curve((workers) => scenario(costs, workers, 60, 1e6, name).efficiency),
      })),
    },
  ];
};

/** docs/scale.md. */
export const scaleDocument = (calibration: Calibration): string => {
  const { job, byte } = calibration.coordinator;
  const resultOf = (parameters: number): number => job + 8 * parameters * byte;
  return `<!-- Written by \`npm run scale\`. -->

# How far machines carry

How much [many machines](many-machines.md) speed up a run: what was measured on one machine, and what a
simulation makes of it. \`npm run scale\` measures, simulates and writes this page;
\`npm run scale -- --calibration docs/scale/calibration.json\` writes it again from what was measured.

## Measured

${calibration.machine}; ${calibration.load}.
Medians, and in parentheses the least and the greatest of ${String(calibration.overhead.count)} rounds for
the overhead, of ${String(calibration.iterations.twoRemote.count)} for iterations. In each round all take a turn: ratios bear a
busy machine better than seconds do. Remote workers have one thread each, on a processor of its own.

${measuredTable(calibration)}

## Simulated

In the simulation each job passes the processor and the link of the coordinator, those of the broker,
and a worker. Each of these takes jobs in the order in which they come. Their costs are measured,
except for links: 10 Gbit/s and 0.1 ms between machines are assumed. Every worker is a machine with
one thread, and fetches θ once an iteration. A result holds a gradient as long as θ. Each worker has
two tasks an iteration.

The part of the time in which workers compute, and what limits it where it is below 90 %:

${plainTable(calibration)}

![Efficiency against the number of workers, by the length of tasks](scale/tasks.svg)

## What the limits are

- **The coordinator's processor**, nearly everywhere. It takes ${milliseconds(calibration.coordinator.job)} for a job, and
  ${milliseconds(1e6 * calibration.coordinator.byte)} more for each megabyte of its result: ${milliseconds(resultOf(1e5))} with 10⁵ parameters,
  ${milliseconds(resultOf(1e6))} with 10⁶. Tasks that take a hundred times as long keep a hundred workers busy.
- **Short tasks.** A worker spends ${milliseconds(calibration.worker)} on a job beside computing it. Tasks of 10 ms
  belong on the threads of one machine.
- **Links** come after that, with a long θ: it leaves the broker once for each worker, and a gradient
  as long comes back for each task.
- **Memory.** The coordinator holds all results of an iteration until it sums them: 20,000 of
  10⁶ parameters are 160 GB.
- **Few tasks.** No more workers are busy than there are tasks in a meta-batch.

## What to do there

These are simulated, and not built. Leaf nodes need no change of the program: they are a matter of
the broker's configuration.

- **A tree of reducers**, each of which sums ${String(remedies['tree of reducers'].fanIn)} results in task order. The coordinator
  gets at most as many sums. The tree is given by the number of tasks alone, so the bits do not
  depend on who does what. They are others than those of a plain sum.
- **Leaf nodes** of the broker, one for ${String(remedies['leaf nodes'].perLeaf)} workers: θ travels once to each leaf, and from
  there to its workers. They win little alone, since results are what is waited for.
- **Sharded tasks**: the trajectories of a task are drawn by several workers at once. Few tasks keep
  many workers busy only so.

Tasks of 1 min:

${remedyTable(calibration)}

![Efficiency with leaf nodes and a tree of reducers](scale/remedies.svg)

How many times faster than one worker a meta-batch of 40 tasks of 10 min is done, 10⁵ parameters,
with leaf nodes and a tree of reducers:

${shardTable(calibration)}

A shard is computed alone here. An inner step needs the data of all shards of its task, so each takes
one more exchange than is simulated.
`;
};

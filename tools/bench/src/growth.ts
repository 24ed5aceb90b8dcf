import { availableParallelism } from 'node:os';
import { ours, type Paths } from './paths';
import { navigation, type BenchSetting } from './setting';
import { exponent, summarize } from './statistics';
import { digits, spread, table } from './table';
import { takeTurns, type Measured } from './take-turns';

/** A size that is varied while the others stay. */
interface Dimension {
  readonly name: string;
  readonly values: readonly number[];
  readonly setting: (value: number) => BenchSetting;
  readonly workers: (value: number) => number;
  /**
   * What the exponent is fitted to: one thread's work where other programs might disturb it, else
   * the clock.
   */
  readonly fitted: keyof Pick<Measured, 'seconds' | 'cpuSeconds'>;
}

const alone = { workers: () => 1, fitted: 'cpuSeconds' } as const;

/** Few tasks, except where it is they that are varied: time is linear in them. */
const base: BenchSetting = { ...navigation, tasks: 5 };

const dimensions: readonly Dimension[] = [
  { name: 'tasks', values: [5, 10, 20, 40], setting: (tasks) => ({ ...base, tasks }), ...alone },
  {
    name: 'trajectories',
    values: [5, 10, 20, 40],
    setting: (trajectories) => ({ ...base, trajectories }),
    ...alone,
  },
  { name: 'steps', values: [25, 50, 100, 200], setting: (steps) => ({ ...base, steps }), ...alone },
  {
    name: 'hidden size',
    values: [25, 50, 100, 200],
    setting: (hidden) => ({ ...base, hidden }),
    ...alone,
  },
  { name: 'ζ', values: [1, 2, 3, 4], setting: (innerSteps) => ({ ...base, innerSteps }), ...alone },
  {
    name: 'workers',
    values: Array.from({ length: availableParallelism() }, (_, i) => i + 1),
    setting: () => navigation,
    workers: (count) => count,
    fitted: 'seconds',
  },
];

const row = async (
  paths: Paths,
  rounds: number,
  { name, values, setting, workers, fitted }: Dimension,
): Promise<readonly string[]> => {
  const measured = await takeTurns(
    values.map((value) => ({ ...ours(paths, workers(value), setting(value)), warmUps: 5, rounds })),
  );
  const column = (of: Dimension['fitted']) => measured.map((entry) => summarize(entry[of]));
  return [
    name,
    values.join('\n'),
    column('seconds').map(spread).join('\n'),
    column('cpuSeconds').map(spread).join('\n'),
    values.length > 1
      ? digits(exponent(column(fitted).map(({ median }, i) => [values[i], median] as const)))
      : '',
  ];
};

/** How the time of an iteration grows with each size, as the exponent of a power law. */
export const growth = async (paths: Paths, rounds: number, print: (text: string) => void): Promise<void> => {
  const rows = [];
  for (const dimension of dimensions) rows.push(await row(paths, rounds, dimension));
  print(
    table(
      `How an iteration grows (${String(base.tasks)} tasks where nothing else is said): processor time (with several workers, time) ∝ size ^ exponent`,
      ['size', 'value', 'seconds', 'processor seconds', 'exponent'],
      rows,
    ),
  );
};

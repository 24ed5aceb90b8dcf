import type { Finding } from './finding';
import { ours, stock, type Paths } from './paths';
import type { Peer } from './peers';
import { navigation, type Debiasing, type BenchSetting } from './setting';
import { summarize } from './statistics';
import { spread, table } from './table';
import { takeTurns, timesSeconds, type Entry, type Measured } from './take-turns';

/** How often things are measured. */
export interface Effort {
  readonly rounds: number;
  readonly stockRounds: number;
}

/** The debiasing parts that peers have too. */
export const debiasingsOfPeers = [
  'none',
  'first-order',
  'first-order-causal',
  'leave-one-out-linear',
  'leave-one-out',
] as const satisfies readonly Debiasing[];

interface Compared {
  readonly name: string;
  readonly setting: BenchSetting;
  /** Whether peers have it. */
  readonly withPeers: boolean;
}

const settings: readonly Compared[] = [
  ...debiasingsOfPeers.map((debiasing) => ({
    name: debiasing,
    setting: { ...navigation, debiasing },
    withPeers: true,
  })),
  {
    name: 'leave-one-out-corrected',
    setting: { ...navigation, debiasing: 'leave-one-out-corrected' },
    withPeers: false,
  },
  { name: 'none, ζ = 3', setting: { ...navigation, innerSteps: 3 }, withPeers: true },
];

interface Named extends Entry {
  readonly name: string;
}

type Results = Readonly<Record<string, Measured>>;

const entries = (
  paths: Paths,
  effort: Effort,
  peers: readonly Peer[],
  setting: BenchSetting,
): readonly Named[] => {
  // Every thread compiles its hot loops for itself, which takes a few iterations.
  const often = { warmUps: 5, rounds: effort.rounds };
  const slow = { warmUps: 1, rounds: effort.stockRounds };
  return [
    { name: 'none, 1 worker', ...ours(paths, 1, navigation), ...often },
    { name: 'ours, 1 worker', ...ours(paths, 1, setting), ...often },
    { name: 'ours, 2 workers', ...ours(paths, 2, setting), ...often },
    ...(effort.stockRounds > 0 ? [{ name: 'stock tfjs', ...stock(paths, setting), ...slow }] : []),
    ...peers.map((peer) => ({ name: peer.name, ...peer.competitor(setting), ...often })),
  ];
};

const measure = async (competitors: readonly Named[]): Promise<Results> => {
  const measured = await takeTurns(competitors);
  return Object.fromEntries(competitors.map(({ name }, i) => [name, measured[i]]));
};

/** A row for each program: its seconds, how many times ours are faster, and its memory. */
const resultsTable = (name: string, { 'none, 1 worker': reference, ...results }: Results): string => {
  const [one, two] = [results['ours, 1 worker'], results['ours, 2 workers']];
  const timesNone = spread(timesSeconds(one, reference));
  return table(
    `One outer iteration of navigation-2d, debiasing ${name} (ours with 1 worker: ${timesNone} × none)`,
    ['program', 'seconds', '× ours, 1 worker', '× ours, 2 workers', 'processor seconds', 'peak MB'],
    Object.entries(results).map(([program, measured]) => [
      program,
      spread(summarize(measured.seconds)),
      spread(timesSeconds(measured, one)),
      spread(timesSeconds(measured, two)),
      spread(summarize(measured.cpuSeconds)),
      (measured.peakBytes / 1e6).toFixed(0),
    ]),
  );
};

const findings = (all: Readonly<Record<string, Results>>): readonly Finding[] => {
  const ratio = (setting: string, above: string, below: string) =>
    timesSeconds(all[setting][above], all[setting][below]);
  const memory = summarize([all['none']['ours, 2 workers'].peakBytes / 1e6]);
  return [
    ...('stock tfjs' in all['none']
      ? [
          {
            name: 'stock / ours, 1 worker',
            found: ratio('none', 'stock tfjs', 'ours, 1 worker'),
            wanted: { atLeast: 18 },
          },
          {
            name: 'stock / ours, 2 workers',
            found: ratio('none', 'stock tfjs', 'ours, 2 workers'),
            wanted: { atLeast: 30 },
          },
        ]
      : []),
    {
      name: '1 worker / 2 workers',
      found: ratio('none', 'ours, 1 worker', 'ours, 2 workers'),
      wanted: { atLeast: 1.8 },
    },
    {
      name: 'first-order / none',
      found: ratio('first-order', 'ours, 1 worker', 'none, 1 worker'),
      wanted: { atMost: 1.1 },
    },
    {
      name: 'leave-one-out / none',
      found: ratio('leave-one-out', 'ours, 1 worker', 'none, 1 worker'),
      wanted: { atMost: 3 },
    },
    {
      name: 'leave-one-out-corrected / none',
      found: ratio('leave-one-out-corrected', 'ours, 1 worker', 'none, 1 worker'),
      wanted: { atMost: 3 },
    },
    { name: 'peak memory, 2 workers, MB', found: memory, wanted: { atMost: 700 } },
  ];
};

/** One outer iteration of 2-D navigation by every program. */
export const iterations = async (
  paths: Paths,
  effort: Effort,
  peers: readonly Peer[],
  print: (text: string) => void,
): Promise<readonly Finding[]> => {
  const all: Record<string, Results> = {};
  for (const { name, setting, withPeers } of settings) {
    all[name] = await measure(entries(paths, effort, withPeers ? peers : [], setting));
    print(resultsTable(name, all[name]));
  }
  return findings(all);
};

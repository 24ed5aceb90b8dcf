import type { Finding } from './finding';
import { hasFused } from './has-fused';
import { ours, stock, type Paths } from './paths';
import type { Peer } from './peers';
import { navigation, type BenchSetting } from './setting';
import { summarize } from './statistics';
import { spread, table } from './table';
import { takeTurns, timesSeconds, type Entry, type Measured } from './take-turns';

/** How often things are measured. */
export interface Effort {
  readonly rounds: number;
  readonly stockRounds: number;
}

const settings: readonly { readonly name: string; readonly setting: BenchSetting }[] = [
  ...(
    [
      'none',
      'first-order',
      'first-order-causal',
      'leave-one-out-linear',
      'leave-one-out',
      'leave-one-out-corrected',
      'coupled',
    ] as const
  ).map((debiasing) => ({ name: debiasing, setting: { ...navigation, debiasing } })),
  { name: 'none, ζ = 3', setting: { ...navigation, innerSteps: 3 } },
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
    ...(hasFused()
      ? [
          { name: 'fused, 1 worker', ...ours(paths, 1, setting, 'fused'), ...often },
          { name: 'fused, 2 workers', ...ours(paths, 2, setting, 'fused'), ...often },
        ]
      : []),
    ...(effort.stockRounds > 0 ? [{ name: 'stock tfjs', ...stock(paths, setting), ...slow }] : []),
    ...peers
      .filter(({ debiasings }) => debiasings.includes(setting.debiasing))
      .map(({ name, competitor }) => ({ name, ...competitor(setting), ...often })),
  ];
};

const measure = async (competitors: readonly Named[]): Promise<Results> => {
  const measured = await takeTurns(competitors);
  return Object.fromEntries(competitors.map(({ name }, i) => [name, measured[i]]));
};

/** A row for each program: its seconds, how many times those of ours they are, and its memory. */
const resultsTable = (name: string, { 'none, 1 worker': reference, ...results }: Results): string => {
  const yardsticks = ['ours, 1 worker', 'ours, 2 workers', 'fused, 2 workers'].filter((of) => of in results);
  const timesNone = spread(timesSeconds(results['ours, 1 worker'], reference));
  return table(
    `One outer iteration of navigation-2d, debiasing ${name} (ours with 1 worker: ${timesNone} × none)`,
    ['program', 'seconds', ...yardsticks.map((of) => `× ${of}`), 'processor seconds', 'peak MB'],
    Object.entries(results).map(([program, measured]) => [
      program,
      spread(summarize(measured.seconds)),
      ...yardsticks.map((of) => spread(timesSeconds(measured, results[of]))),
      spread(summarize(measured.cpuSeconds)),
      (measured.peakBytes / 1e6).toFixed(0),
    ]),
  );
};

/** A ratio of two programs of one setting, and what it should be. */
interface Target {
  readonly setting: string;
  readonly above: string;
  readonly below: string;
  readonly wanted: Finding['wanted'];
}

const targets: readonly Target[] = [
  { setting: 'none', above: 'stock tfjs', below: 'ours, 1 worker', wanted: { atLeast: 18 } },
  { setting: 'none', above: 'stock tfjs', below: 'ours, 2 workers', wanted: { atLeast: 30 } },
  { setting: 'none', above: 'ours, 1 worker', below: 'ours, 2 workers', wanted: { atLeast: 1.85 } },
  { setting: 'none', above: 'fused, 1 worker', below: 'fused, 2 workers', wanted: { atLeast: 1.85 } },
  { setting: 'none', above: 'ours, 1 worker', below: 'fused, 1 worker', wanted: { atLeast: 1.3 } },
  { setting: 'none', above: 'PyTorch', below: 'ours, 2 workers', wanted: { atLeast: 1.3 } },
  { setting: 'none', above: 'JAX, jit', below: 'ours, 2 workers', wanted: { atLeast: 0.7 } },
  { setting: 'none', above: 'JAX, jit', below: 'fused, 2 workers', wanted: { atLeast: 1 } },
  ...['first-order', 'leave-one-out-linear'].map((setting) => ({
    setting,
    above: 'ours, 1 worker',
    below: 'none, 1 worker',
    wanted: { atMost: 1.1 },
  })),
  { setting: 'coupled', above: 'ours, 1 worker', below: 'none, 1 worker', wanted: { atMost: 1.2 } },
  ...['leave-one-out', 'leave-one-out-corrected'].map((setting) => ({
    setting,
    above: 'ours, 1 worker',
    below: 'none, 1 worker',
    wanted: { atMost: 3 },
  })),
];

/** Where both programs were there. */
const findings = (all: Readonly<Record<string, Results>>): readonly Finding[] => [
  ...targets
    .filter(({ setting, above, below }) => above in all[setting] && below in all[setting])
    .map(({ setting, above, below, wanted }) => ({
      name: `${setting}: ${above} / ${below}`,
      found: timesSeconds(all[setting][above], all[setting][below]),
      wanted,
    })),
  {
    name: 'peak memory, 2 workers, MB',
    found: summarize([all['none']['ours, 2 workers'].peakBytes / 1e6]),
    wanted: { atMost: 700 },
  },
];

/** One outer iteration of 2-D navigation by every program. */
export const iterations = async (
  paths: Paths,
  effort: Effort,
  peers: readonly Peer[],
  print: (text: string) => void,
): Promise<readonly Finding[]> => {
  const all: Record<string, Results> = {};
  for (const { name, setting } of settings) {
    all[name] = await measure(entries(paths, effort, peers, setting));
    print(resultsTable(name, all[name]));
  }
  return findings(all);
};

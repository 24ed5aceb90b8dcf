import { spawnSync } from 'node:child_process';
import * as t from 'io-ts';
import type { Finding } from './finding';
import { hasFused } from './has-fused';
import { orThrow } from './or-throw';
import type { Paths } from './paths';
import { ratios, summarize, type Summary } from './statistics';
import { digits, spread, table } from './table';

const Kernel = t.intersection([
  t.type({ name: t.string, stock: t.number, ours: t.number, peakFlops: t.number }),
  t.partial({ flops: t.number, elements: t.number }),
]);
type Kernel = t.TypeOf<typeof Kernel>;

const Report = t.type({ kernels: t.readonlyArray(Kernel) });

/**
 * One run of the benchmark of `@sgmrl/wasm-kernels`: medians of calls that take turns with the
 * stock kernels and the peak's program.
 */
const runOnce = (paths: Paths, options: readonly string[]): readonly Kernel[] => {
  const { stdout, stderr } = spawnSync(process.execPath, [paths.kernels, '--json', ...options], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return orThrow(Report.decode(JSON.parse(stdout))).kernels;
};

/** A kernel in several runs. */
interface Measured {
  readonly name: string;
  readonly speedup: Summary;
  /** Undefined where a kernel's work is not counted in floating-point operations. */
  readonly shareOfPeak: Summary | undefined;
  readonly cells: readonly string[];
}

const summaryOf = (runs: readonly Kernel[]): Measured => {
  const [{ name, flops, elements }] = runs;
  const speedup = ratios(
    runs.map(({ stock }) => stock),
    runs.map(({ ours }) => ours),
  );
  const milliseconds = (which: 'stock' | 'ours') => spread(summarize(runs.map((run) => 1e3 * run[which])));
  const shareOfPeak =
    flops === undefined
      ? undefined
      : summarize(runs.map(({ ours, peakFlops }) => (100 * flops) / ours / peakFlops));
  const rate = summarize(
    runs.map(({ ours }) => (flops === undefined ? ours / (elements ?? 1) : flops / ours)),
  );
  return {
    name,
    speedup,
    shareOfPeak,
    cells: [
      name,
      milliseconds('stock'),
      milliseconds('ours'),
      spread(speedup),
      flops === undefined ? `${digits(1e9 * rate.median)} ns each` : `${digits(rate.median / 1e9)} GFLOP/s`,
      shareOfPeak === undefined ? '' : `${digits(shareOfPeak.median)} %`,
    ],
  };
};

const isMatMul = ({ name }: Measured): boolean => name.startsWith('matMul');

/** The product that stock tfjs has a good kernel for. */
const isPlain = ({ name }: Measured): boolean => name === 'matMul 2000x100 · 100x100';

const isBatched = ({ name }: Measured): boolean => name.startsWith('matMul, 20 x');

const findings = (kernels: readonly Measured[]): readonly Finding[] => [
  ...kernels
    .filter((kernel) => isMatMul(kernel) && !isPlain(kernel))
    .map(({ name, speedup }) => ({ name: `${name}: × stock`, found: speedup, wanted: { atLeast: 10 } })),
  ...kernels
    .filter(({ name }) => name === 'tanh')
    .map(({ name, speedup }) => ({ name: `${name}: × stock`, found: speedup, wanted: { atLeast: 6 } })),
  ...kernels
    .filter((kernel) => isMatMul(kernel) && !isBatched(kernel))
    .flatMap(({ name, shareOfPeak }) =>
      shareOfPeak === undefined
        ? []
        : [{ name: `${name}: % of peak`, found: shareOfPeak, wanted: { atLeast: 80 } }],
    ),
];

/** Each kernel of an arithmetic, stock against ours. */
const kernelsOf =
  (paths: Paths, rounds: number, print: (text: string) => void) =>
  (name: string, options: readonly string[]): readonly Finding[] => {
    const runs = Array.from({ length: rounds }, () => runOnce(paths, options));
    const measured = runs[0].map((_, i) => summaryOf(runs.map((run) => run[i])));
    const peak = summarize(runs.flatMap((run) => run.map(({ peakFlops }) => peakFlops / 1e9)));
    print(
      table(
        `Kernels on one core, ${name}: 128-bit multiply and add reach at most ${spread(peak)} GFLOP/s`,
        ['operation', 'stock, ms', 'ours, ms', 'times faster', 'ours', 'share of peak'],
        measured.map(({ cells }) => cells),
      ),
    );
    return findings(measured).map((finding) => ({ ...finding, name: `${name}: ${finding.name}` }));
  };

/** Each kernel, stock against ours, in every arithmetic that this Node has. */
export const kernels = (paths: Paths, rounds: number, print: (text: string) => void): readonly Finding[] => {
  const measure = kernelsOf(paths, rounds, print);
  return [...measure('strict', []), ...(hasFused() ? measure('fused', ['--fused']) : [])];
};

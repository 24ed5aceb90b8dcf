import { groupName, type ComparedGroup, type ComparedRun, type IterationRecord } from '@sgmrl/experiments';
import type { SignalAndNoise } from '@sgmrl/meta-learning';
import { point, type LineFigure, type Series } from './figure';
import { panelsOf, stylesOf, type Panel, type Styles } from './panels';

/** A number of each iteration that tells how training goes rather than what it comes to. */
interface Quantity {
  /** Begins the name of its file. */
  readonly id: string;
  readonly title: string;
  readonly label: string;
  readonly of: (record: IterationRecord) => number | undefined;
}

/** Of ‖x̄‖², which is the sum of the two estimates. */
const share = ({ signal, noise }: SignalAndNoise): number => signal / (signal + noise);

const quantities: readonly Quantity[] = [
  {
    id: 'gradient-norm',
    title: 'Norm of the meta-gradient',
    label: 'gradient norm',
    of: ({ gradientNorm }) => gradientNorm,
  },
  {
    id: 'gradient-signal-share',
    title: 'Share of signal in the mean meta-gradient',
    label: 'share of signal',
    of: ({ gradientStatistics: whole }) => whole && share(whole),
  },
  {
    id: 'debiasing-signal-share',
    title: 'Share of signal in the mean debiasing part',
    label: 'share of signal',
    of: ({ gradientStatistics: { parts } = {} }) => parts && share(parts.debiasing),
  },
  {
    id: 'rest-noise',
    title: 'Noise of the mean meta-gradient without its debiasing part',
    label: 'noise',
    of: ({ gradientStatistics: { parts } = {} }) => parts?.rest.noise,
  },
  {
    id: 'debiasing-noise',
    title: 'Noise of the mean debiasing part',
    label: 'noise',
    of: ({ gradientStatistics: { parts } = {} }) => parts?.debiasing.noise,
  },
  {
    id: 'parts-correlation',
    title: 'Correlation of the debiasing part with the rest',
    label: 'correlation',
    of: ({ gradientStatistics: { parts } = {} }) =>
      parts && parts.covariance / Math.sqrt(parts.rest.noise * parts.debiasing.noise),
  },
  {
    id: 'shrinkage-factor',
    title: 'Shrinkage factor',
    label: 'factor',
    of: ({ shrinkageFactor }) => shrinkageFactor,
  },
  {
    id: 'parameter-norm',
    title: 'Norm of the parameters',
    label: 'parameter norm',
    of: ({ parameterNorm }) => parameterNorm,
  },
  {
    id: 'divergence',
    title: 'Divergence of the outer step',
    label: 'mean KL divergence',
    of: ({ surrogate }) => surrogate?.divergence,
  },
  {
    id: 'seconds-plan',
    title: 'Seconds to plan an iteration',
    label: 'seconds',
    of: ({ seconds }) => seconds.plan,
  },
  {
    id: 'seconds-run',
    title: 'Seconds to run its tasks',
    label: 'seconds',
    of: ({ seconds }) => seconds.run,
  },
  {
    id: 'seconds-finish',
    title: 'Seconds to finish it',
    label: 'seconds',
    of: ({ seconds }) => seconds.finish,
  },
];

/** A run, and what its lines are called. */
interface NamedRun {
  readonly name: string;
  readonly group: string;
  readonly run: ComparedRun;
}

const runsOf = ({ groups }: Panel): readonly NamedRun[] =>
  groups.flatMap((group) =>
    group.runs.map((run) => ({
      name: `${groupName(group)}, seed ${String(run.seed)}`,
      group: groupName(group),
      run,
    })),
  );

const lineOf =
  (styles: Styles, { of }: Quantity) =>
  ({ name, group, run: { records } }: NamedRun): Series => ({
    name,
    group,
    style: styles(group),
    points: records.flatMap((record) => {
      const value = of(record);
      return value === undefined ? [] : [point(record.iteration, value)];
    }),
  });

const scaleOf = (lines: readonly Series[]): 'linear' | 'log' => {
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y)).filter(Number.isFinite);
  const least = values.reduce((one, other) => Math.min(one, other), Infinity);
  const greatest = values.reduce((one, other) => Math.max(one, other), -Infinity);
  return least > 0 && greatest > 100 * least ? 'log' : 'linear';
};

const figureOf = (panel: Panel, styles: Styles, quantity: Quantity): readonly LineFigure[] => {
  const all = runsOf(panel).map(lineOf(styles, quantity));
  const lines = all.filter(({ points }) => points.length > 0);
  const missing = all.filter(({ points }) => points.length === 0).map(({ name }) => name);
  return lines.length === 0
    ? []
    : [
        {
          id: `${quantity.id}-${panel.id}`,
          title: `${quantity.title}, ${panel.title}`,
          description: [
            `${quantity.title} against outer iterations, a line for each run.`,
            ...(missing.length === 0 ? [] : [`No such number: ${missing.join('; ')}.`]),
          ].join(' '),
          x: { label: 'outer iterations', scale: 'linear' },
          y: { label: quantity.label, scale: scaleOf(lines) },
          symbols: false,
          series: lines,
        },
      ];
};

/**
 * Norms, divergence and seconds of every run, iteration by iteration: whether training is sound,
 * and what takes its time.
 */
export const runFigures = (groups: readonly ComparedGroup[]): readonly LineFigure[] => {
  const styles = stylesOf(groups);
  return panelsOf(groups).flatMap((panel) =>
    quantities.flatMap((quantity) => figureOf(panel, styles, quantity)),
  );
};

/** Of which groups signal and noise were measured, but of no debiasing part, in a sentence. */
export const withoutParts = (groups: readonly ComparedGroup[]): string | undefined => {
  const names = groups
    .filter(({ runs }) => {
      const statistics = runs.flatMap(({ records }) =>
        records.flatMap(({ gradientStatistics }) => gradientStatistics ?? []),
      );
      return statistics.length > 0 && statistics.every(({ parts }) => parts === undefined);
    })
    .map(groupName);
  return names.length === 0
    ? undefined
    : `No debiasing part was measured of ${names.join('; ')}: there is none, or it cannot be told from the rest.`;
};

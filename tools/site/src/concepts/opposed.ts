import { catalogue } from '@sgmrl/estimators';
import { point, type LineFigure, type PlotPoint, type Series } from '@sgmrl/report';
import { expectedReturn, meanAdaptedValue, opposedBandits, verify } from '@sgmrl/theory';
import { right } from './right';

// Only the difference of the two logits counts, so that V is a curve.

/** θ, where the logit of the first arm is so far above that of the second. */
export const logitsAt = (x: number): readonly [number, number] => [x / 2, -x / 2];

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

const { tasks, setting } = opposedBandits;

/** J, the mean over the two bandits. */
export const before = (x: number): number =>
  mean(tasks.map((task) => expectedReturn(task, setting.discount)(logitsAt(x))));

const adapted = right(meanAdaptedValue(opposedBandits));

/** V_1, the mean over the two bandits. */
export const after = (x: number): number => adapted(logitsAt(x)).value;

/** The derivative of a function of θ by x, from its gradient. */
const alongX = ([first, second]: readonly number[]): number => (first - second) / 2;

/** dV_1/dx */
export const slope = (x: number): number => alongX(Array.from(adapted(logitsAt(x)).gradient));

/** What estimators of the catalogue take dV_1/dx for in the mean. */
export const meanSlope = (name: string): ((x: number) => number) => {
  const entries = catalogue.filter((entry) => entry.name === name);
  if (entries.length !== 1) throw new RangeError(`expected an estimator of the catalogue, found ${name}`);
  return (x) =>
    mean(
      tasks.map((task) =>
        alongX(right(verify(task, setting, logitsAt(x))(entries)).estimators[0].expectation),
      ),
    );
};

const grid = Array.from({ length: 81 }, (_, i) => -6 + (12 * i) / 80);

const line = (name: string, style: number, of: (x: number) => number): Series => ({
  name,
  style,
  points: grid.map((x): PlotPoint => point(x, of(x))),
});

const x = { label: 'logit of the first arm less the second', scale: 'linear' } as const;

/** J and V_1 of two bandits that want different arms. */
export const values: LineFigure = {
  id: 'value',
  title: 'Before and after adaptation',
  description:
    'Before adaptation the return grows to the right without end. After one inner step it has a maximum in the middle.',
  x,
  y: { label: 'mean return of both tasks', scale: 'linear' },
  symbols: false,
  series: [line('before adaptation, J', 0, before), line('after one inner step, V', 1, after)],
};

/** ∇V_1 of these bandits, and what estimators take it for. */
export const slopes: LineFigure = {
  id: 'slope',
  title: 'The slope, and two estimates of it',
  description:
    'The slope of V crosses zero where V has its maximum. The mean of maml is half as steep and crosses zero farther to the left, that of dice near by.',
  x,
  y: { label: 'slope', scale: 'linear' },
  symbols: false,
  series: [
    line('slope of V', 1, slope),
    line('maml', 2, meanSlope('maml')),
    line('dice', 3, meanSlope('dice')),
  ],
};

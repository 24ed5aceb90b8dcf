import { rewardToGo } from '@sgmrl/rollouts';
import { subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { drawsAnew } from '../terms/draws-anew';
import type { Given } from '../terms/given';
import type { Term } from '../terms/term';
import { gradientOf, traceShapes, tracesOf, type TraceCase } from '../testing/traces';
import { conditions } from './conditions';
import { classesUnder, equalClasses } from './equal-classes';

const always: Given = {};
const tried: readonly (readonly [string, Given])[] = [
  ['always', always],
  ...conditions.map(({ text, given }) => [text, given] as const),
];

/** Data that meet a condition, with more trajectories than leaves treat one by one among them. */
const meeting = ({ decay, ...given }: Given): fc.Arbitrary<TraceCase> =>
  fc
    .tuple(traceShapes, fc.integer({ min: 1, max: 6 }))
    .map(([shape, trajectories]) => ({
      ...shape,
      trajectories,
      stepSize: 0.4,
      ...given,
      ...(decay === 1 && { innerWeights: rewardToGo }),
    }))
    .chain(tracesOf);

const size = (x: Vector): number => Math.hypot(...Array.from(x));

/** Without those that draw trajectories of their own: a trace does not say what they give. */
const classesOnTraces = (given: Given) =>
  classesUnder(given)
    .map((members) => members.filter(({ estimator }) => !drawsAnew(estimator)))
    .filter((members) => members.length > 0);

/** How far two estimates are from each other, relative to their size. */
const distance = (x: Vector, y: Vector): number => size(subtract(x, y)) / (1 + size(x) + size(y));

/** Those that a person knows from the literature or from the definitions. */
const known: readonly (readonly [string, string, string])[] = [
  ['sg-mrl', 'algorithm-1', 'always'],
  ['coupled', 'fomaml', 'α = 0'],
  ['low-variance-sg-mrl', 'leave-one-out-linear', 'always'],
  ['algorithm-1', 'e-maml', 'N = 1'],
  ['maml', 'fomaml', 'α = 0'],
  ['maml', 'leave-one-out', 'α = 0'],
  ['maml', 'first-order', 'α = 0'],
  ['dice', 'loaded-dice', 'κ = 1'],
  ['dice', 'taypo-2', 'κ = 1'],
  ['first-order', 'lvc', 'H = 1'],
  ['full-hessian', 'lvc', 'H = 1'],
  ['dice', 'lvc', 'H = 1'],
];

it.each(known)('%s = %s, %s', (left, other, when) => {
  const [, given] = tried.find(([text]) => text === when) ?? ['', always];
  expect(equalClasses(given).filter((names) => names.includes(left))).toEqual([
    expect.arrayContaining([other]),
  ]);
});

describe.each(tried)('%s', (_when, given) => {
  it('the estimators of one class give the same numbers', () => {
    const classes = classesOnTraces(given);
    fc.assert(
      fc.property(meeting(given), (data) => {
        for (const [first, ...others] of classes) {
          const expected = gradientOf(data, first.estimator);
          for (const { name, estimator } of others)
            expect([name, distance(gradientOf(data, estimator), expected) < 1e-12]).toEqual([name, true]);
        }
      }),
    );
  });

  it('those of two classes do not', () => {
    const representatives = classesOnTraces(given).map(([first]) => first);
    const data = fc.sample(meeting(given), 500);
    // A thousand million times what rounding does.
    const areTold = (a: Term, b: Term) =>
      data.some((one) => distance(gradientOf(one, a), gradientOf(one, b)) > 1e-6);
    const alike = representatives.flatMap((a, i) =>
      representatives
        .slice(0, i)
        .filter((b) => !areTold(a.estimator, b.estimator))
        .map((b) => [a.name, b.name]),
    );
    expect(alike).toEqual([]);
  });
});

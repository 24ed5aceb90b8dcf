import { fromOptimizerSpec, type OptimizerSpec } from '@sgmrl/optimizers';
import { ascent } from './ascent';
import { outerUpdateOf, outerUpdateRows, type OuterUpdateSpec } from './outer-update-spec';
import { proximal } from './proximal';

const adam: OptimizerSpec = { kind: 'adam', learningRate: 0.25 };
const sgd: OptimizerSpec = { kind: 'sgd', learningRate: 0.25 };
const proMp: OuterUpdateSpec = { kind: 'proximal', clip: 0.3, klPenalty: 5e-4, steps: 5 };
const trpo: OuterUpdateSpec = {
  kind: 'trust-region',
  maxKl: 0.01,
  damping: 1e-5,
  conjugateGradientSteps: 10,
  backtracks: 15,
  backtrackRatio: 0.8,
};
const from = { parameters: [8, -4], gradient: [4, 2] };

const updateOf = (spec: OuterUpdateSpec | undefined, optimizer: OptimizerSpec) =>
  outerUpdateOf(outerUpdateRows)(spec, fromOptimizerSpec(optimizer));

/** The first move of the update that a specification describes. */
const firstMove = (...described: Parameters<typeof updateOf>) => {
  const update = updateOf(...described);
  return update.search({ ...from, optimizer: update.init(from.parameters) }, from.gradient);
};

it('ascends with the optimizer unless an update is given', () => {
  const move = firstMove(undefined, sgd);
  expect(move.kind === 'found' && Array.from(move.step.parameters)).toEqual([9, -3.5]);
  expect(updateOf(undefined, sgd).surrogate).toBeUndefined();
});

it('takes proximal steps with the optimizer', () => {
  const move = firstMove(proMp, sgd);
  expect(move).toMatchObject({ kind: 'asks', question: { kind: 'gradient' } });
  expect(
    move.kind === 'asks' && move.question.kind === 'gradient' && [...Array.from(move.question.parameters)],
  ).toEqual([9, -3.5]);
  expect(updateOf(proMp, sgd).surrogate?.shape).toEqual({ clip: 0.3, klPenalty: 5e-4 });
});

it('has a trust region choose its step, whatever the optimizer', () => {
  const move = firstMove(trpo, adam);
  expect(move).toMatchObject({ kind: 'asks', question: { kind: 'curvature', direction: [4, 2] } });
  const some = { ...trpo, curvatureTrajectories: 5 };
  expect(updateOf(some, adam).surrogate?.shape).toEqual({ curvatureTrajectories: 5 });
});

it('remembers the state that checkpoints have held of the optimizer', () => {
  for (const spec of [undefined, proMp])
    expect(updateOf(spec, adam).init([0, 0])).toEqual(fromOptimizerSpec(adam).init([0, 0]));
  const plain = fromOptimizerSpec({ kind: 'sgd', learningRate: 1 });
  expect(updateOf(trpo, sgd).init([0, 0])).toEqual(plain.init([0, 0]));
});

it.each([
  [
    '{ "kind": "proximal", "clip": 1, "klPenalty": 1, "steps": 1, "clips": 2 }',
    'outer update: clips: expected no field but kind, clip, klPenalty, steps, found 2',
  ],
  [
    '{ "kind": "proximal", "clip": 0, "klPenalty": 1 }',
    'outer update: clip: expected positive number, found 0; steps: expected whole number from 1 to 1000, found nothing',
  ],
  ['{ "kind": "ascent" }', 'outer update: kind: expected one of proximal, trust-region, found "ascent"'],
  ['{}', 'outer update: kind: expected one of proximal, trust-region, found undefined'],
  ['null', 'outer update: expected a record, found null'],
])('refuses the spec %s', (text, message) => {
  const spec: OuterUpdateSpec = JSON.parse(text);
  expect(() => updateOf(spec, { kind: 'sgd', learningRate: 1 })).toThrow(new RangeError(message));
});

it('accepts what it describes, and refuses the spec of another row', () => {
  const { proximal: row, 'trust-region': trust } = outerUpdateRows;
  expect([row.spec.is(proMp), trust.spec.is(trpo), trust.spec.is({ ...trpo, maxKl: 0 })]).toEqual([
    true,
    true,
    false,
  ]);
  expect(() => row.build({ kind: 'trust-region' }, fromOptimizerSpec(sgd))).toThrow(
    /^outer update: kind: expected "proximal", found "trust-region"/,
  );
});

it('refuses an optimizer that is none', () => {
  const expected = new RangeError('optimizer: init: expected a function, found nothing');
  expect(() => ascent(JSON.parse('{}'))).toThrow(expected);
  expect(() => proximal({ clip: 1, klPenalty: 1, steps: 1 }, JSON.parse('{}'))).toThrow(expected);
});

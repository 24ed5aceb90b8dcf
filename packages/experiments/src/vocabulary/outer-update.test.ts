import { fromSpec, type OptimizerSpec } from '@sgmrl/optimizers';
import * as E from 'fp-ts/lib/Either.js';
import { proMp, trpoMaml } from '../configuration/algorithms';
import { outerUpdateOf, outerUpdateRows, type OuterUpdateSpec } from './outer-update';

const adam: OptimizerSpec = { kind: 'adam', learningRate: 0.25 };
const sgd: OptimizerSpec = { kind: 'sgd', learningRate: 0.25 };
const from = { parameters: [8, -4], gradient: [4, 2] };

const updateOf = (spec: OuterUpdateSpec | undefined, optimizer: OptimizerSpec) =>
  outerUpdateOf(outerUpdateRows)(spec, fromSpec(optimizer));

/** The first move of the update that a configuration describes. */
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
  const move = firstMove(proMp.outerUpdate, sgd);
  expect(move).toMatchObject({ kind: 'asks', question: { kind: 'gradient' } });
  expect(
    move.kind === 'asks' && move.question.kind === 'gradient' && [...Array.from(move.question.parameters)],
  ).toEqual([9, -3.5]);
  expect(updateOf(proMp.outerUpdate, sgd).surrogate).toEqual({ clip: 0.3, klPenalty: 5e-4 });
});

it('has a trust region choose its step, whatever the optimizer', () => {
  const move = firstMove(trpoMaml.outerUpdate, adam);
  expect(move).toMatchObject({ kind: 'asks', question: { kind: 'curvature', direction: [4, 2] } });
  const some = { ...trpoMaml.outerUpdate, curvatureTrajectories: 5 };
  expect(updateOf(some, adam).surrogate).toEqual({ curvatureTrajectories: 5 });
});

it('remembers the state that checkpoints have held of the optimizer', () => {
  for (const spec of [undefined, proMp.outerUpdate])
    expect(updateOf(spec, adam).init([0, 0])).toEqual(fromSpec(adam).init([0, 0]));
  const plain = fromSpec({ kind: 'sgd', learningRate: 1 });
  expect(updateOf(trpoMaml.outerUpdate, sgd).init([0, 0])).toEqual(plain.init([0, 0]));
});

it('reads what it writes, and refuses what is out of range', () => {
  const { proximal, 'trust-region': trustRegion } = outerUpdateRows;
  expect([proximal.spec.is(proMp.outerUpdate), trustRegion.spec.is(trpoMaml.outerUpdate)]).toEqual([
    true,
    true,
  ]);
  expect(E.isLeft(trustRegion.spec.decode({ ...trpoMaml.outerUpdate, maxKl: 0 }))).toBe(true);
});

it('refuses the spec of another row', () => {
  expect(() => outerUpdateRows.proximal.build(trpoMaml.outerUpdate, fromSpec(sgd))).toThrow(RangeError);
  expect(() => updateOf({ kind: 'mine' }, sgd)).toThrow(
    'expected one of proximal, trust-region, found "mine"',
  );
});

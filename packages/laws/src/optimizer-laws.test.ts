import { adam, chain, clipByGlobalNorm, momentum, sgd, type GradientTransformation } from '@sgmrl/optimizers';
import { checkLaws } from './law';
import { optimizerLaws } from './optimizer-laws';

it('hold for the optimizers of the library', () => {
  const laws = [
    ...optimizerLaws(sgd(0.1)),
    ...optimizerLaws(momentum(0.1, 0.9)),
    ...optimizerLaws(adam(0.01)),
    ...optimizerLaws(chain(clipByGlobalNorm(1), adam(0.01))),
  ];
  expect(checkLaws(laws, { runs: 50 })).toStrictEqual({ _tag: 'Right', right: undefined });
});

let calls = 0;
const stateless = (
  update: GradientTransformation<readonly number[]>['update'],
): GradientTransformation<readonly number[]> => ({ init: () => [], update });

const counting: GradientTransformation<{ readonly next: () => number }> = {
  init: () => ({ next: () => 1 }),
  update: (gradient, state) => [Array.from(gradient, (x) => x * state.next()), state],
};

const broken = [
  ['repeatable updates', stateless((gradient) => [Array.from(gradient, (x) => x + calls++), []])],
  ['shape', stateless((gradient) => [Array.from(gradient, (x) => 1 / (x - x)), []])],
  [
    'untouched inputs',
    stateless((gradient) => {
      if (gradient instanceof Float64Array) gradient.fill(7);
      return [gradient, []];
    }),
  ],
  // The second state is an accumulator that counts how often it was looked at.
  [
    'unit of chain',
    stateless((gradient, _state, parameters) => {
      calls += 1;
      return [Array.from(gradient, (x) => x + parameters.length + calls), []];
    }),
  ],
  [
    'associativity of chain',
    stateless((gradient) => {
      calls += 1;
      return [Array.from(gradient, (x) => x + calls), []];
    }),
  ],
  ['names of coordinates', stateless((gradient) => [Array.from(gradient, (x, i) => x * (i + 1)), []])],
] as const;

it.each(broken)('%s: catches a transformation that breaks it', (name, transformation) => {
  const found = optimizerLaws(transformation).find((law) => law.name === name);
  expect(found?.check({ runs: 100 })).toMatchObject({ left: { law: name } });
});

it('states are data: catches a state that cannot be stored', () => {
  const found = optimizerLaws(counting).find((law) => law.name === 'states are data');
  expect(found?.check({ runs: 10 })).toMatchObject({ left: { law: 'states are data' } });
});

it('there is a broken transformation for each', () => {
  expect(new Set([...broken.map(([name]) => name), 'states are data'])).toStrictEqual(
    new Set(optimizerLaws(sgd(1)).map(({ name }) => name)),
  );
});

import { add, negate, scale, zeros } from '@sgmrl/vector';
import { checkLaws } from './law';
import { vectorLaws, type VectorSpace } from './vector-laws';

const sound: VectorSpace = { add, negate, scale, zeros };

it('hold for @sgmrl/vector', () => {
  expect(checkLaws(vectorLaws(sound), { runs: 200 })).toStrictEqual({
    _tag: 'Right',
    right: undefined,
  });
});

const broken: readonly (readonly [string, Partial<VectorSpace>])[] = [
  ['associativity', { add: (x, y) => scale(0.5, add(x, y)) }],
  ['commutativity', { add: (x, y) => add(x, scale(2, y)) }],
  ['zero', { zeros: (n) => new Float64Array(n).fill(1) }],
  ['negation', { negate: (x) => Float64Array.from(x) }],
  ['unit', { scale: () => [] }],
  ['compatibility', { scale: (a, x) => scale(a + 1, x) }],
  ['distributivity', { scale: (a, x) => scale(Math.abs(a), x) }],
  [
    'untouched operands',
    {
      add: (x, y) => {
        if (x instanceof Float64Array) for (let i = 0; i < x.length; i++) x[i] += y[i];
        return x;
      },
    },
  ],
];

it.each(broken)('%s: catches a space that breaks it', (name, fault) => {
  const found = vectorLaws({ ...sound, ...fault }).find((law) => law.name === name);
  expect(found?.check({ runs: 200 })).toMatchObject({ left: { law: name } });
});

it('there is a broken space for each', () => {
  expect(broken.map(([name]) => name)).toStrictEqual(vectorLaws(sound).map(({ name }) => name));
});

import { add, negate, scale, zeros, type Vector } from '@sgmrl/vector';
import { checkLaws } from './law';
import { vectorLaws, type VectorSpace } from './vector-laws';

const sound: VectorSpace = { add, negate, scale, zeros };

it('hold for @sgmrl/vector', () => {
  expect(checkLaws(vectorLaws(sound), { runs: 200 })).toStrictEqual({
    _tag: 'Right',
    right: undefined,
  });
});

const buffer: number[] = [];
/** Every result in one array. */
const intoBuffer = (x: Vector): Vector => {
  buffer.splice(0, buffer.length, ...Array.from(x));
  return buffer;
};
const sharedZeros = new Float64Array(32);

const broken: readonly (readonly [string, Partial<VectorSpace>])[] = [
  ['associativity', { add: (x, y) => scale(0.5, add(x, y)) }],
  ['commutativity', { add: (x, y) => add(x, scale(2, y)) }],
  ['zero', { zeros: (n) => new Float64Array(n).fill(1) }],
  ['negation', { negate: (x) => Float64Array.from(x) }],
  ['unit', { scale: () => [] }],
  ['compatibility', { scale: (a, x) => scale(a + 1, x) }],
  ['distributivity', { scale: (a, x) => scale(Math.abs(a), x) }],
  ['lasting results', { add: (x, y) => intoBuffer(add(x, y)) }],
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

const single = Math.fround;
const others: readonly (readonly [string, Partial<VectorSpace>])[] = [
  ['adds in float32', { add: (x, y) => Array.from(x, (entry, i) => single(entry + y[i])) }],
  ['scales in float32', { scale: (a, x) => Array.from(x, (entry) => single(a * entry)) }],
  [
    'adds all but the last',
    { add: (x, y) => Array.from(x, (entry, i) => (i < x.length - 1 ? entry + y[i] : entry)) },
  ],
  [
    'gives all results in one buffer',
    {
      add: (x, y) => intoBuffer(add(x, y)),
      scale: (a, x) => intoBuffer(scale(a, x)),
      negate: (x) => intoBuffer(negate(x)),
    },
  ],
  [
    'adds sixteen entries at a time and no rest',
    {
      add: (x, y) =>
        Array.from(x, (entry, i) => entry + (x.length < 16 || i < 16 * Math.floor(x.length / 16) ? y[i] : 0)),
    },
  ],
  [
    'adds into its zeros',
    {
      zeros: (n) => sharedZeros.subarray(0, n),
      add: (x, y) => {
        if (!(x instanceof Float64Array) || x.buffer !== sharedZeros.buffer) return add(x, y);
        x.forEach((entry, i) => (x[i] = entry + y[i]));
        return x;
      },
    },
  ],
  ['takes the greater', { add: (x, y) => Array.from(x, (entry, i) => Math.max(entry, y[i])) }],
  ['subtracts', { add: (x, y) => Array.from(x, (entry, i) => entry - y[i]) }],
  ['forgets the second', { add: (x) => Array.from(x) }],
  [
    'adds four entries at a time and no rest',
    { add: (x, y) => Array.from(x, (entry, i) => entry + (i < 4 * Math.floor(x.length / 4) ? y[i] : 0)) },
  ],
  ['scales by the square', { scale: (a, x) => Array.from(x, (entry) => a * a * entry) }],
  [
    'scales all but the first',
    { scale: (a, x) => Array.from(x, (entry, i) => (i === 0 ? entry : a * entry)) },
  ],
  [
    'scales by whole numbers up to 500',
    { scale: (a, x) => Array.from(x, (entry) => Math.min(a, 500) * entry) },
  ],
  ['has zeros of another length', { zeros: (n) => new Float64Array(n + 1) }],
  [
    'negates positive numbers only',
    { negate: (x) => Array.from(x, (entry) => (entry > 0 ? -entry : entry)) },
  ],
  [
    'negates in place',
    {
      negate: (x) => {
        if (x instanceof Float64Array) x.forEach((entry, i) => (x[i] = -entry));
        return x;
      },
    },
  ],
];

it.each(others)('catch a space that %s', (_, fault) => {
  expect(checkLaws(vectorLaws({ ...sound, ...fault }), { runs: 200 })).toMatchObject({ _tag: 'Left' });
});

it('there is a broken space for each', () => {
  expect(broken.map(([name]) => name)).toStrictEqual(vectorLaws(sound).map(({ name }) => name));
});

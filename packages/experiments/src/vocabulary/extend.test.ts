import { describeInvalidField, record, wholeNumber } from '@sgmrl/codecs';
import { environmentRow, environmentRows, navigation2d, navigation2dDefault } from '@sgmrl/environments';
import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { candidateNames } from '../comparison/candidate';
import { decodeConfig } from '../configuration/decode-config';
import { presets } from '../configuration/presets';
import { describeError } from '../errors/experiment-error';
import { builtIn } from './built-in';
import { extend } from './extend';
import { loadTasks } from './load-tasks';
import { namesIn } from './vocabulary';

const spec = record('mine', { kind: t.literal('mine'), horizon: wholeNumber(1, 9) });
const mine = {
  spec,
  default: { kind: 'mine', horizon: 3 } as const,
  tasks: ({ horizon }: { readonly horizon: number }) => navigation2d({ ...navigation2dDefault, horizon }),
};

const extended = (own: unknown) => {
  const vocabulary = extend(builtIn)(own);
  if (E.isLeft(vocabulary)) throw new Error(vocabulary.left.map(describeInvalidField).join('\n'));
  return vocabulary.right;
};

const refused = (own: unknown): readonly string[] => {
  const vocabulary = extend(builtIn)(own);
  return E.isLeft(vocabulary) ? vocabulary.left.map(describeInvalidField) : [];
};

const { config } = presets['navigation-2d-quick'];

it.each([
  ['as they are', mine],
  ['as a row', environmentRow({ ...mine, about: 'mine' })],
])('takes tasks %s', async (_, row) => {
  const vocabulary = extended({ environments: { mine: row } });
  const decoded = decodeConfig('mine', vocabulary)({ ...config, environment: mine.default });
  expect(decoded).toEqual(E.right({ ...config, environment: mine.default }));
  const tasks = await loadTasks({ kind: 'task-aware', environment: mine.default }, vocabulary)();
  if (E.isLeft(tasks)) throw new Error(tasks.left.message);
  expect(
    tasks.right(({ horizon, environment, sample }) => {
      const one = environment(sample(key(1)));
      return [horizon, one.observe(one.reset(key(2))).length];
    }),
  ).toEqual([3, 2 + 2]);
});

it('names every wrong field of a configuration in words of its own', () => {
  const vocabulary = extended({ environments: { mine } });
  const decoded = decodeConfig(
    'mine',
    vocabulary,
  )({ ...config, environment: { kind: 'mine', horizon: 10, goal: 1 } });
  expect(E.isLeft(decoded) && decoded.left.fields.map(describeInvalidField)).toEqual([
    'environment.horizon: expected whole number from 1 to 9, found 10',
    'environment.goal: expected no field but kind, horizon, found 1',
  ]);
});

const never = () => ({ ...navigation2d(navigation2dDefault), horizon: 0 });

it.each([
  ['as they are', { ...mine, tasks: never }],
  ['as a row', environmentRow({ ...mine, about: 'mine', tasks: never })],
])('says which field of tasks is wrong, %s', (_, row) => {
  const vocabulary = extended({ environments: { mine: row } });
  const decoded = decodeConfig('mine', vocabulary)({ ...config, environment: mine.default });
  expect(E.isLeft(decoded) && describeError(decoded.left)).toBe(
    [
      'mine: one field is wrong',
      '  environment: expected a spec of which mine makes tasks, found {"kind":"mine","horizon":3}',
      '    environment mine: tasks: horizon: expected whole number from 1 to 1000000000, found 0',
    ].join('\n'),
  );
});

it.each([
  ['sample', 'environment mine: sample: Error: worn out'],
  ['features', 'environment mine: features: Error: worn out'],
])('shows what %s throws, line by line', (call, message) => {
  const thrown = () => {
    throw new Error('worn out\nand torn');
  };
  const tasks = () => Object.assign({ ...navigation2d(navigation2dDefault) }, { [call]: thrown });
  const vocabulary = extended({ environments: { mine: { ...mine, tasks } } });
  const decoded = decodeConfig('mine', vocabulary)({ ...config, environment: mine.default });
  expect(E.isLeft(decoded) && describeError(decoded.left).split('\n').slice(2)).toEqual([
    `    ${message}`,
    '    and torn',
  ]);
});

it('refuses a picture of a row that cannot be drawn with', () => {
  const picture = Object.assign({ frame: () => () => [] }, { frame: 3 });
  const row = environmentRow({ ...mine, about: 'mine', picture });
  const vocabulary = extended({ environments: { mine: row } });
  const decoded = decodeConfig('mine', vocabulary)({ ...config, environment: mine.default });
  expect(E.isLeft(decoded) && describeError(decoded.left)).toMatch(
    /environment mine: picture: frame: expected function, found 3$/,
  );
});

it.each([
  [() => 'wide', 'policy mine: layers: expected a list of whole numbers from 1, or nothing, found "wide"'],
  [() => [8, 0.5], 'policy mine: layers: expected a list of whole numbers from 1, or nothing, found [8,0.5]'],
])('refuses layers that are none: %s', (layers, message) => {
  const own = record('mine', { kind: t.literal('mine') });
  const vocabulary = extended({ policies: { mine: { spec: own, build: () => 0, layers } } });
  const decoded = decodeConfig('mine', vocabulary)({ ...config, policy: { kind: 'mine' } });
  expect(E.isLeft(decoded) && describeError(decoded.left).split('\n')[2]).toBe(`    ${message}`);
});

it('has terms, and presets in their words', () => {
  const half = { term: { op: 'times', by: 0.5, of: 'dice' }, about: { meaning: 'Half.', source: 'here' } };
  const preset = {
    about: 'mine',
    config: { ...config, algorithm: { ...config.algorithm, estimator: 'half' } },
  };
  const vocabulary = extended({ terms: { half }, presets: { mine: preset } });
  expect(namesIn(vocabulary).terms.half).toEqual(half.term);
  expect(vocabulary.presets.mine.config.algorithm.estimator).toBe('half');
});

it.each<[unknown, string]>([
  [{ environments: { 'cart-pole': mine } }, 'environments.cart-pole: expected a name that nothing else has'],
  [
    { environments: { 'task-aware': mine } },
    'environments.task-aware: expected a name that nothing else has',
  ],
  [{ environments: { yours: mine } }, 'environments.yours.default.kind: expected "yours", found "mine"'],
  [{ environments: { 'a/b': mine } }, 'environments.a/b: expected name of letters, digits'],
  [
    { environments: { mine: { ...mine, default: { kind: 'mine', horizon: 0 } } } },
    'environments.mine.default: expected what the codec in spec accepts',
  ],
  [{ policies: { mine: { spec } } }, 'policies.mine.build: expected function, found nothing'],
  [
    { terms: { mine: { term: 'nothing', about: { meaning: '', source: '' } } } },
    'terms.mine.term: expected ',
  ],
  [
    { terms: { curvature: { term: 'value', about: { meaning: '', source: '' } } } },
    'terms.curvature: expected a name that nothing else has',
  ],
  ...candidateNames.map((name): [unknown, string] => [
    { terms: { [name]: { term: 'value', about: { meaning: '', source: '' } } } },
    `terms.${name}: expected a name that nothing else has`,
  ]),
  [
    { presets: { mine: { about: '', config: { ...config, seed: -1 } } } },
    'presets.mine.config.seed: expected whole number',
  ],
  [
    { optimizers: { sgd: { spec, build: () => 0 } } },
    'optimizers.sgd: expected a name that nothing else has',
  ],
])('refuses %j', (own, message) => {
  expect(refused(own)).toContainEqual(expect.stringContaining(message));
});

it('has every environment, told by its kind', () => {
  for (const [name, row] of Object.entries(builtIn.environments)) {
    expect(row.default.kind).toBe(name);
    expect(row.spec.is(row.default)).toBe(true);
  }
  expect(Object.keys(builtIn.environments)).toEqual(expect.arrayContaining(Object.keys(environmentRows)));
});

describe('terms made of others', () => {
  const half = { op: 'times', by: 0.5, of: 'dice' };

  it.each([
    ['an operation', half, '0.5 dice.'],
    ['a name', 'dice', 'dice.'],
  ])('may be %s alone', (_what, term, meaning) => {
    const extended = extend(builtIn)({ terms: { half: term } });
    expect(E.isRight(extended) && extended.right.terms['half']).toEqual({
      term,
      about: { meaning, source: 'a module of your own' },
    });
  });

  it.each([[3], [{ by: 0.5 }], [null]])('are refused in one line where they are none: %j', (term) => {
    expect(extend(builtIn)({ terms: { half: term } })).toEqual(
      E.left([{ path: 'terms.half', expected: 'leaf, a term, or { term, about }', found: term }]),
    );
  });

  it('are refused where a name in them stands for nothing', () => {
    expect(extend(builtIn)({ terms: { half: { op: 'times', by: 0.5, of: 'diec' } } })).toMatchObject({
      left: [{ path: 'terms.half.term.of', found: 'diec' }],
    });
  });
});

it.each([Promise.resolve({ terms: {} }), new Map([['terms', {}]]), new URL('file:///words')])(
  'refuses what is no plain object: %p',
  (exported) => {
    expect(extend(builtIn)(exported)).toEqual(
      E.left([
        {
          path: '',
          expected: 'vocabulary, a plain object',
          found: exported,
        },
      ]),
    );
  },
);

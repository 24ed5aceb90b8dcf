import { sum, times, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { proMp, trpoMaml } from './algorithms';
import type { Config } from './config';
import { configurationHash } from './configuration-hash';
import { decodeConfig } from './decode-config';
import { describeError } from '../errors/experiment-error';
import { makeWay } from './make-way';
import { presets } from './presets';
import { applySettings } from './set-path';

const tabular = presets['tabular-quick'].config;
const navigation = presets['navigation-2d'].config;

const trustRegion = `algorithm.outerUpdate=${JSON.stringify(trpoMaml.outerUpdate)}`;
const proximal = `algorithm.outerUpdate=${JSON.stringify(proMp.outerUpdate)}`;

const network = (hidden: string): string =>
  `policy={"kind":"categorical-mlp","hidden":${hidden},"activation":"tanh"}`;

const changed = (config: Config, ...settings: readonly string[]): unknown => {
  const applied = applySettings(settings)(makeWay(settings)(config));
  if (E.isLeft(applied)) throw new Error(applied.left.problem);
  return applied.right;
};
const fieldsOf = (value: unknown) => {
  const decoded = decodeConfig('test')(value);
  return E.isLeft(decoded) ? decoded.left.fields : [];
};
const pathsOf = (value: unknown) => fieldsOf(value).map(({ path }) => path);

describe('presets', () => {
  it.each(Object.entries(presets))('%s is a valid configuration and survives JSON', (_, { config }) => {
    expect(decodeConfig('preset')(config)).toEqual(E.right(config));
    expect(decodeConfig('file')(JSON.parse(JSON.stringify(config)))).toEqual(E.right(config));
  });
});

describe('decodeConfig', () => {
  it('reports every wrong field at once, with path, expectation and finding', () => {
    const wrong = changed(
      tabular,
      'seed=-1',
      'iterations=2.5',
      'algorithm.innerSteps=-1',
      'algorithm.stepSize=1e999',
      'algorithm.discount=0',
      'algorithm.estimator=frist-order',
      'algorithm.innerWeights={"kind":"advantage","lambda":1.5}',
      'algorithm.inerSteps=1',
      'environment.states="many"',
      'optimizer.learningRate=null',
      'optimizer.beta1=1',
    );
    expect(fieldsOf(wrong)).toMatchObject([
      { path: 'seed', found: -1 },
      { path: 'iterations', expected: 'whole number from 0 to 1000000000', found: 2.5 },
      { path: 'environment.states', found: 'many' },
      { path: 'algorithm.estimator', found: 'frist-order' },
      { path: 'algorithm.innerSteps', found: -1 },
      { path: 'algorithm.stepSize', expected: 'positive number', found: Infinity },
      { path: 'algorithm.discount', expected: 'number above 0 and at most 1', found: 0 },
      { path: 'algorithm.innerWeights.lambda', expected: 'number from 0 to 1', found: 1.5 },
      { path: 'algorithm.inerSteps', found: 1 },
      { path: 'optimizer.learningRate', expected: 'positive number', found: null },
      { path: 'optimizer.beta1', expected: 'number from 0 to below 1', found: 1 },
    ]);
    const decoded = decodeConfig('my.json')(wrong);
    const message = E.isLeft(decoded) ? describeError(decoded.left) : '';
    expect(message).toMatch(/^my\.json: 11 fields are wrong\n {2}seed: expected whole number from 0 to/);
    expect(message).toMatch(/algorithm\.inerSteps: .*\(did you mean innerSteps\?\)/);
  });

  it('wants every field', () => {
    expect(pathsOf({})).toEqual([
      'version',
      'seed',
      'iterations',
      'environment',
      'policy',
      'algorithm',
      'optimizer',
    ]);
  });

  it.each([
    ['version', ['version=2'], tabular],
    [
      'policy.kind',
      ['policy={"kind":"gaussian-mlp","hidden":[4],"activation":"tanh","initialLogStd":0}'],
      tabular,
    ],
    [
      'policy.hidden',
      ['environment={"kind":"random-tabular","states":1000,"actions":2,"horizon":2}', network('[4000,1500]')],
      tabular,
    ],
    [
      'algorithm.trajectories',
      [
        'environment={"kind":"random-tabular","states":1000,"actions":2,"horizon":10}',
        network('[4]'),
        'algorithm.trajectories=2001',
      ],
      tabular,
    ],
    ['policy.kind', ['policy={"kind":"tabular-softmax","initialScale":0}'], navigation],
    ['policy.kind', ['policy={"kind":"categorical-mlp","hidden":[4],"activation":"tanh"}'], navigation],
    ['policy.hidden', ['policy.hidden=[4096,4096]'], navigation],
    [
      'algorithm.observationNormalisation',
      ['algorithm.observationNormalisation={"clip":10}', network('[4]')],
      tabular,
    ],
    ['algorithm.learnStepSizes', ['algorithm.learnStepSizes=true', proximal], tabular],
    ['algorithm.learnStepSizes', ['algorithm.learnStepSizes=true', 'algorithm.innerSteps=0'], tabular],
    ['algorithm.learnStepSizes', ['algorithm.learnStepSizes=false'], tabular],
    ['optimizer', [trustRegion], tabular],
    ['optimizer', [trustRegion, 'optimizer={"kind":"sgd","learningRate":1,"maxNorm":5}'], tabular],
    [
      'algorithm.trajectories',
      ['algorithm.estimator={"op":"sum","of":["maml","trajectory-baseline"]}', 'algorithm.trajectories=1'],
      tabular,
    ],
    [
      'algorithm.metaBatchSize',
      [
        'algorithm.estimator={"op":"sum","of":["maml",{"op":"shrunk","of":"dice"}]}',
        'algorithm.metaBatchSize=1',
      ],
      tabular,
    ],
    [
      'algorithm.evaluationTrajectories',
      ['algorithm.evaluationTrajectories=100000', 'environment.horizon=1000000'],
      navigation,
    ],
  ])('refuses parts that do not fit together: %s', (path, settings, config) => {
    expect(pathsOf(changed(config, ...settings))).toContain(path);
  });

  it('accepts a network where observations are indices', () => {
    expect(pathsOf(changed(tabular, network('[4]')))).toEqual([]);
  });

  it('takes normalised observations where they are vectors, and says what is wrong', () => {
    const normalisation = (value: string) => `algorithm.observationNormalisation=${value}`;
    expect(pathsOf(changed(navigation, normalisation('{"clip":5}')))).toEqual([]);
    expect(fieldsOf(changed(navigation, normalisation('{"clip":0,"clap":1}')))).toMatchObject([
      { path: 'algorithm.observationNormalisation.clip', expected: 'positive number', found: 0 },
      { path: 'algorithm.observationNormalisation.clap', found: 1 },
    ]);
    expect(pathsOf(changed(navigation, normalisation('true')))).toEqual([
      'algorithm.observationNormalisation',
    ]);
    const discrete = changed(tabular, normalisation('{"clip":5}'));
    expect(fieldsOf(discrete)).toMatchObject([
      { expected: 'nothing for the tabular environment, whose observations are indices' },
    ]);
  });

  it('takes learned step sizes beside plain ascent', () => {
    expect(pathsOf(changed(tabular, 'algorithm.learnStepSizes=true'))).toEqual([]);
    const shorthand = changed(navigation, 'algorithm.learnStepSizes=true', 'algorithm.debiasing=dice');
    expect(pathsOf(shorthand)).toEqual([]);
  });

  it('accepts an outer update with an optimizer that it can use', () => {
    const stepping = 'optimizer={"kind":"sgd","learningRate":1}';
    expect(pathsOf(changed(tabular, trustRegion, stepping))).toEqual([]);
    expect(pathsOf(changed(tabular, trustRegion, stepping, 'algorithm.estimator=sg-mrl'))).toEqual([]);
    expect(pathsOf(changed(tabular, proximal))).toEqual([]);
  });

  it('names the fields of an outer update that are wrong', () => {
    const wrong = changed(
      presets['navigation-2d-trpo'].config,
      'algorithm.outerUpdate.maxKl=0',
      'algorithm.outerUpdate.backtrackRatio=1',
      'algorithm.outerUpdate.curvatureTrajectories=0',
      'algorithm.outerUpdate.clip=0.2',
    );
    expect(fieldsOf(wrong)).toMatchObject([
      { path: 'algorithm.outerUpdate.maxKl', expected: 'positive number' },
      { path: 'algorithm.outerUpdate.backtrackRatio', expected: 'number above 0 and below 1' },
      { path: 'algorithm.outerUpdate.curvatureTrajectories', expected: 'whole number from 1 to 100000' },
      { path: 'algorithm.outerUpdate.clip' },
    ]);
    expect(fieldsOf(changed(tabular, 'algorithm.outerUpdate={"kind":"gradient"}'))).toMatchObject([
      { path: 'algorithm.outerUpdate.kind', expected: '"proximal" | "trust-region"', found: 'gradient' },
    ]);
  });

  it('names the policies that fit', () => {
    expect(fieldsOf(changed(navigation, 'policy={"kind":"tabular-softmax","initialScale":0}'))).toEqual([
      {
        path: 'policy.kind',
        expected: 'gaussian-mlp for the navigation-2d environment',
        found: 'tabular-softmax',
      },
    ]);
  });

  it.each(['none', 'leave-one-out', 'leave-one-out-linear', 'leave-one-out-corrected', 'leave-group-out'])(
    'accepts one trajectory and one task with %s',
    (estimator) => {
      const one = ['algorithm.metaBatchSize=1', 'algorithm.trajectories=1'];
      expect(pathsOf(changed(tabular, `algorithm.estimator=${estimator}`, ...one))).toEqual([]);
    },
  );

  describe('of before', () => {
    const { estimator, ...rest } = tabular.algorithm;
    const withFields = (fields: Readonly<Record<string, unknown>>) => ({
      ...tabular,
      algorithm: { ...rest, ...fields },
    });

    it.each<readonly [Readonly<Record<string, unknown>>, Term]>([
      [{ jacobian: 'full', debiasing: 'dice' }, sum('curvature', 'dice')],
      [{ debiasing: 'dice' }, sum('curvature', 'dice')],
      [{ jacobian: 'identity', debiasing: 'none' }, 'none'],
      [{ debiasing: times(0.5, 'dice') }, sum('curvature', times(0.5, 'dice'))],
      [{ jacobian: 'identity', debiasing: times(0.5, 'dice') }, times(0.5, 'dice')],
    ])('reads %j', (fields, term) => {
      expect(estimator).toBe('low-variance-sg-mrl');
      const decoded = decodeConfig('before')(withFields(fields));
      expect(decoded).toEqual(E.right(withFields({ estimator: term })));
      expect(E.isRight(decoded) && decoded.right.algorithm).not.toHaveProperty('debiasing');
    });

    it.each<readonly [Readonly<Record<string, unknown>>, readonly unknown[]]>([
      [
        { estimator: 'maml', debiasing: 'dice' },
        [
          {
            path: 'algorithm.debiasing',
            expected: expect.stringMatching(/^nothing beside estimator/) as string,
          },
        ],
      ],
      [
        { estimator: 'maml', jacobian: 'full' },
        [
          {
            path: 'algorithm.jacobian',
            expected: expect.stringMatching(/^nothing beside estimator/) as string,
          },
        ],
      ],
      [
        { estimator: 'mmal', jacobian: 'full' },
        [{ path: 'algorithm.jacobian' }, { path: 'algorithm.estimator', found: 'mmal' }],
      ],
      ...['debiasing', 'estimator'].map(
        (field) =>
          [
            { [field]: 'task-baseline' },
            [
              {
                path: `algorithm.${field}`,
                expected: expect.stringMatching(/task-baseline is gone; use "trajectory-baseline"/) as string,
              },
            ],
          ] as const,
      ),
      [{ debiasing: 'frist-order' }, [{ path: 'algorithm.debiasing', found: 'frist-order' }]],
      [{ debiasing: sum('dcie') }, [{ path: 'algorithm.debiasing.of.0', found: 'dcie' }]],
      [{ jacobian: 'half', debiasing: 'dice' }, [{ path: 'algorithm.jacobian', found: 'half' }]],
      [{ jacobian: 'full' }, [{ path: 'algorithm.debiasing', found: undefined }]],
      [{}, [{ path: 'algorithm.estimator', found: undefined }]],
    ])('refuses %j', (fields, expected) => {
      expect(fieldsOf(withFields(fields))).toMatchObject(expected);
    });

    it.each(['debiasing', 'estimator'])(
      'lists the names that there are where %s has none of them',
      (field) => {
        const [{ path, expected }] = fieldsOf(withFields({ [field]: 'dicee' }));
        expect(path).toBe(`algorithm.${field}`);
        expect(expected).toMatch(/^one of curvature, .*dice/);
      },
    );
  });

  /** Every place in a configuration, as a path of names. */
  const places = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? [path, ...Object.entries(value).flatMap(([name, inner]) => places(inner, [...path, name]))]
      : [path];
  /** A copy with what `change` makes of the value at a place; undefined leaves the place out. */
  const at = (
    value: unknown,
    [name, ...rest]: readonly string[],
    change: (old: unknown) => unknown,
  ): unknown => {
    if (name === undefined) return change(value);
    const entries = Object.entries(value as object)
      .map(([key, old]) => [key, key === name ? at(old, rest, change) : (old as unknown)] as const)
      .filter(([, inner]) => inner !== undefined);
    return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  };
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(-1, 0, 0.5, 1e21, -0, NaN, Infinity, -Infinity, '', '1', null, [], {}, true),
  );
  const mutation = fc.constantFrom(...Object.values(presets).map(({ config }) => config)).chain((config) =>
    fc
      .tuple(
        fc.constantFrom(...places(config)),
        fc.constantFrom('replace', 'remove', 'add'),
        anything,
        fc.string(),
      )
      .map(([place, kind, value, name]) =>
        at(config, place, (old) => {
          if (kind === 'replace') return value;
          if (kind === 'remove') return undefined;
          return typeof old === 'object' && !Array.isArray(old) ? { ...old, [`${name}?`]: value } : value;
        }),
      ),
  );

  it('never throws on a mutated configuration, and what it accepts decodes to itself', () => {
    fc.assert(
      fc.property(mutation, (value) => {
        const decoded = decodeConfig('mutant')(value);
        if (E.isRight(decoded)) expect(decoded.right).toEqual(value);
        else {
          expect(decoded.left.fields.length).toBeGreaterThan(0);
          expect(describeError(decoded.left)).toMatch(/^mutant: /);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses every configuration with a field more', () => {
    const objects = Object.values(presets).flatMap(({ config }) =>
      places(config)
        .map((place) =>
          at(config, place, (old) =>
            typeof old === 'object' && !Array.isArray(old) ? { ...old, surplus: 1 } : old,
          ),
        )
        .filter((value) => JSON.stringify(value) !== JSON.stringify(config)),
    );
    expect(objects.length).toBeGreaterThan(20);
    for (const value of objects)
      expect(pathsOf(value).some((path) => /(^|\.)surplus$/.test(path))).toBe(true);
  });
});

describe('configurationHash', () => {
  it.each([
    ['leave-one-out-linear', 'full', '4fc2ec0b3ee1ffc99e7995df8de4735ee8befe04ca8df618bf573c3375865078'],
    ['dice', 'full', 'dc432434736f7d576bcca71598c88b051f5894da9f4a9b1f9abfe9eb08adeae0'],
    ['none', 'identity', '0178f7497228c943ddde68959af5c26757bd4d684191581efe29ed324cb0bdcd'],
    ['dice', 'identity', 'dfc41f598f1a8c1e96bef2ff0cce8f1e89ad0fbcf846b6c61e384cc5dafddfe5'],
    ['none', 'full', 'a1da7bf458770f1a28673254b58707c0d4f85f70e7f29b91260540af23516d9a'],
  ] as const)('is what checkpoints of %s, Jacobian %s, have always held', (debiasing, jacobian, hash) => {
    const settings = [`algorithm.debiasing=${debiasing}`, `algorithm.jacobian=${jacobian}`];
    const decoded = decodeConfig('test')(changed(tabular, ...settings));
    expect(E.isRight(decoded) && configurationHash(decoded.right)).toBe(hash);
  });

  it('is the same for all ways to write an estimator', () => {
    const hashOf = (estimator: Term) =>
      configurationHash({ ...tabular, algorithm: { ...tabular.algorithm, estimator } });
    expect(hashOf('maml')).toBe(hashOf(sum('curvature', 'none')));
    expect(hashOf(sum('curvature', times(2, 'e-maml')))).toBe(
      hashOf(sum('maml', times(2, times('1/N', 'value')))),
    );
    expect(hashOf(times(2, 'dice'))).not.toBe(hashOf(times(3, 'dice')));
    expect(hashOf('dice')).not.toBe(hashOf(sum('curvature', 'dice')));
  });

  it('depends on everything but the number of iterations and the order of fields', () => {
    const hash = configurationHash(tabular);
    expect(configurationHash({ ...tabular, iterations: 7 })).toBe(hash);
    const { seed, ...others } = tabular;
    expect(configurationHash({ ...others, seed })).toBe(hash);
    expect(configurationHash({ ...tabular, seed: 2 })).not.toBe(hash);
    expect(configurationHash({ ...tabular, algorithm: { ...tabular.algorithm, innerSteps: 2 } })).not.toBe(
      hash,
    );
  });
});

import { cube, discrete } from '@sgmrl/environments';
import { fromThree, oneHot, tabularSoftmax, type Policy } from '@sgmrl/policies';
import { categoricalMlp, gaussianMlp, initializeBackend } from '@sgmrl/policies-tfjs';
import * as E from 'fp-ts/lib/Either.js';
import { checkLaws } from './law';
import type { PolicySubject } from './policy-example';
import { policyLaws } from './policy-laws';
import { gaussianLine, noises, noisePolicy } from './testing/continuous';
import { cauchy, gumbel, locationScale, naiveLogistic, squashed, student } from './testing/location-scale';
import { continuousMutants } from './testing/mutants/continuous';
import { discreteMutants } from './testing/mutants/discrete';
import type { Mutant } from './testing/mutants/mutant';

const holds = { _tag: 'Right', right: undefined };

const onLine = (policy: Policy, columns = 2): PolicySubject => ({
  policy,
  observationSpace: cube(1, -2, 2),
  actionSpace: cube(columns, -3, 3),
});

const onTable = (policy: Policy, actions = 3): PolicySubject => ({
  policy,
  observationSpace: discrete(3),
  actionSpace: discrete(actions),
});

const two = tabularSoftmax(3, 2, 0.5);

/** Three actions, the last of which has no probability anywhere. */
const neverTheLast: Policy = {
  ...two,
  actionSpace: { kind: 'discrete', size: 3 },
  logProbability: (theta, { observations, actions }) => {
    const possible = Float64Array.from(actions.data, (a) => Math.min(a, 1));
    const logs = two.logProbability(theta, { observations, actions: { ...actions, data: possible } });
    return Float64Array.from(logs, (log, k) => (actions.data[k] === 2 ? -Infinity : log));
  },
};

/** A third for each action, whatever is observed. */
const withoutParameters: Policy = {
  ...tabularSoftmax(3, 3),
  dimension: 0,
  blocks: [],
  initialize: () => [],
  sample: (_theta, observations, key) => tabularSoftmax(3, 3).sample(new Float64Array(9), observations, key),
  logProbability: (_theta, { actions }) => new Float64Array(actions.rows).fill(-Math.log(3)),
  ...fromThree({
    weightedScore: () => [],
    directionalDerivative: (_theta, { actions }) => new Float64Array(actions.rows),
    hessianVectorProduct: () => [],
  }),
};

describe('the laws of policies hold for', () => {
  it.each([1, 2, 3, 7])('the tabular softmax policy with %i actions', (actions) => {
    const laws = policyLaws(onTable(tabularSoftmax(3, actions, 0.5), actions));
    expect(checkLaws(laws, { runs: 10 })).toStrictEqual(holds);
  });

  it('a normal distribution by hand', () => {
    expect(checkLaws(policyLaws(onLine(gaussianLine)), { runs: 6 })).toStrictEqual(holds);
  });

  const line = { observationSpace: cube(1, -2, 2) };
  const unbounded = cube(1, -Infinity, Infinity);
  const unusual: readonly (readonly [string, PolicySubject])[] = [
    [
      'Gumbel noise, whose density underflows',
      { policy: locationScale(gumbel), actionSpace: unbounded, ...line },
    ],
    [
      'logistic noise, whose density has no number far away',
      { policy: locationScale(naiveLogistic), actionSpace: unbounded, ...line },
    ],
    ['Student noise without variance', { policy: locationScale(student), actionSpace: unbounded, ...line }],
    ['Cauchy noise without mean', { policy: locationScale(cauchy), actionSpace: unbounded, ...line }],
    ['actions of millions', { policy: locationScale(gumbel, 1e6), actionSpace: unbounded, ...line }],
    ['actions of billionths', { policy: locationScale(student, 1e-9), actionSpace: unbounded, ...line }],
    [
      'an action space that its actions leave',
      { policy: locationScale(gumbel), actionSpace: cube(1, -1, 1), ...line },
    ],
    [
      'actions squashed into (−1, 1), where the ends have no density',
      { policy: squashed(locationScale(naiveLogistic, 0.2)), actionSpace: cube(1, -1, 1), ...line },
    ],
    [
      'observations of any size',
      { policy: locationScale(student), actionSpace: unbounded, ...line, observationSpace: unbounded },
    ],
    ['an action that is never taken', onTable(neverTheLast, 3)],
    ['no parameters', onTable(withoutParameters)],
  ];
  it.each(unusual)('a sound policy with %s', (_, subject) => {
    expect(checkLaws(policyLaws(subject), { runs: 4 })).toStrictEqual(holds);
  });

  it('networks', async () => {
    const backend = await initializeBackend();
    if (E.isLeft(backend)) throw new Error(backend.left.message);
    const network = { observationSize: 2, hidden: [5], activation: 'tanh' as const };
    const spaces = { observationSpace: cube(2, -2, 2) };
    const gaussian = gaussianMlp(backend.right)({ ...network, actionSize: 3, initialLogStd: -0.5 });
    const categorical = categoricalMlp(backend.right)({ ...network, actions: 4 });
    const laws = [
      ...policyLaws({ policy: gaussian, actionSpace: cube(3, -1, 1), ...spaces }),
      ...policyLaws({ policy: categorical, actionSpace: discrete(4), ...spaces }),
      ...policyLaws({
        policy: oneHot(categorical),
        observationSpace: discrete(2),
        actionSpace: discrete(4),
      }),
    ];
    expect(checkLaws(laws, { runs: 5 })).toStrictEqual(holds);
  });

  // Their derivatives are not their own.
  const ofSamples = ['normalisation', 'samples', 'likelihood', 'every row', 'independent samples'];
  it.each(noises.map((noise) => [noise.name, noise] as const))(
    'samples of the %s distribution',
    (_, noise) => {
      const subjects = [
        onLine(noisePolicy(noise, 1, false), 1),
        onLine(noisePolicy(noise, 3, true), 3),
        { ...onLine(noisePolicy(noise, 2, false)), actionSpace: cube(2, -Infinity, Infinity) },
      ];
      const laws = subjects.flatMap(policyLaws).filter(({ name }) => ofSamples.includes(name));
      expect(checkLaws(laws, { runs: 2 })).toStrictEqual(holds);
    },
  );

  it('a density that is asked about its own actions only', () => {
    const uniform = noises.find(({ name }) => name === 'uniform') ?? noises[0];
    const strict = noisePolicy({ ...uniform, log: (x) => (x < 0 || x > 1 ? NaN : 0) }, 1, false);
    const subject = { ...onLine(strict, 1), observationSpace: cube(1, 0, 0), actionSpace: cube(1, 0, 1) };
    const laws = policyLaws(subject).filter(({ name }) => ofSamples.includes(name));
    expect(checkLaws(laws, { runs: 2 })).toStrictEqual(holds);
  });
});

const catches = (subject: PolicySubject, law: string) => {
  const found = policyLaws(subject).find(({ name }) => name === law);
  expect(found?.check({ runs: 60 })).toMatchObject({ left: { law } });
};

describe('the laws of policies catch a policy that', () => {
  it.each<Mutant>(continuousMutants)('%s: %s', (_, law, fault) => {
    catches(onLine({ ...gaussianLine, ...fault }), law);
  });

  it.each<Mutant>(discreteMutants)('%s: %s (discrete actions)', (_, law, fault) => {
    catches(onTable({ ...tabularSoftmax(3, 3, 1), ...fault }), law);
  });

  const skewed = noises.find(({ name }) => name === 'exponential') ?? noises[0];
  it.each([
    ['samples', { quantile: (u: number) => Math.log(u) + 2 }],
    ['samples', { quantile: (u: number) => -0.65 * Math.log(1 - u) }],
    ['normalisation', { log: (x: number) => skewed.log(x) - 0.2 }],
  ] as const)('is skewed and breaks: %s', (law, fault) => {
    catches(onLine(noisePolicy({ ...skewed, ...fault }, 1, false), 1), law);
  });
});

describe('each law of policies', () => {
  it.each([
    ['continuous', onLine(gaussianLine), continuousMutants],
    ['discrete', onTable(tabularSoftmax(3, 3)), [...discreteMutants, ...continuousMutants]],
  ] as const)('has a broken policy that it catches (%s)', (_, subject, mutants) => {
    const broken = new Set(mutants.map(([, law]) => law));
    expect(policyLaws(subject).filter(({ name }) => !broken.has(name))).toStrictEqual([]);
  });

  it('has a name of its own', () => {
    const all = policyLaws(onLine(gaussianLine)).map(({ name }) => name);
    expect(new Set(all).size).toBe(all.length);
  });
});

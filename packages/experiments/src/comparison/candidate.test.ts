import { sum, times, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import { decodeConfig } from '../configuration/decode-config';
import { describeError } from '../errors/experiment-error';
import { presets } from '../configuration/presets';
import { candidateNames, candidateOf, findCandidate } from './candidate';

const navigation = presets['navigation-2d'].config;
const tabular = presets['tabular-quick'].config;

const configured = (name: string, config: Config, innerSteps: number): Config => {
  const candidate = findCandidate(name);
  if (E.isLeft(candidate)) throw new Error(describeError(candidate.left));
  return candidate.right.configure(config, candidate.right.adapts ? innerSteps : 0);
};

describe('findCandidate', () => {
  it.each(candidateNames)('%s gives configurations that are right, of any preset', (name) => {
    for (const config of [navigation, tabular])
      expect(decodeConfig(name)(configured(name, config, 2))).toMatchObject({ _tag: 'Right' });
  });

  it('changes the algorithm and the inner steps, and nothing else', () => {
    expect(configured('fomaml', navigation, 3)).toEqual({
      ...navigation,
      algorithm: { ...navigation.algorithm, estimator: 'fomaml', innerSteps: 3 },
    });
  });

  it('gives a trust region the optimizer that takes its step as it is', () => {
    expect(configured('trpo-maml', navigation, 1)).toMatchObject({
      algorithm: { outerUpdate: { kind: 'trust-region' } },
      optimizer: { kind: 'sgd', learningRate: 1 },
    });
    expect(configured('promp', navigation, 1).optimizer).toEqual(navigation.optimizer);
  });

  it('has baselines that are not trained, not trained to adapt, and told the task', () => {
    expect(configured('random', navigation, 0)).toMatchObject({ iterations: 0 });
    const joint = configured('joint', navigation, 0);
    expect(joint).toEqual({
      ...navigation,
      algorithm: { ...navigation.algorithm, estimator: 'maml', innerSteps: 0 },
    });
    expect(configured('oracle', navigation, 0)).toEqual({
      ...joint,
      environment: { kind: 'task-aware', environment: navigation.environment },
    });
    const aware = configured('oracle', navigation, 0);
    expect(configured('oracle', aware, 0)).toEqual(aware);
    expect(configured('oracle', tabular, 0).policy.kind).toBe('categorical-mlp');
  });

  it('suggests the nearest name, of baselines too', () => {
    const suggested = (name: string) => {
      const found = findCandidate(name);
      return E.isLeft(found) && describeError(found.left);
    };
    expect(['jiont', 'first-ordr'].map(suggested)).toEqual([
      'unknown algorithm "jiont": did you mean joint?',
      'unknown algorithm "first-ordr": did you mean first-order?',
    ]);
    expect(suggested('hasOwnProperty')).not.toBe(false);
  });
});

describe('a whole term as JSON', () => {
  const candidate = (term: Term) => {
    const found = findCandidate(JSON.stringify(term));
    if (E.isLeft(found)) throw new Error(describeError(found.left));
    return found.right;
  };

  it('is a candidate whose folder any system takes', () => {
    const term = sum('curvature', times(0.5, sum('dice', 'e-maml')), times('1/N', 'value'));
    const { name, folder, adapts } = candidate(term);
    expect([name, adapts]).toEqual(['curvature + 0.5 (dice + e-maml) + 1/N value', true]);
    expect(folder).toMatch(/^curvature-0\.5-dice-e-maml-1-N-value-[\da-f]{8}$/);
    const config = configured(JSON.stringify(term), navigation, 2);
    expect(config.algorithm).toEqual({ ...navigation.algorithm, estimator: term, innerSteps: 2 });
    expect(candidateOf(config)).toBe(name);
  });

  it('has a folder of its own where only signs or brackets differ', () => {
    const folders = [
      sum('maml', times(0.5, sum('dice', 'lvc'))),
      sum('maml', times(0.5, 'dice'), 'lvc'),
      sum('maml', times(-0.5, 'dice'), 'lvc'),
    ].map((term) => candidate(term).folder);
    expect(new Set(folders).size).toBe(3);
  });

  it('goes by its name where it has one', () => {
    expect(candidate(sum('curvature', 'dice'))).toMatchObject({ name: 'dice', folder: 'dice' });
    expect(candidate('fomaml')).toMatchObject({ name: 'fomaml', folder: 'fomaml' });
  });

  it('is refused where it has no meaning', () => {
    expect(findCandidate('{"op":"transpose","of":"value"}')).toMatchObject(
      E.left({ kind: 'invalid-config', fields: [{ path: 'of' }] }),
    );
    expect(findCandidate('{"op"')).toMatchObject(E.left({ kind: 'malformed-json' }));
  });
});

describe('candidateOf', () => {
  it.each(['random', 'joint', 'oracle', 'none', 'leave-one-out', 'fomaml', 'coupled', 'trpo-maml', 'promp'])(
    'finds %s by its configuration',
    (name) => {
      expect(candidateOf(configured(name, navigation, 2))).toBe(name);
    },
  );
});

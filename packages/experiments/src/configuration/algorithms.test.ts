import { coupled, sum, times, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { algorithmNames, findAlgorithm, nameOfAlgorithm, proMp } from './algorithms';

describe('findAlgorithm', () => {
  it('knows every name that it lists, each once', () => {
    expect(algorithmNames.filter((name) => E.isLeft(findAlgorithm(name)))).toEqual([]);
    expect(new Set(algorithmNames).size).toBe(algorithmNames.length);
  });

  it.each([
    ['maml', 'maml'],
    ['fomaml', 'fomaml'],
    ['sg-mrl', 'sg-mrl'],
    ['coupled', 'coupled'],
    ['leave-one-out', sum('curvature', 'leave-one-out')],
  ] as const)('%s is a whole term, a part beside curvature', (name, estimator) => {
    expect(findAlgorithm(name)).toEqual(E.right({ estimator }));
  });

  it.each([
    ['promp', sum('curvature', 'lvc'), 'proximal'],
    ['trpo-maml', 'maml', 'trust-region'],
  ] as const)('%s has an outer update of its own', (name, estimator, kind) => {
    expect(findAlgorithm(name)).toMatchObject(E.right({ estimator, outerUpdate: { kind } }));
  });

  it.each(['leave-one-ot', 'toString'])('does not know %s', (name) => {
    expect(findAlgorithm(name)).toMatchObject(E.left({ kind: 'unknown-algorithm', name }));
  });
});

describe('nameOfAlgorithm', () => {
  const variantOf = (name: string) => {
    const variant = findAlgorithm(name);
    if (E.isLeft(variant)) throw new Error(name);
    return variant.right;
  };

  it.each(['none', 'leave-one-out', 'fomaml', 'coupled', 'promp', 'trpo-maml'])(
    'calls %s by its name',
    (name) => {
      expect(nameOfAlgorithm(variantOf(name))).toBe(name);
    },
  );

  it('has one name for all ways to write an estimator, a part of it before the whole', () => {
    const names = (...estimators: readonly Term[]) =>
      estimators.map((estimator) => nameOfAlgorithm({ estimator }));
    expect(names('maml', 'curvature', sum('curvature', 'none'))).toEqual(['none', 'none', 'none']);
    expect(names('fomaml', 'none', sum())).toEqual(['fomaml', 'fomaml', 'fomaml']);
    expect(names('sg-mrl', sum('maml', 'value'))).toEqual(['algorithm-1', 'algorithm-1']);
    expect(names('coupled', coupled(0.2), coupled(0.1))).toEqual(['coupled', 'coupled', 'coupled(0.1)']);
  });

  it('says what an estimator without a name is made of', () => {
    expect(nameOfAlgorithm({ estimator: sum('curvature', times(0.5, 'dice')) })).toBe('curvature + 0.5 dice');
    expect(nameOfAlgorithm({ estimator: 'dice' })).toBe('dice without curvature');
    const { outerUpdate } = proMp;
    expect(nameOfAlgorithm({ estimator: 'dice', outerUpdate })).toBe(
      'dice without curvature (outer update proximal)',
    );
  });
});

import * as E from 'fp-ts/lib/Either.js';
import { algorithmNames, findAlgorithm, nameOfAlgorithm } from './algorithms';

describe('findAlgorithm', () => {
  it('knows every name that it lists, each once', () => {
    expect(algorithmNames.filter((name) => E.isLeft(findAlgorithm(name)))).toEqual([]);
    expect(new Set(algorithmNames).size).toBe(algorithmNames.length);
  });

  it.each([
    ['maml', 'full', 'none'],
    ['fomaml', 'identity', 'none'],
    ['sg-mrl', 'full', 'algorithm-1'],
    ['leave-one-out', 'full', 'leave-one-out'],
  ])('%s is a Jacobian part (%s) and a debiasing part (%s)', (name, jacobian, debiasing) => {
    expect(findAlgorithm(name)).toEqual(E.right({ jacobian, debiasing }));
  });

  it.each([
    ['promp', 'lvc', 'proximal'],
    ['trpo-maml', 'none', 'trust-region'],
  ])('%s has the debiasing part %s and the outer update %s', (name, debiasing, kind) => {
    expect(findAlgorithm(name)).toMatchObject(
      E.right({ jacobian: 'full', debiasing, outerUpdate: { kind } }),
    );
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

  it.each(['none', 'leave-one-out', 'fomaml', 'promp', 'trpo-maml'])('calls %s by its name', (name) => {
    expect(nameOfAlgorithm(variantOf(name))).toBe(name);
  });

  it('says what tells an algorithm without a name apart', () => {
    const { outerUpdate } = variantOf('promp');
    const { debiasing } = variantOf('dice');
    const nameless = { jacobian: 'identity', debiasing, ...(outerUpdate && { outerUpdate }) } as const;
    expect(nameOfAlgorithm(nameless)).toBe('dice (jacobian identity, outer update proximal)');
  });
});

import * as E from 'fp-ts/lib/Either.js';
import { algorithmNames, findAlgorithm } from './algorithms';

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

  it.each(['leave-one-ot', 'toString'])('does not know %s', (name) => {
    expect(findAlgorithm(name)).toMatchObject(E.left({ kind: 'unknown-algorithm', name }));
  });
});

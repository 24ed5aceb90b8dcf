import { sum } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { answer } from './answer';
import { start } from './choices';
import { typedTerm, yours } from './typed';

it('nothing typed is no term', () => {
  expect(typedTerm({ ...start, term: ' ' })).toEqual(E.right(undefined));
});

it('a term that is typed has the numbers of the same one by name', () => {
  const term = JSON.stringify(sum('curvature', 'value'));
  const found = answer({ ...start, term }, () => undefined);
  if (E.isLeft(found)) throw new Error(found.left);
  const [named, typed] = ['algorithm-1', yours].map((name) =>
    found.right.terms.find((one) => one.name === name),
  );
  expect(typed).toEqual({ ...named, name: yours });
});

it.each([
  ['mamal', 2, 'expected one of maml'],
  ['coupled', 2, 'draws no trajectories'],
  ['{"op":"shrunk","of":"dice"}', 2, 'without shrunk'],
  ['trajectory-baseline', 1, 'at least 2 trajectories N, found 1'],
])('says why there are no numbers of %s with N = %d', (term, n, message) => {
  const given = { ...start, term, n };
  const typed = typedTerm(given);
  expect(E.isLeft(typed) ? typed.left : '').toContain(message);
  const found = answer(given, () => undefined);
  expect(E.isRight(found) && found.right.terms.some(({ name }) => name === yours)).toBe(false);
  expect(E.isRight(found)).toBe(true);
});

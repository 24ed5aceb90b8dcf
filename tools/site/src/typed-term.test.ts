import { library, parts, sum, wholes } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { algorithmNames, findAlgorithm } from '@sgmrl/experiments';
import { readTerm, termNames } from './typed-term';

it('names mean what they mean to the command', () => {
  expect(termNames).toEqual(algorithmNames.filter((name) => Object.hasOwn(library, name)));
  for (const name of termNames)
    expect(readTerm(name)).toEqual(
      E.map(({ estimator }: { readonly estimator: unknown }) => estimator)(findAlgorithm(name)),
    );
});

it('a part stands beside curvature, a whole alone', () => {
  expect(Object.keys(wholes).map(readTerm)).toEqual(Object.keys(wholes).map(E.right));
  expect(Object.keys(parts).map(readTerm)).toEqual(
    Object.keys(parts).map((name) => E.right(sum('curvature', name))),
  );
});

it('a term in JSON is what it says', () => {
  const half = { op: 'sum', of: ['curvature', { op: 'times', by: 0.5, of: 'dice' }] };
  expect(readTerm(` ${JSON.stringify(half)} `)).toEqual(E.right(half));
  expect(readTerm('"dice"')).toEqual(E.right('dice'));
});

it.each([
  ['', 'expected the name of a term or one in JSON, found nothing'],
  ['mamal', 'expected one of maml, fomaml, '],
  ['{"op":"sum"', 'expected a term in JSON: '],
  ['{"op":"times","by":"x","of":"dice"}', 'by: expected'],
  ['{"op":"sum","of":["curvature","dise"]}', 'of.1: expected'],
])('says what is wrong with %j', (text, message) => {
  const read = readTerm(text);
  expect(E.isLeft(read) ? read.left : '').toContain(message);
});

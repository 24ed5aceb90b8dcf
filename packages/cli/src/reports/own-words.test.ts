import * as E from 'fp-ts/lib/Either.js';
import { inOwnWords } from './own-words';

const wornOut = (): never => {
  throw new RangeError('term bad: worn out');
};

it('gives what is answered', () => {
  expect(inOwnWords(['mine.mjs'], () => 3)).toEqual(E.right(3));
});

it('names the modules where it throws', () => {
  expect(inOwnWords(['mine.mjs'], wornOut)).toEqual(E.left('mine.mjs: it does not fit: term bad: worn out'));
});

it('lets through what no module can have thrown', () => {
  expect(() => inOwnWords([], wornOut)).toThrow(new RangeError('term bad: worn out'));
});

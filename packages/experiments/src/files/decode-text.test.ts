import * as t from 'io-ts';
import { decodeText } from './decode-text';

it.each([
  ['{"a":1}', { a: 1 }],
  ['{"a":"1"}', undefined],
  ['{"a":1', undefined],
  ['', undefined],
])('%j holds %p', (text, expected) => {
  expect(decodeText(t.type({ a: t.number }))(text)).toEqual(expected);
});

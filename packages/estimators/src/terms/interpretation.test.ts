import { leastTrajectories } from './least-trajectories';

it.each([
  ['{}', 'expected one of the operations pairs, sum, .*, last, found none'],
  ['{ "op": "product", "of": [] }', 'expected one of the operations pairs, .*, found "product"'],
  ['null', 'expected a record, found null'],
  ['3', 'expected a record, found 3'],
  ['{ "op": "sum" }', 'sum: of: expected a list, found nothing'],
  ['{ "op": "sum", "of": "maml" }', 'sum: of: expected a list, found "maml"'],
  ['{ "op": "sum", "of": [null] }', 'expected a record, found null'],
  ['{ "op": "pairs" }', 'pairs: of: expected a list, found nothing'],
  ['{ "op": "times", "by": 2 }', 'expected a record, found nothing'],
  ['{ "op": "last", "at": "maml" }', 'expected a record, found nothing'],
])('refuses what is no term: %s', (text, message) => {
  expect(() => leastTrajectories(JSON.parse(text))).toThrow(RangeError);
  expect(() => leastTrajectories(JSON.parse(text))).toThrow(new RegExp(`^term: ${message}$`));
});

import * as t from 'io-ts';
import { both } from './both';
import { finiteNumber } from './numbers';
import { closed } from './record';
import { errorsOf } from './testing/errors-of';

const point = both('point', t.type({ x: finiteNumber }), closed(t.type({ y: finiteNumber }), ['x', 'y']));

it.each<readonly [unknown, readonly string[]]>([
  [{ x: 1, y: 2 }, []],
  [7, ['expected point, found 7']],
  [
    { x: 'a', z: 3 },
    [
      'x: expected finite number, found "a"',
      'y: expected finite number, found nothing',
      'z: expected no field but x, y, found 3',
    ],
  ],
])('tells each wrong field of %j once, at its own path', (value, errors) => {
  expect(errorsOf(point, value)).toEqual(errors);
});

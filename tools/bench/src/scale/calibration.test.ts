import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { costsOf, link, parseCalibration } from './calibration';

const text = readFileSync(join(__dirname, '../../../../docs/scale/calibration.json'), 'utf8');

it('reads what was measured', () => {
  const read = parseCalibration(text);
  if (E.isLeft(read)) throw new Error(read.left);
  const { coordinator, broker, worker } = read.right;
  expect(costsOf(read.right)).toEqual({ coordinator, broker, worker, link });
});

it.each([
  ['{', /JSON/],
  ['{}', /expected .*found/],
  [text.replace(/"worker": [^,]+,/, '"worker": "fast",'), /worker.*expected number, found "fast"/],
])('says what is wrong with %.20s', (wrong, problem) => {
  const read = parseCalibration(wrong);
  expect(E.isLeft(read) ? read.left : 'read').toMatch(problem);
});

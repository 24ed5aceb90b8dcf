import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../call';
import walks from './walks.json';

it('the picture of README.md shows the walks that were computed', () => {
  const picture = readFileSync(join(__dirname, '../../../../docs/walks.svg'), 'utf8');
  expect(picture).toBe(call('walks-picture.mjs', `it.walksPicture(${JSON.stringify(walks)})`));
});

import { checkSpace } from './check-space';
import { cube, discrete } from './space';

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['kind: expected box or discrete, found undefined', {}],
  ['kind: expected box or discrete, found cube', { kind: 'cube' }],
  ['low: expected a list, found nothing', { kind: 'box' }],
  ['high: expected a list, found nothing', { kind: 'box', low: [0] }],
  ['high: expected 1 numbers, as many as low has, found 2', { kind: 'box', low: [0], high: [1, 1] }],
  ['high: expected at least 0, as low[1] says, found -1', { kind: 'box', low: [0, 0], high: [1, -1] }],
  ['high: expected at least NaN, as low[0] says, found 1', { kind: 'box', low: [NaN], high: [1] }],
  ['size: expected a whole number from 1 on, found undefined', { kind: 'discrete' }],
  ['size: expected a whole number from 1 on, found 0', { kind: 'discrete', size: 0 }],
  ['size: expected a whole number from 1 on, found 1.5', { kind: 'discrete', size: 1.5 }],
])('refuses a misfit: %s', (message, fields) => {
  expect(() => {
    checkSpace(
      'space',
      JSON.parse('{}', () => fields),
    );
  }).toThrow(new RangeError(`space: ${message}`));
});

it('refuses what is no record', () => {
  expect(() => {
    checkSpace('space', JSON.parse('null'));
  }).toThrow(new RangeError('space: expected a record, found null'));
});

it('takes spaces', () => {
  for (const space of [cube(0, 0, 0), cube(2, -Infinity, Infinity), discrete(1)])
    expect(() => {
      checkSpace('space', space);
    }).not.toThrow();
});

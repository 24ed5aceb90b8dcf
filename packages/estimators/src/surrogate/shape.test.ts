import { checkShape, type SurrogateShape } from './shape';

it.each<[string, SurrogateShape]>([
  ['clip: expected a positive number, found 0', { clip: 0 }],
  ['klPenalty: expected a number, not negative, found -1', { klPenalty: -1 }],
  ['curvatureTrajectories: expected an integer from 1, found 0', { curvatureTrajectories: 0 }],
  [
    'surrogate: klCost: expected no field but clip, klPenalty, curvatureTrajectories, found 1',
    JSON.parse('{ "klCost": 1 }'),
  ],
  ['surrogate: expected a record, found null', JSON.parse('null')],
])('refuses a misfit: %s', (message, shape) => {
  expect(() => {
    checkShape(shape);
  }).toThrow(new RangeError(message));
});

it('takes a shape that fits, and none', () => {
  for (const shape of [{}, { clip: 0.3, klPenalty: 0 }, { curvatureTrajectories: 1 }])
    expect(() => {
      checkShape(shape);
    }).not.toThrow();
});

import { scaleBy, sgd, type GradientTransformation } from '@sgmrl/optimizers';
import { answerAll } from '../testing/answer';
import { proximal } from './proximal';

/** Step size ¼, and the number of steps as its state. */
const counting: GradientTransformation<number> = {
  init: () => 0,
  update: (gradient, steps, parameters) => [
    scaleBy(0.25).update(gradient, scaleBy(0.25).init(parameters), parameters)[0],
    steps + 1,
  ],
};

it.each([1, 2, 5])('climbs −½‖θ − c‖² by %i steps, of which the first needs no question', (steps) => {
  const centre = [2, 4];
  const gradient = (theta: ArrayLike<number>) => centre.map((c, i) => c - theta[i]);
  const update = proximal({ clip: 0.2, klPenalty: 0, steps }, counting);
  const from = { parameters: [8, -4], optimizer: update.init([8, -4]) };
  const { step, asked } = answerAll(update.search(from, gradient(from.parameters)), (question) =>
    question.kind === 'gradient' ? gradient(question.parameters) : [3, 0.5],
  );
  const left = 0.75 ** steps;
  expect(Array.from(step.parameters)).toEqual([2 + left * 6, 4 - left * 8]);
  expect(step.optimizer).toBe(steps);
  expect(step.surrogate).toEqual({ gain: 3, divergence: 0.5 });
  expect(asked).toEqual([...Array.from({ length: steps - 1 }, () => 'gradient'), 'value']);
});

it('asks about a surrogate with its clipping and its penalty', () => {
  const { surrogate } = proximal({ clip: 0.3, klPenalty: 5e-4, steps: 5 }, sgd(1));
  expect(surrogate?.shape).toEqual({ clip: 0.3, klPenalty: 5e-4 });
});

it.each([
  ['clip: expected a positive number, found 0', { clip: 0 }],
  ['klPenalty: expected a number, not negative, found -1', { klPenalty: -1 }],
  ['steps: expected an integer from 1, found 0', { steps: 0 }],
])('refuses settings that do not fit: %s', (message, fields) => {
  const settings = { clip: 0.3, klPenalty: 5e-4, steps: 5, ...fields };
  expect(() => proximal(settings, sgd(1))).toThrow(new RangeError(message));
});

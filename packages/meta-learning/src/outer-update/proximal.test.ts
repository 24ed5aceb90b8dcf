import { fromSpec } from '@sgmrl/optimizers';
import { answerAll } from '../testing/answer';
import { proximal } from './proximal';

const optimizer = fromSpec({ kind: 'sgd', learningRate: 0.25 });
const from = { parameters: [8, -4], optimizer: optimizer.init([0, 0]) };

it.each([1, 2, 5])('climbs −½‖θ − c‖² by %i steps, of which the first needs no question', (steps) => {
  const centre = [2, 4];
  const gradient = (theta: ArrayLike<number>) => centre.map((c, i) => c - theta[i]);
  const search = proximal({ kind: 'proximal', clip: 0.2, klPenalty: 0, steps }, optimizer)(
    from,
    gradient(from.parameters),
  );
  const { step, asked } = answerAll(search, (question) =>
    question.kind === 'gradient' ? gradient(question.parameters) : [3, 0.5],
  );
  const left = 0.75 ** steps;
  expect(Array.from(step.parameters)).toEqual([2 + left * 6, 4 - left * 8]);
  expect(step.optimizer.step).toBe(steps);
  expect(step.surrogate).toEqual({ gain: 3, divergence: 0.5 });
  expect(asked).toEqual([...Array.from({ length: steps - 1 }, () => 'gradient'), 'value']);
});

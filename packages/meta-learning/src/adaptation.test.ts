import type { Precision } from '@sgmrl/policies';
import { key, foldIn } from '@sgmrl/prng';
import { collect } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { adaptTo, drawBatch, takeInnerStep, unadapted, type Adaptation, type Stepping } from './adaptation';
import { algorithm, brokenAt, tabularProblem } from './testing/problems';

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

const { policy, tasks } = tabularProblem;
const environment = tasks.environment(tasks.sample(key(2)));
const plain: Stepping = { policy, parametersAt: (parameters) => parameters };
const draw = drawBatch(environment, policy, key(5));
const start = unadapted([0.1, -0.2, 0.3, 0, 0.5, -0.4]);

/**
 * θ + (α/N) Σ_τ Σ_h (Σ_{t≥h} γ^t r_t) (e_a − π_s), from the definition; three states, two actions,
 * four steps.
 */
const stepByHand = ({ parameters }: Adaptation, batch: ReturnType<typeof drawn>): readonly number[] => {
  const next = Array.from(parameters);
  for (let n = 0; n < batch.trajectories; n++)
    for (let h = 0; h < 4; h++) {
      let toGo = 0;
      for (let t = h; t < 4; t++) toGo += algorithm.discount ** t * batch.rewards[4 * n + t];
      const [s, a] = [batch.observations.data[4 * n + h], batch.actions.data[4 * n + h]];
      const first = 1 / (1 + Math.exp(parameters[2 * s + 1] - parameters[2 * s]));
      const score = a === 0 ? 1 - first : -first;
      next[2 * s] += (algorithm.stepSize / batch.trajectories) * toGo * score;
      next[2 * s + 1] -= (algorithm.stepSize / batch.trajectories) * toGo * score;
    }
  return next;
};

const drawn = (adaptation: Adaptation, trajectories = 4) => right(draw(trajectories, adaptation));

it('a batch is drawn under the parameters so far, with the randomness of its number', () => {
  const later: Adaptation = right(takeInnerStep(plain, algorithm)(start, drawn(start)));
  for (const [number, adaptation] of [start, later].entries())
    expect(drawn(adaptation, 3)).toStrictEqual(
      right(collect(environment, policy)(adaptation.parameters, 3, foldIn(key(5), number))),
    );
});

it('an inner step is θ + α g(θ, D), and remembers its data', () => {
  const batch = drawn(start);
  const { steps, parameters } = right(takeInnerStep(plain, algorithm)(start, batch));
  stepByHand(start, batch).forEach((x, i) => {
    expect(parameters[i]).toBeCloseTo(x, 12);
  });
  expect(steps).toHaveLength(1);
  expect(steps[0]).toMatchObject({ parameters: start.parameters, batch });
});

it('adapting is that many steps, each on a batch of its own', () => {
  let byHand = start;
  for (let t = 0; t < 3; t++) byHand = right(takeInnerStep(plain, algorithm)(byHand, drawn(byHand)));
  expect(right(adaptTo(plain, algorithm, draw)(start.parameters, 3))).toStrictEqual(byHand);
  expect(new Set(byHand.steps.map(({ batch }) => batch.rewards.toString())).size).toBe(3);
  expect(right(adaptTo(plain, algorithm, draw)(start.parameters, 0))).toStrictEqual(start);
});

it('a failure names its batch, counted from 1, and stops', () => {
  const broken = drawBatch(brokenAt(2).tasks.environment(tasks.sample(key(2))), policy, key(5));
  const after = right(takeInnerStep(plain, algorithm)(start, drawn(start)));
  expect(broken(4, after)).toMatchObject({ left: { batch: 2, cause: { what: 'reward', step: 2 } } });
  expect(adaptTo(plain, algorithm, broken)(start.parameters, 3)).toMatchObject({ left: { batch: 1 } });
  const stepOn = (reward: number, precision: Precision) => {
    const batch = drawn(after);
    const large = { ...batch, rewards: Array.from(batch.rewards, () => reward) };
    return takeInnerStep({ ...plain, policy: { ...policy, precision } }, algorithm)(after, large);
  };
  // Infinite parameters, and such as are infinite in what the policy computes in
  const stopped = E.left({ batch: 2, cause: 'parameters' });
  expect(stepOn(Number.MAX_VALUE, 'float64')).toStrictEqual(stopped);
  expect(stepOn(1e45, 'float32')).toStrictEqual(stopped);
  expect(stepOn(1e45, 'float64')).toMatchObject({ right: { steps: { length: 2 } } });
  // Coordinates may be finite where the parameters that they stand for are not.
  const far = { ...plain, parametersAt: (xs: Vector) => Float64Array.from(xs, (x) => 1e308 * x) };
  expect(takeInnerStep(far, { ...algorithm, stepSize: 100 })(after, drawn(after))).toStrictEqual(stopped);
});

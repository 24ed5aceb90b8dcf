import type { SurrogateData } from '@sgmrl/estimators';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import type { Contribution } from '../run';
import type { Probe } from './probe';
import { ask, found, type OuterStep, type Question, type Search } from './search';
import { settle } from './settle';

const policy = { precision: 'float32' } as const;
const returns = { discounted: 0, undiscounted: 0 };
const dataOf = (task: number): SurrogateData => ({
  steps: [],
  outerBatch: {
    parameters: [task],
    batch: {
      trajectories: 1,
      steps: 1,
      observations: { rows: 1, columns: 1, data: [0] },
      actions: { rows: 1, columns: 1, data: [0] },
      rewards: [0],
      mask: [1],
      lengths: [1],
    },
    logProbability: [0],
    weights: [0],
  },
});
const tasks: readonly Contribution[] = [10, 20, 60].map((task) => ({
  gradient: [0],
  before: returns,
  after: returns,
  returns: [0],
  timesteps: 1,
  data: dataOf(task),
}));

const stepTo = (parameters: Vector): OuterStep<string> => ({
  parameters,
  optimizer: 'memory',
  surrogate: undefined,
});

/** Answers with the number of the task, and keeps what it was asked. */
const recording = (answer: (probe: Probe) => Vector = ({ data }) => data.outerBatch.parameters) => {
  const asked: (readonly Probe[])[] = [];
  const map = (probes: readonly Probe[]) => {
    asked.push(probes);
    return Promise.resolve(probes.map(answer));
  };
  return { asked, map };
};

it('settles a search that asks nothing without a question', async () => {
  const { asked, map } = recording();
  expect(await settle(policy, map, 4, tasks)(found(stepTo([1])))()).toEqual(E.right(stepTo([1])));
  expect(asked).toEqual([]);
});

it('puts each question to every task, in order, and goes on with the mean of the answers', async () => {
  const { asked, map } = recording();
  const first: Question = { kind: 'gradient', parameters: [7] };
  const second: Question = { kind: 'curvature', direction: [8] };
  const search: Search<string> = ask(first, (one) =>
    ask(second, (two) => found(stepTo([one[0] + 100 * two[0]]))),
  );
  const settled = await settle(policy, map, 4, tasks)(search)();
  expect(settled).toEqual(E.right(stepTo([30 + 100 * 30])));
  expect(asked.map((probes) => probes.map(({ question }) => question))).toEqual([
    [first, first, first],
    [second, second, second],
  ]);
  expect(asked[1].map(({ iteration, index, data }) => [iteration, index, data])).toEqual(
    [10, 20, 60].map((task, index) => [4, index, dataOf(task)]),
  );
});

it('names the task whose answer is not finite', async () => {
  const { map } = recording(({ index }) => (index === 1 ? [NaN] : [1]));
  const search: Search<string> = ask({ kind: 'gradient', parameters: [7] }, (answer) =>
    found(stepTo(answer)),
  );
  expect(await settle(policy, map, 4, tasks)(search)()).toMatchObject({
    left: { what: 'gradient', iteration: 4, task: 1 },
  });
});

it('leaves it to the search to judge a value that is not finite', async () => {
  const { map } = recording(() => [NaN, 0]);
  const search: Search<string> = ask({ kind: 'value', parameters: [7] }, (answer) =>
    found(stepTo([answer[0] > 0 ? 1 : -1])),
  );
  expect(await settle(policy, map, 4, tasks)(search)()).toEqual(E.right(stepTo([-1])));
});

it('asks no task about a direction that is not finite', async () => {
  const { asked, map } = recording();
  const search: Search<string> = ask({ kind: 'curvature', direction: [Infinity] }, (answer) =>
    found(stepTo(answer)),
  );
  expect(await settle(policy, map, 4, tasks)(search)()).toMatchObject({
    left: { what: 'direction', iteration: 4, task: undefined },
  });
  expect(asked).toEqual([]);
});

it('asks no task for the value at a point that is not finite', async () => {
  const { asked, map } = recording();
  const search: Search<string> = ask({ kind: 'value', parameters: [NaN] }, (answer) => found(stepTo(answer)));
  expect(await settle(policy, map, 4, tasks)(search)()).toMatchObject({
    left: { what: 'parameters', iteration: 4, task: undefined },
  });
  expect(asked).toEqual([]);
});

it.each(['value', 'gradient'] as const)(
  'asks for no %s at parameters that the policy cannot compute with',
  async (kind) => {
    const { asked, map } = recording();
    const search: Search<string> = ask({ kind, parameters: [1e39] }, () => found(stepTo([1])));
    expect(await settle(policy, map, 4, tasks)(search)()).toMatchObject({
      left: { what: 'parameters', iteration: 4, task: undefined },
    });
    expect(asked).toEqual([]);
    const inFloat64 = settle({ precision: 'float64' }, map, 4, tasks)(search);
    expect(await inFloat64()).toMatchObject({ _tag: 'Right' });
  },
);

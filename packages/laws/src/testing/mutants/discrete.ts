import { tabularSoftmax } from '@sgmrl/policies';
import { foldIn, uniform, type Key } from '@sgmrl/prng';
import { scale, type Matrix, type Vector } from '@sgmrl/vector';
import { endsEarly } from './ends-early';
import { derived, shiftedLog, type Mutant } from './mutant';

const softmax = tabularSoftmax(3, 3, 1);

const actionsChanged =
  (change: (action: number, k: number) => number) =>
  (theta: Vector, s: Matrix, key: Key): Matrix => {
    const drawn = softmax.sample(theta, s, key);
    return { ...drawn, data: Float64Array.from(drawn.data, change) };
  };

/** Explores: with probability ε an action is drawn from all alike. */
const exploring =
  (epsilon: number) =>
  (theta: Vector, s: Matrix, key: Key): Matrix => {
    const [u, other] = [uniform(foldIn(key, 1), s.rows), uniform(foldIn(key, 2), s.rows)];
    return actionsChanged((a, k) => (u[k] < epsilon ? Math.floor(3 * other[k]) : a))(theta, s, key);
  };

/** Breakages of a tabular softmax policy with three states and three actions. */
export const discreteMutants: readonly Mutant[] = [
  ['draws the next action', 'samples', { sample: actionsChanged((a) => (a + 1) % 3) }],
  ['draws one action too far', 'shapes', { sample: actionsChanged((a) => a + 1) }],
  ['draws between actions', 'shapes', { sample: actionsChanged((a) => a + 0.25) }],
  [
    'draws every tenth action anew, as 0',
    'samples',
    { sample: actionsChanged((a, k) => (k % 10 === 0 ? 0 : a)) },
  ],
  ['draws the likeliest', 'samples', { sample: (theta, s, key) => softmax.sample(scale(50, theta), s, key) }],
  ['draws uniformly', 'samples', { sample: (theta, s, key) => softmax.sample(scale(0, theta), s, key) }],
  [
    'draws at the state before',
    'samples',
    {
      sample: (theta, s, key) =>
        softmax.sample(theta, { ...s, data: Array.from(s.data, (x) => (x + 2) % 3) }, key),
    },
  ],
  [
    'draws once for all rows of a state',
    'samples',
    {
      sample: (theta, s, key) => {
        const drawn = softmax.sample(theta, s, key);
        const states = Array.from(s.data);
        return { ...drawn, data: states.map((state) => drawn.data[states.indexOf(state)]) };
      },
    },
  ],
  [
    'draws pairs',
    'independent samples',
    {
      sample: (theta, s, key) => {
        const drawn = softmax.sample(theta, s, key);
        return {
          ...drawn,
          data: Array.from(drawn.data, (a, k) =>
            s.data[k] === s.data[k - (k % 3)] ? drawn.data[k - (k % 3)] : a,
          ),
        };
      },
    },
  ],
  ['ignores the key', 'independent samples', { sample: (theta, s) => softmax.sample(theta, s, [1, 2]) }],
  [
    'ignores half of the key',
    'independent samples',
    { sample: (theta, s, [, second]) => softmax.sample(theta, s, [7, second]) },
  ],
  ['explores in one draw of ten', 'likelihood', { sample: exploring(0.1) }],
  ['explores in one draw of twenty', 'likelihood', { sample: exploring(0.05) }],
  ['takes action 0 in row 0', 'every row', { sample: actionsChanged((a, k) => (k === 0 ? 0 : a)) }],
  [
    'takes the next action in row 6',
    'every row',
    { sample: actionsChanged((a, k) => (k === 6 ? (a + 1) % 3 : a)) },
  ],
  ...endsEarly(softmax),
  [
    'forgets the normaliser',
    'normalisation',
    {
      logProbability: (theta, { observations, actions }) =>
        Float64Array.from(actions.data, (a, k) => theta[3 * observations.data[k] + a]),
    },
  ],
  ['is off by a millionth', 'normalisation', { logProbability: shiftedLog(softmax, () => 1e-6) }],
  [
    'is off in one state',
    'normalisation',
    { logProbability: shiftedLog(softmax, (_theta, s) => (s === 2 ? 0.01 : 0)) },
  ],
  [
    'has a score of another mean',
    'mean score',
    derived(softmax, {
      directionalDerivative: (theta, data, v) =>
        Array.from(softmax.directionalDerivative(theta, data, v), (x) => x + 0.01),
    }),
  ],
  [
    'forgets the baseline in the score',
    'score',
    derived(softmax, {
      weightedScore: (_theta, { observations, actions }, w) => {
        const out = new Float64Array(9);
        Array.from(w).forEach((x, k) => (out[3 * observations.data[k] + actions.data[k]] += x));
        return out;
      },
    }),
  ],
  [
    'has a mode of the first action',
    'mode',
    { mode: (_theta, { rows }) => ({ rows, columns: 1, data: new Float64Array(rows) }) },
  ],
  [
    'has a mode between actions',
    'mode',
    { mode: (_theta, { rows }) => ({ rows, columns: 1, data: new Float64Array(rows).fill(0.5) }) },
  ],
  ['has blocks of another size', 'blocks', { blocks: [{ name: 'logits', shape: [3, 2] }] }],
  ['has no curvature', 'curvature', derived(softmax, { hessianVectorProduct: () => new Float64Array(9) })],
  ['starts with a state too few', 'initial parameters', { initialize: () => new Float64Array(6) }],
];

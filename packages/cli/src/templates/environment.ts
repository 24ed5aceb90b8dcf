import { named, type Template } from './template';

const module = `/** Tasks of one's own: a point on a line is to reach a goal that it is not told. Change what you like. */
import { finiteNumber, record, wholeNumber } from '@sgmrl/codecs';
import { cube, environmentRow } from '@sgmrl/environments';
import { uniform } from '@sgmrl/prng';
import * as t from 'io-ts';

const borders = cube(1, -2, 2);
const anyNumber = cube(1, -Infinity, Infinity);

/** x, bounded. */
const clip = (x, bound) => Math.min(bound, Math.max(-bound, x));

/** One task: pure functions from state to state. All randomness comes from the keys. */
const environmentOf = ({ horizon }, { goal }) => ({
  observationSpace: borders,
  actionSpace: anyNumber,
  horizon,
  reset: () => ({ step: 0, position: 0 }),
  observe: ({ position }) => [position],
  step: ({ step, position }, [action]) => {
    const next = clip(position + clip(action, 0.25), 2);
    return {
      state: { step: step + 1, position: next },
      reward: -Math.abs(next - goal),
      terminated: false,
      truncated: step + 1 === horizon,
    };
  },
});

/** All tasks of a spec. */
export const tasks = (spec) => ({
  name: spec.kind,
  observationSpace: borders,
  actionSpace: anyNumber,
  horizon: spec.horizon,
  task: record('NAME task', { goal: finiteNumber }),
  sample: (key) => ({ goal: uniform(key, 1)[0] < 0.5 ? -1 : 1 }),
  features: ({ goal }) => [goal],
  environment: (task) => environmentOf(spec, task),
});

/** The row: settings with their codec, and the tasks that they describe. */
export const row = environmentRow({
  spec: record('NAME', { kind: t.literal('NAME'), horizon: wholeNumber(1, 1000) }),
  default: { kind: 'NAME', horizon: 10 },
  about: 'a point on a line that is to reach a goal',
  tasks,
  picture: {
    frame:
      ({ goal }) =>
      ({ position }) => [
        { from: [-2, 0], to: [2, 0], radius: 0.02 },
        { from: [goal, 0], to: [goal, 0.6], radius: 0.03 },
        { from: [position, 0.15], to: [position, 0.15], radius: 0.15 },
      ],
    nameOf: ({ goal }) => \`goal \${goal}\`,
  },
});

/** What \`sgmrl --with\` adds. */
export default {
  environments: { 'NAME': row },
  presets: {
    'NAME-quick': {
      about: 'a point on a line: seconds',
      config: {
        version: 1,
        seed: 1,
        iterations: 20,
        environment: row.default,
        policy: { kind: 'gaussian-mlp', hidden: [16], activation: 'tanh', initialLogStd: -1 },
        algorithm: {
          estimator: 'low-variance-sg-mrl',
          innerSteps: 1,
          stepSize: 0.1,
          discount: 0.99,
          metaBatchSize: 4,
          trajectories: 10,
          evaluationTrajectories: 10,
          innerWeights: { kind: 'normalised-advantage', lambda: 0.95 },
          outerWeights: { kind: 'normalised-advantage', lambda: 0.95 },
        },
        optimizer: { kind: 'adam', learningRate: 0.01 },
      },
    },
  },
};
`;

const laws = `/** Run with: node --test */
import test from 'node:test';
import { environmentLaws, lawsAsTests } from '@sgmrl/laws';
import { row, tasks } from './NAME.mjs';

lawsAsTests(test, environmentLaws(tasks(row.default)), { seed: 1, runs: 25 });
`;

/** An environment: a point on a line that is to reach a goal. */
export const environmentTemplate: Template = {
  section: 'environments',
  module: named(module),
  laws: named(laws),
  use: (name, path) => `train --with ${path} --preset ${name}-quick`,
};
